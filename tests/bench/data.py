"""A realistic filing of any size: distinct names, literals and amounts, the same for the same size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from random import Random

from models.enums import FundSource, ProjectKind
from models.filing import FilingHead
from models.project import POSITION_GAP, Funding, Indicator, Project
from models.record import Record
from models.unit import Unit
from services.filing.filing import Filing
from services.filing.gestures import funding_id
from services.filing.package import Package, write_package
from services.scheme import scheme_named
from services.store.store import Store
from services.workspace import take_in

TOWNS = tuple(f"{first}{second}" for first in "青石龙白金永安和新清" for second in "河溪坪山镇桥湾岭塘口")
WORKS = (
    "村道硬化",
    "安全饮水巩固",
    "高标准农田建设",
    "就业技能培训",
    "社区养老服务",
    "义务教育薄改",
    "污水管网改造",
    "河道清淤",
)
FIRST = FilingHead(id="bench-2024", unit_id="bench-unit", year=2024, scheme="national-50")
UNIT = Unit(id="bench-unit", name="某县住房和农业农村局", code="324", department_name="某县住房和农业农村局")

_LEVELS = (
    (
        "产出指标",
        "数量指标",
        ("{w}里程", "{w}户数", "{w}人次", "{w}完工数量", "{w}设备购置数"),
        ("公里", "户", "人次", "处", "台"),
    ),
    ("产出指标", "质量指标", ("{w}验收合格率", "{w}达标率", "{w}资料完整率"), ("%",)),
    ("产出指标", "时效指标", ("{w}完成及时率", "{w}资金拨付及时率"), ("%",)),
    ("产出指标", "成本指标", ("{w}单位成本", "{w}总成本"), ("万元",)),
    ("效益指标", "经济效益指标", ("{w}带动增收", "{w}节约开支"), ("万元",)),
    ("效益指标", "社会效益指标", ("{w}受益人口", "{w}带动就业人数"), ("人",)),
    ("效益指标", "生态效益指标", ("{w}水质达标率",), ("%",)),
    ("效益指标", "可持续影响指标", ("{w}管护机制健全性",), ("",)),
    ("满意度指标", "服务对象满意度指标", ("{w}受益群众满意度", "{w}服务单位满意度"), ("%",)),
)


def bench_package(projects: int, indicators: int) -> Package:
    """A filing of so many projects with so many indicators each."""
    random = Random(f"{projects}×{indicators}")  # noqa: S311 - the same figures every time is what is wanted
    owned = [item for number in range(projects) for item in _project(number, indicators, random)]
    return Package(UNIT, FIRST, tuple(owned))


def bench_filing(projects: int, indicators: int) -> Filing:
    """The same as a Filing in memory, without a store."""
    package = bench_package(projects, indicators)
    return Filing(package.unit, package.head, scheme_named(package.head.scheme), package.owned)


def write_bench_package(path: Path, projects: int, indicators: int) -> None:
    """The same as an exchange package."""
    write_package(bench_filing(projects, indicators), path)


def fill_store(folder: Path, projects: int, indicators: int) -> str:
    """Begin a data folder that holds the filing; returns the filing's id."""
    with Store.open(folder) as store:
        return take_in(store, bench_package(projects, indicators), "bench")


def _project(number: int, indicators: int, random: Random) -> Iterator[tuple[str, Record]]:
    town, work = TOWNS[number % len(TOWNS)], WORKS[number // len(TOWNS) % len(WORKS)]
    name = f"{town}{2016 + number // (len(TOWNS) * len(WORKS))}年续建{work}项目{number + 1}"
    key = f"bench-p{number:05d}"
    yield "project", _head(key, number, name, random)
    budget = Decimal(random.randint(10_000, 9_999_999)) / 100
    executed = (budget * random.choice((100, 100, 97, 92, 81)) / 100).quantize(Decimal("0.01"))
    source = random.choice((FundSource.GENERAL, FundSource.COUNTY, FundSource.OTHER))
    money = {"initial": budget, "budget": budget, "executed": executed}
    yield "funding", Funding(id=funding_id(key, source), project_id=key, source=source, **money)
    for place, (level1, level2, words, unit) in enumerate(islice(_slots(indicators), indicators)):
        target, actual, missed = _literals(unit, random)
        texts = {"level1": level1, "level2": level2, "name": words.format(w=f"{town}{work[:2]}{place + 1}期")}
        yield (
            "indicator",
            Indicator(
                id=f"{key}-i{place:03d}",
                project_id=key,
                position=(place + 1) * POSITION_GAP,
                target=target,
                actual=actual,
                deviation="因雨季停工，剩余工程量已列入下年计划。" if missed and random.random() < 0.8 else "",
                **texts,
            ),
        )


def _head(key: str, number: int, name: str, random: Random) -> Project:
    return Project(
        id=key,
        filing_id=FIRST.id,
        position=(number + 1) * POSITION_GAP,
        name=name,
        kind=ProjectKind.SPECIFIC,
        department_name=UNIT.name,
        unit_name=f"{name[:3]}人民政府",
        goal=f"完成{name}，新建及改造{random.randint(3, 90)}处，受益群众{random.randint(200, 9000)}人，年底前验收并交付使用。",
        result=f"{name}按期推进，建成{random.randint(3, 90)}处，受益群众{random.randint(200, 9000)}人，群众反映良好。",
        filler="张三",
        phone="0838-6800000",
        filled_on=date(2025, 3, 18),
    )


@cache
def _order(indicators: int) -> tuple[int, ...]:
    """How many of the indicators each second level gets: one each, the rest to the levels in turn."""
    counts = [0] * len(_LEVELS)
    for level in islice(cycle((0, 1, 2, 5, 8, 4, 3, 6, 7)), indicators):
        counts[level] += 1
    return tuple(counts)


def _slots(indicators: int) -> Iterator[tuple[str, str, str, str]]:
    for (level1, level2, words, units), count in zip(_LEVELS, _order(indicators), strict=True):
        for place in range(count):
            yield level1, level2, words[place % len(words)], units[place % len(units)]


def _literals(unit: str, random: Random) -> tuple[str, str, bool]:
    """A target, its completion, and whether it was missed; a few completions are blank."""
    if not unit:
        return "好", random.choice(("好", "好", "较好")), False
    if unit == "%":
        least = random.randint(80, 98)
        reached = random.choice((100, least, least + 1, least - 2))
        return f"≥{least}%", f"{reached}%", reached < least
    amount, share = random.randint(10, 9000), random.choice((100, 100, 100, 104, 93))
    sign, missed = ("≤", share > 100) if unit == "万元" else ("≥", share < 100)
    done = f"{amount * share // 100}{unit}" if random.random() > 0.02 else ""
    return f"{sign}{amount}{unit}", done, missed
