"""Numbers of a text that a figure of the filing answers, though it has no name of its own in a table: told or silent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest

from models.enums import FundSource, ProjectKind
from services.filing.filing import Filing
from services.filing.gestures import funding_id, set_value
from services.filing.refs import FieldRef
from services.rules.engine import Checker
from tests.services.rules.casebook import FILING, change, filing, indicator, project, total
from tests.services.rules.passages import passage
from tests.services.rules.published_accounts import DEMO, shown
from tests.services.rules.test_engine import Desk


class Told(NamedTuple):
    """A text at a place of a filing and the rules that tell of it."""

    base: Callable[[], Filing]
    place: str
    text: str
    rules: tuple[str, ...] = ()


def rules_on(one: Told) -> set[str]:
    base = one.base()
    outline, key, *of = one.place.split(" ")
    row = passage(one.text, key, outline, of[0] if of else "", DEMO if base.id == DEMO else FILING)
    checker = Checker(Filing(base.unit, base.head, base.scheme, [*base.all_records(), ("passage", row)]))
    checker.check_all()
    return on_words(checker)


def on_words(checker: Checker) -> set[str]:
    """Rules that tell of words, not of texts that are missing."""
    findings = checker.findings()
    return {one.rule.id for one in findings if one.ref.entity == "passage" and one.hit.span is not None}


def insured() -> Filing:
    """Two projects with an indicator of the same name, one of them with 代缴人数 besides in its own place."""
    return filing(
        project(indicator("≥17166人", "15237人", "代缴人数"), id="p", name="政府代缴困难群众养老保险"),
        project(indicator("≥1000人", "924人", "补助人数"), id="q", name="差额补助资金"),
        project(indicator("≥1000人", "7288人", "补助人数"), indicator("≥5人", "5人", "培训人数"), id="r", name="乡村振兴补助"),
        project(indicator("≥10人", "16人", "培训人数"), indicator("≥9人", "9人", "线上培训人数"), id="s", name="培训补贴"),
        year=2024,
    )  # fmt: skip


OWN, OTHER, WHOLE = "N4 completion-result p", "N4 completion-result r", "N1 work-text"
PERSONS = (
    Told(insured, OWN, "实际代缴15237人，人均代缴100元。"),
    Told(insured, OWN, "实际代缴15214人，人均代缴100元。", ("TX34",)),
    Told(insured, OWN, "截至2024年12月31日，代缴15214人。", ("TX34",)),
    Told(insured, OWN, "截至2024年11月底，代缴15214人。"),
    Told(insured, OWN, "计划代缴17166人。"),
    Told(insured, OWN, "2024年3月代缴1200人。"),
    Told(insured, OWN, "另代缴200人。其中：代缴重残人员300人。城关镇：代缴1200人。"),
    Told(insured, OWN, "城关镇代缴1200人，代缴资金已到账。"),
    Told(insured, OWN, "2023年代缴16000人。"),
    Told(insured, OTHER, "补助人数7288人。"),
    Told(insured, OTHER, "补助人数4281人。", ("TX34",)),
    Told(insured, OTHER, "补助人数924人。", ("TX34",)),
    Told(insured, OTHER, "发放补助4281人。", ("TX34",)),
    Told(insured, OTHER, "代缴200人。"),
    Told(insured, "N4 completion-result s", "培训10人。线上培训9人。培训7人。"),
    Told(insured, WHOLE, "补助人数924人，代缴200人。"),
    Told(insured, WHOLE, "代缴困难群众养老保险15237人。"),
    Told(insured, WHOLE, "代缴困难群众养老保险15214人。", ("TX34",)),
    Told(insured, WHOLE, "为低保对象代缴困难群众养老保险3000人。"),
    Told(insured, WHOLE, "培训补贴12人。"),
)

BOTH = "N1 projects-text"


def of_two_years() -> Filing:
    """A project of each year, and one of a year alone."""
    return filing(
        project(total(None, "0.2", "0.17"), id="p", name="2023年东西协作项目"),
        project(total(None, "150", "150"), id="q", name="2024年东西协作项目"),
        project(total(None, "30", "30"), id="r", name="2024年见习补贴资金"),
        project(total(None, "40", None), id="s", name="2023年见习补贴资金"),
        year=2024,
    )


YEARS = (
    Told(of_two_years, BOTH, "2023年和2024年东西协作项目150.17万元。"),
    Told(of_two_years, BOTH, "2023年和2024年东西协作项目预算150.2万元。"),
    Told(of_two_years, BOTH, "2023年、2024年东西协作项目150.12万元。", ("TX34",)),
    Told(of_two_years, BOTH, "2023年度和2024年度东西协作项目支出150.12万元。"),
    Told(of_two_years, BOTH, "2024年东西协作项目150万元。"),
    Told(of_two_years, BOTH, "2023年和2024年东西协作项目约150万元。"),
    Told(of_two_years, BOTH, "2022年和2023年东西协作项目80万元。"),
    Told(of_two_years, BOTH, "2023年和2024年见习补贴资金60万元。"),
)


def accounts() -> Filing:
    return shown()


def with_personnel() -> Filing:
    base = shown()
    made = project(total(None, "900", "900"), id="p", name="工资", kind=ProjectKind.PERSONNEL)
    rows = [(name, row) for name, row in made.records() if setattr(made.project, "filing_id", DEMO) is None]
    return Filing(base.unit, base.head, base.scheme, [*base.all_records(), *rows])


PERSONNEL, OPERATION = "N2 personnel-text", "N2 operation-text"
PARTS = (
    Told(accounts, PERSONNEL, "项目全年预算数900万元，执行数851.04万元。"),
    Told(accounts, PERSONNEL, "项目执行数851万元。"),
    Told(accounts, PERSONNEL, "项目执行数2113.98万元。", ("TX13",)),
    Told(accounts, PERSONNEL, "2021年项目执行数820万元，截至6月执行数400万元。"),
    Told(accounts, OPERATION, "项目执行数2113.98万元。"),
    Told(accounts, OPERATION, "人员类项目执行数2113.98万元。", ("TX13",)),
    Told(accounts, OPERATION, "人员类项目执行数851.04万元，项目执行数58.7万元。"),
    Told(with_personnel, PERSONNEL, "项目执行数900万元。"),
    Told(accounts, OPERATION, "保障了3家单位（局机关及所属二级预算单位）运转。"),
    Told(accounts, OPERATION, "保障了7家单位（局机关及所属二级预算单位）运转。", ("TX30",)),
    Told(accounts, OPERATION, "局机关和下属预算单位共7个，运转正常。", ("TX30",)),
    Told(accounts, OPERATION, "走访7家单位（辖区内用人单位）。"),
    Told(insured, OPERATION, "保障了7家单位（局机关及所属二级预算单位）运转。"),
)
ITEMS = (
    Told(accounts, WHOLE, "财政代缴城乡居民基本养老保险费支出10.98万元。"),
    Told(accounts, WHOLE, "财政代缴城乡居民基本养老保险费支出20.82万元。", ("TX11",)),
    Told(accounts, WHOLE, "代缴城乡居民基本养老保险费20.82万元。"),
    Told(accounts, WHOLE, "2021年财政代缴城乡居民基本养老保险费支出20.82万元。"),
    Told(accounts, WHOLE, "市级财政代缴城乡居民基本养老保险费支出20.82万元。"),
    Told(accounts, WHOLE, "基本养老保险缴费支出5万元，行政运行3万元。"),
    Told(insured, WHOLE, "财政代缴城乡居民基本养老保险费支出20.82万元。"),
)


def jobs() -> Filing:
    """Everything spent, and an amount aimed at of which half was needed."""
    cost = indicator("≤100万元", "50万元", "培训成本", "产出指标/成本指标")
    return filing(project(total(None, "1020.74", "1020.74"), cost, id="p", name="就业资金"), year=2024)


RATES = (
    Told(jobs, OWN, "成本指标：支出1020.74万元，完成目标100%。"),
    Told(jobs, OWN, "成本指标：支出1020.74万元，完成目标的65.54%。", ("TX35",)),
    Told(jobs, OWN, "实际支出1020.74万元，完成年度预算56.54%。", ("TX35",)),
    Told(jobs, OWN, "支出50万元，完成目标50%。"),
    Told(jobs, OWN, "培训成本50万元，完成目标50%。"),
    Told(jobs, OWN, "培训支出30万元，完成目标60%。"),
    Told(jobs, OWN, "目标2000万元，实际支出1020.74万元，完成目标51.04%。"),
    Told(jobs, OWN, "截至6月底，支出510.37万元，完成目标50%。"),
    Told(jobs, WHOLE, "支出510.37万元，完成目标50%。"),
)


def missed() -> Filing:
    """One target missed, one reached, one lowered with approval."""
    rows = (
        indicator("51万元", "46.62万元", "区级财政补助"),
        indicator("≥50人", "53人", "见习人数"),
        indicator("≥60人", "60人", "参训学员人数", approved="≥80人"),
        change("≥60人", "p-i3", date(2024, 9, 1)),
    )
    return filing(project(*rows, id="p", name="养老保险补助资金"), year=2024)


DONE = (
    Told(missed, OWN, "区级财政补助51万元，年中调整为46.62万元，目标任务完成。", ("TX44",)),
    Told(missed, OWN, "区级财政补助46.62万元，全面完成年度目标。", ("TX44",)),
    Told(missed, OWN, "区级财政补助46.62万元，没有完成目标。区级财政补助46.62万元，基本完成目标。"),
    Told(missed, OWN, "区级财政补助目标51万元，目标完成率91.41%。"),
    Told(missed, OWN, "区级财政补助46.62万元；见习人数53人，目标任务完成。"),
    Told(missed, OWN, "区级财政补助46.62万元，见习人数53人，目标任务完成。"),
    Told(missed, OWN, "参训学员人数60人，目标任务完成。"),
    Told(missed, WHOLE, "区级财政补助46.62万元，目标任务完成。"),
)


@pytest.mark.parametrize("one", [*YEARS, *PARTS, *ITEMS, *RATES, *DONE], ids=lambda one: one.text)
def test_figures_together(one: Told) -> None:
    assert rules_on(one) == set(one.rules)


@pytest.mark.parametrize("one", PERSONS, ids=lambda one: one.text)
def test_persons_of_a_project(one: Told) -> None:
    assert rules_on(one) == set(one.rules)


def test_a_target_reached_later_ends_the_finding() -> None:
    text = "见习人数53人，目标任务完成。"
    row = passage(text, "completion-result", "N4", "p")
    base = missed()
    desk = Desk(Filing(base.unit, base.head, base.scheme, [*base.all_records(), ("passage", row)]))
    assert on_words(desk.checker) == set()
    desk.do(set_value(desk.filing, FieldRef("indicator", "p-i2", "target"), "≥60人"))
    assert on_words(desk.checker) == {"TX44"}
    assert desk.agrees()
    desk.do(set_value(desk.filing, FieldRef("indicator", "p-i2", "target"), "≥50人"))
    assert on_words(desk.checker) == set()
    assert desk.agrees()


def test_the_sum_of_two_years_follows_its_projects() -> None:
    row = passage("2023年和2024年东西协作项目150.17万元。", "projects-text", "N1")
    base = of_two_years()
    desk = Desk(Filing(base.unit, base.head, base.scheme, [*base.all_records(), ("passage", row)]))
    assert on_words(desk.checker) == set()
    spent = FieldRef("funding", funding_id("p", FundSource.TOTAL), "executed")
    desk.do(set_value(desk.filing, spent, Decimal("0.12")))
    assert on_words(desk.checker) == {"TX34"}
    assert desk.agrees()
