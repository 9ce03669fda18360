"""What a merge tells the clerk: names and texts of values and rows, and what of a package is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.entities import ENTITIES
from models.report import Passage
from services.filing.fields import field_spec, show_text
from services.filing.filing import Filing
from services.filing.filing_json import Package
from services.filing.gestures import name_of
from services.filing.refs import FieldRef
from services.reports.outline import outlines
from services.reports.passages import place_of
from services.reports.tokens import runs

LINKS = frozenset({"id", "filing_id", "project_id", "source_filing", "previous_project", "indicator"})
FOLLOWS = frozenset({"position", "goal_to_confirm", "deviation_to_confirm"})
"""Fields that are never a conflict of their own: they go with what is taken."""
_SHOWN_TEXT = 60
_FIGURE = "〔表中的数〕"
_ACCOUNTS = frozenset({"subject_line", "economic_line", "detail_line", "carry_over", "three_public", "matter"})


def default_of(entity: str, name: str) -> Any:
    """The value of a field in which nothing was entered."""
    return ENTITIES[entity].record.model_fields[name].get_default()


def title_of(filing: Filing, ref: FieldRef) -> str:
    """What a clerk calls a value here; one of a passage by its report and section."""
    row = filing.record(ref.entity, ref.id)
    return _place(row.outline, row.key) if isinstance(row, Passage) else name_of(filing, ref)


def _place(outline: str, key: str) -> str:
    known, (section, _spec) = outlines().get(outline), place_of(outline, key)
    return " · ".join(word for word in (known.name if known else outline, section.heading if section else "") if word)


def shown(filing: Filing, ref: FieldRef, value: Any) -> str:
    """A value as the clerk would type it, the figures inserted in a passage named as such."""
    if (ref.entity, ref.field) == ("passage", "text"):
        return "".join(run.text for run in runs(str(value), lambda _key: _FIGURE))
    return show_text(ref, value, filing.head.amount_unit)


def row_title(entity: str, values: Mapping[str, Any]) -> str:
    """What a clerk calls a whole row."""
    if entity == "passage":
        return _place(values["outline"], values["key"])
    what = values.get("source") or values.get("topic") or values.get("name") or ""
    return f"{ENTITIES[entity].title} · {what}" if what else ENTITIES[entity].title


def row_text(filing: Filing, entity: str, values: Mapping[str, Any]) -> str:
    """What a whole row says, in short."""
    names = ("text", "omitted") if entity == "passage" else [name for name in values if name not in LINKS | FOLLOWS]
    said = [
        f"{field_spec(entity, name).title} {shown(filing, FieldRef(entity, '', name), values[name])}"
        for name in names
        if values[name] != default_of(entity, name)
    ]
    text = "，".join(said)
    return text if len(text) <= _SHOWN_TEXT else text[:_SHOWN_TEXT] + "…"


def notes(filing: Filing, package: Package) -> Iterator[str]:
    """What the clerk should know before: another scheme, and what of the package is left alone."""
    if package.head.scheme != filing.head.scheme:
        yield "对方编报用的方案与本级不同，合并后按本级的方案计分，得分可能与对方的表不同。"
    entities = {entity for entity, _ in package.owned}
    if entities & _ACCOUNTS:
        yield (
            "数据包里的部门决算没有合并：部门决算要按汇总口径填（往来要抵销），不能由程序相加。"
            "要核对汇总数与各单位之和，请把本级和“下属预算单位”中各单位的数据包分别“导入”为单独的编报。"
        )
    left = [words for words, there in _left_alone(package, entities) if there]
    if left:
        yield f"数据包里的{'、'.join(left)}没有合并，由本级填写。"


def _left_alone(package: Package, entities: set[str]) -> Iterator[tuple[str, bool]]:
    yield "机构和人员", "organisation" in entities
    yield "汇总表和文中数字", bool(entities & {"summary_line", "statement"})
    whole = any(isinstance(row, Passage) and not row.project for _, row in package.owned)
    yield "整份编报的报告文字", whole
