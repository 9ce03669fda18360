"""Scheme 方案: a province's year pack, read from a TOML file.

Which forms are offered, weights, scoring parameters, grades, labels, sign-off fields and rule severities. A file that
contradicts itself is refused with the reason: weights must add up to 100, grades must not overlap (scoring.md §3, §4;
财预〔2020〕10号).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from models.enums import FundSource, Severity, SummaryRow
from resources import resource
from services.accounts.policy import AccountsPolicy
from services.reports.policy import ReportPolicy
from services.values.judge import Reading, read_and_judge
from services.values.scoring import Grade, ScoringPolicy

HUNDRED = Decimal(100)
DEFAULT_SCHEME = "national-50"
_S = FundSource
TRANSFER_ROWS = (
    (_S.CENTRAL, _S.LOCAL, _S.OTHER),
    (_S.CENTRAL, _S.PROVINCE, _S.CITY, _S.COUNTY, _S.OTHER),
)
"""The two ways F04 splits the money of a transfer payment; a scheme may order and name the rows as it likes."""


class SchemeRefused(ValueError):
    """A scheme file that cannot be used; str() says which file and why."""


@dataclass(frozen=True, slots=True)
class Level1:
    """A first-level indicator: its weight (None = not fixed), second levels in order, and what must be there."""

    name: str
    weight: Decimal | None
    level2: tuple[str, ...]
    required: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds of the rules; ratios as fractions (0.9 = 90 %)."""

    rate_low: Decimal = Decimal("0.9")
    adjustment: Decimal = Decimal("0.1")
    satisfaction_low: Decimal = Decimal(80)
    similarity: Decimal = Decimal("0.9")
    amount_tolerance: Decimal = Decimal("0.005")


@dataclass(frozen=True)
class Scheme:
    """One scheme; see the files in resources/schemes."""

    id: str
    name: str
    basis: str
    forms: tuple[str, ...]
    level1: tuple[Level1, ...]
    scoring: ScoringPolicy
    limits: Limits = field(default_factory=Limits)
    sign_off: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    place: str = ""
    department_form: str = "F03"
    transfer_form: str = "F04"
    declaration_form: str = "F06a"
    monitoring_form: str = "F06b"
    summary_row: SummaryRow = SummaryRow.NONE
    accounts: AccountsPolicy = field(default_factory=AccountsPolicy)
    reports: ReportPolicy = field(default_factory=ReportPolicy)
    transfer_sources: tuple[FundSource, ...] = TRANSFER_ROWS[0]
    transfer_score: bool = False

    @cached_property
    def _levels(self) -> dict[str, Level1 | None]:
        """First levels by every name they were asked for: a full check asks 150,000 times for a few names."""
        return {}

    @cached_property
    def _ranks(self) -> dict[tuple[str, str], tuple[int, int]]:
        return {}

    @cached_property
    def read(self) -> Callable[[str, str, Decimal | None, Decimal | None, str, int], Reading]:
        """`read_and_judge` by this scheme. What stands in many rows (≥95%, done 96%) is read and judged once."""
        return cache(partial(read_and_judge, self.scoring))

    def label(self, key: str, default: str) -> str:
        """A label that the scheme may word differently."""
        return self.labels.get(key, default)

    def level1_named(self, name: str) -> Level1 | None:
        """The first level of that name or alias (“项目完成” is 产出指标)."""
        known = self._levels
        if name not in known:
            word = "".join(name.split())
            known[name] = next((level for level in self.level1 if word == level.name or word in level.aliases), None)
        return known[name]

    def rank(self, level1: str, level2: str) -> tuple[int, int]:
        """Place of a level pair in the printed order; unknown names come last."""
        known = self._ranks.get((level1, level2))
        if known is None:
            known = self._ranks[level1, level2] = self._rank(level1, level2)
        return known

    def _rank(self, level1: str, level2: str) -> tuple[int, int]:
        first = self.level1_named(level1)
        if first is None:
            return len(self.level1), 0
        second = canonical_level2(level2)
        names = first.level2
        return self.level1.index(first), names.index(second) if second in names else len(names)

    def quota(self, level1: str, *, satisfied: bool) -> Decimal | None:
        """Points (分) of a first level; those of missing satisfaction indicators go to `scoring.satisfaction_to`."""
        first = self.level1_named(level1)
        if first is None or first.weight is None:
            return None
        if not satisfied and first.name == self.scoring.satisfaction_to:
            return first.weight + sum((x.weight or 0 for x in self.level1 if x.name == SATISFACTION), Decimal(0))
        return first.weight

    @property
    def grades(self) -> tuple[Grade, ...]:
        """Grades, best first."""
        return self.scoring.grades

    @property
    def execution_weight(self) -> Decimal:
        """Points (分) of the execution rate."""
        return self.scoring.rate_weight

    @property
    def indicator_total(self) -> Decimal:
        """Points (分) of all indicators together."""
        return HUNDRED - self.execution_weight

    @cached_property
    def fixed_quotas(self) -> bool:
        """Whether the first levels have fixed points."""
        return any(level.weight is not None for level in self.level1)


SATISFACTION = "满意度指标"

_LEVEL2_WORDS = {
    "数量": "数量指标",
    "质量": "质量指标",
    "时效": "时效指标",
    "成本": "成本指标",
    "经济成本": "经济成本指标",
    "社会成本": "社会成本指标",
    "生态环境成本": "生态环境成本指标",
    "经济效益": "经济效益指标",
    "社会效益": "社会效益指标",
    "生态效益": "生态效益指标",
    "可持续影响": "可持续影响指标",
    "可持续发展": "可持续影响指标",
    "服务对象满意度": "服务对象满意度指标",
    "满意度": "服务对象满意度指标",
}


@lru_cache(maxsize=1024)
def canonical_level2(name: str) -> str:
    """The standard name of a second-level indicator (“可持续发展指标” → 可持续影响指标)."""
    word = "".join(name.split()).removesuffix("指标")
    return _LEVEL2_WORDS.get(word, name.strip())


def scheme_from_mapping(data: Mapping[str, Any]) -> Scheme:
    """Build and check a scheme. SchemeRefused says what is wrong."""
    name = str(data.get("name", "方案"))
    try:
        scheme = _build(data)
    except KeyError as error:
        raise SchemeRefused(f"方案“{name}”缺少 {error.args[0]}") from error
    except (ValueError, TypeError, ArithmeticError) as error:
        raise SchemeRefused(f"方案“{name}”不能用：{error}") from error
    reason = _contradiction(scheme)
    if reason:
        raise SchemeRefused(f"方案“{name}”不能用：{reason}")
    return scheme


def _build(data: Mapping[str, Any]) -> Scheme:
    known = set(Scheme.__dataclass_fields__)
    unknown = sorted(set(data) - known)
    if unknown:
        raise ValueError(f"不认识的项目 {'、'.join(unknown)}")
    return Scheme(
        id=data["id"],
        name=data["name"],
        basis=data["basis"],
        forms=tuple(data["forms"]),
        level1=tuple(_level1(item) for item in data["level1"]),
        scoring=ScoringPolicy.from_mapping(data.get("scoring", {})),
        limits=Limits(**{key: Decimal(str(value)) for key, value in data.get("limits", {}).items()}),
        sign_off=tuple(data.get("sign_off", ())),
        labels=dict(data.get("labels", {})),
        severities={rule: Severity(word) for rule, word in data.get("severities", {}).items()},
        place=data.get("place", ""),
        department_form=data.get("department_form", "F03"),
        transfer_form=data.get("transfer_form", "F04"),
        declaration_form=data.get("declaration_form", "F06a"),
        monitoring_form=data.get("monitoring_form", "F06b"),
        summary_row=SummaryRow(data.get("summary_row", SummaryRow.NONE)),
        accounts=AccountsPolicy.from_mapping(data.get("accounts", {})),
        reports=ReportPolicy.from_mapping(data.get("reports", {})),
        transfer_sources=tuple(map(FundSource, data.get("transfer_sources", TRANSFER_ROWS[0]))),
        transfer_score=bool(data.get("transfer_score", False)),
    )


def _level1(item: Mapping[str, Any]) -> Level1:
    weight = item.get("weight")
    return Level1(
        item["name"],
        None if weight is None else Decimal(str(weight)),
        tuple(item["level2"]),
        bool(item.get("required", False)),
        tuple(item.get("aliases", ())),
    )


def _contradiction(scheme: Scheme) -> str:
    weights = sum((level.weight or Decimal(0) for level in scheme.level1), Decimal(0))
    if scheme.fixed_quotas and weights + scheme.execution_weight != HUNDRED:
        return f"执行率 {scheme.execution_weight} 分加各一级指标 {weights} 分应为 100 分"
    minimums = [grade.minimum for grade in scheme.grades]
    if sorted(set(minimums), reverse=True) != minimums or minimums[-1] != 0:
        return "等级的起始分应从高到低、互不重复，最后一级从 0 分起"
    if sorted(scheme.transfer_sources) not in [sorted(rows) for rows in TRANSFER_ROWS]:
        rows = "，或 ".join("、".join(row) for row in TRANSFER_ROWS)
        return f"转移支付的资金来源应为 {rows}，每项一次"
    if not scheme.forms:
        return "至少要有一种表样"
    return ""


def read_scheme(path: Path) -> Scheme:
    """Read a scheme file. SchemeRefused when it cannot be read or contradicts itself."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SchemeRefused(f"方案文件“{path.name}”读不出来：{error}") from error
    return scheme_from_mapping(data)


@cache
def shipped_schemes() -> Mapping[str, Scheme]:
    """The schemes that come with the program, by id."""
    schemes = [read_scheme(path) for path in sorted(resource("schemes").glob("*.toml"))]
    return {scheme.id: scheme for scheme in schemes}


def scheme_named(scheme_id: str) -> Scheme:
    """A scheme by id; the national one when the id is unknown here (a filing from another PC stays readable)."""
    schemes = shipped_schemes()
    return schemes.get(scheme_id, schemes[DEFAULT_SCHEME])
