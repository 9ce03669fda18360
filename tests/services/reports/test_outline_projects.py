"""The reports about projects (N4–N7): every case reads well, every number is bound, every place follows its figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import FundSource, ManagementTopic, ProjectKind
from models.project import Funding
from services.filing.filing import Filing
from services.filing.gestures import funding_id
from services.filing.refs import Change, FieldRef
from services.filing.report_rows import ReportKey
from services.reports.catalogue import reports_of
from services.reports.composer import Composer
from services.reports.facts_projects import ProjectFacts
from services.reports.figures import BLANK, GONE
from services.reports.outline import TEXTS, PassageKind, outlines
from services.reports.sections import PassageState
from tests.services.reports.project_reports import (
    ON_PROJECTS,
    ON_TRANSFERS,
    arrival,
    demo,
    one_project,
    outline_for,
    passages,
    texts,
    whole,
)
from tests.services.rules.casebook import Made, funding, indicator, management, project, total

DEMO = demo()
OURS = (*ON_PROJECTS, ON_TRANSFERS)
CLUMSY = re.compile(
    r"。。|，，|；；|、、|：：|：；|：。|，。|；。|。；|，；|、。|：，|（）|“”|《》|None|Undefined|\s万元"
)
S = FundSource
NAME = "城乡居民基本养老保险缴费困难群体代缴补助资金" * 4
UNTIL = date(2024, 11, 30)


def subjects() -> Iterator[tuple[str, str]]:
    yield from ((outline, one.id) for outline in ON_PROJECTS for one in DEMO.projects)
    yield from ((ON_TRANSFERS, one.id) for one in DEMO.transfers)


@pytest.mark.parametrize(("outline", "project_id"), list(subjects()))
def test_every_report_of_the_demonstration_reads_well(outline: str, project_id: str) -> None:
    text = whole(texts(DEMO, outline, project_id).values())
    assert BLANK not in text
    assert GONE not in text
    assert not CLUMSY.findall(text)


@pytest.mark.parametrize("scheme", ["national-50", "sichuan-county", "sichuan-0013zp", "chongqing"])
def test_what_a_province_lays_down_reads_well_too(scheme: str) -> None:
    on = demo(scheme)
    for outline, project_id in (("N4", "demo-p05"), ("N6", "demo-p07"), ("N7", "demo-t01")):
        composer = Composer(on, ReportKey(outline, project_id))
        headings = [section.title for section in composer.sections() if section.level == 2]
        assert all(title.endswith("。") == on.scheme.reports.heading_period for title in headings)
        assert not CLUMSY.findall(whole(texts(on, outline, project_id).values()))


def test_every_report_the_demonstration_offers_is_complete() -> None:
    offered = reports_of(DEMO)
    assert {entry.report.outline for entry in offered} >= {"N4", "N7"}
    for entry in offered:
        lacking = [
            one.key for section in Composer(DEMO, entry.report).sections() for one in section.passages if one.lacking
        ]
        assert (entry.name, lacking) == (entry.name, [])


@pytest.mark.parametrize("outline", OURS)
def test_what_must_be_written_says_how(outline: str) -> None:
    for section in outlines()[outline].sections:
        for spec in section.passages:
            asks = spec.kind in TEXTS and (spec.kind is PassageKind.FREE or not spec.when)
            assert bool(spec.prompt) or not asks, spec.key


# ---- a blank project and a full one


@pytest.mark.parametrize("outline", ON_PROJECTS)
def test_nothing_entered_leaves_places_to_write(outline: str) -> None:
    found = passages(one_project(project(name="")), outline)
    text = whole(one.text for one in found)
    assert not re.search(r"\d+(?:\.\d+)?(?:万元|%)", text)
    assert BLANK not in text
    assert not CLUMSY.findall(text)
    waiting = {one.key for one in found if one.state is PassageState.EMPTY}
    assert {"found-text", "advice-text"} <= waiting


def test_nothing_entered_for_a_transfer_leaves_places_to_write() -> None:
    on = one_project(project(name="", kind=ProjectKind.TRANSFER))
    found = texts(on, "N7")
    assert BLANK not in whole(found.values())
    assert not CLUMSY.findall(whole(found.values()))
    assert (found["above-text"], found["deviation-text"], found["managing-text"]) == ("", "", "")


def many(count: int) -> Made:
    kinds = ("产出指标/数量指标", "产出指标/质量指标", "效益指标/社会效益指标", "满意度指标/服务对象满意度指标")
    rows = [indicator(f"≥{n}人", f"{n}人", f"指标{n}", kinds[n % len(kinds)]) for n in range(1, count + 1)]
    return project(total(10, 10, 10), *rows, name=NAME[:80], goal="目标" * 200, result="完成" * 200)


@pytest.mark.parametrize("outline", ON_PROJECTS)
def test_sixty_indicators_and_long_names(outline: str) -> None:
    text = whole(texts(one_project(many(60)), outline).values())
    assert "本项目共设绩效指标60项，完成60项。" in text
    assert all(f"指标{n}" in text for n in range(1, 61))
    assert NAME[:80] in text
    assert not CLUMSY.findall(text)


# ---- money


@pytest.mark.parametrize(
    ("rows", "told", "says"),
    [
        ((total(10, 10, 10),), (), "本项目2024年资金计划10万元。"),
        (
            (total(10, 10, 10),),
            (arrival("10"),),
            "本项目2024年资金计划10万元。项目资金到位10万元，到位率100%，资金已全部到位。",
        ),
        (
            (total(10, 10, 8),),
            (arrival("8", UNTIL),),
            "本项目2024年资金计划10万元。截至2024年11月30日，项目资金到位8万元，到位率80%，尚有2万元未到位。",
        ),
        ((total(10, 10, 8),), (arrival("12"),), "本项目2024年资金计划10万元。项目资金到位12万元，到位率120%。"),
        ((total(10, 10, 0),), (arrival("0"),), "本项目2024年资金计划10万元。项目资金尚未到位。"),
        ((total(0, 0, 0),), (), "本项目2024年未安排资金计划。"),
        ((total(0, 0, 0),), (arrival("5"),), "本项目2024年未安排资金计划。项目资金到位5万元。"),
        ((), (arrival("5"),), "项目资金到位5万元。"),
        (
            (funding(S.CENTRAL, 6, 6, 6), funding(S.COUNTY, 4, 4, 4)),
            (),
            "本项目2024年资金计划10万元，其中中央财政资金6万元、县级财政资金4万元。",
        ),
        ((funding(S.COUNTY, 4, 4, 4),), (), "本项目2024年资金计划4万元，全部为县级财政资金。"),
        (
            (total(10, 10, 10), funding(S.CENTRAL, 10, 10, 10), funding(S.CARRY_OVER, 2, 2, 0)),
            (),
            "本项目2024年资金计划10万元，全部为中央财政资金；另有上年结转资金2万元。",
        ),
        (
            (total(10, 10, 10), funding(S.CENTRAL, 3, 3, 3), funding(S.COUNTY, 4, 4, 4)),
            (),
            "本项目2024年资金计划10万元，资金来源为中央财政资金3万元、县级财政资金4万元。",
        ),
        (
            (funding(S.APPROPRIATION, 9, 9, 9), funding(S.GENERAL, 5, 5, 5), funding(S.FUND, 4, 4, 4)),
            (),
            "本项目2024年资金计划9万元，其中一般公共预算5万元、政府性基金4万元。",
        ),
        (
            (funding(S.LOCAL, 9, 9, 9), funding(S.CITY, 5, 5, 5)),
            (),
            "本项目2024年资金计划9万元，全部为地方财政资金。",
        ),
    ],
)
def test_plan_and_arrival(rows: tuple, told: tuple, says: str) -> None:  # type: ignore[type-arg]
    assert texts(one_project(project(*rows), *told), "N4")["arrival-text"] == says


@pytest.mark.parametrize(
    ("rows", "told", "says"),
    [
        (total(10, 10, 10), (), "2024年本项目支出10万元。预算执行率100%。"),
        (total(10, 10, 0), (), "2024年本项目未发生支出。"),
        (total(0, 0, 3), (), "2024年本项目支出3万元。"),
        (total(10, 10, 4), (arrival("8"),), "2024年本项目支出4万元。按到位资金计算，资金使用率50%；预算执行率40%。"),
        (total(10, 10, None), (), ""),
    ],
)
def test_use(rows: tuple, told: tuple, says: str) -> None:  # type: ignore[type-arg]
    assert texts(one_project(project(rows), *told), "N4")["use-text"] == says


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (total(10, 10, 10), "全年预算10万元，支出10万元，无结余。"),
        (total(10, 10, 7.5), "全年预算10万元，支出7.5万元，结余2.5万元。"),
        (total(10, 10, 12), "全年预算10万元，支出12万元，超出预算2万元。"),
        (total(0, 0, 0), "全年未安排预算，未发生支出。"),
        (total(10, 10, None), ""),
    ],
)
def test_balance(rows: tuple, says: str) -> None:  # type: ignore[type-arg]
    assert texts(one_project(project(rows)), "N4")["completion-balance"] == says


@pytest.mark.parametrize(
    ("rows", "fields", "says"),
    [
        (total(10, 10, 10), {}, "年度执行中预算未作调整。"),
        (total(10, 12, 12), {}, "年初预算10万元，年度执行中调整为12万元，较年初预算增加2万元，增长20%。"),
        (
            total(10, 8, 8),
            {"adjustment_note": "压减经费"},
            "年初预算10万元，年度执行中调整为8万元，较年初预算减少2万元，下降20%。压减经费。",
        ),
        (total(0, 5, 5), {}, "年初未安排预算，年度执行中追加5万元。"),
        (total(None, 5, 5), {}, ""),
    ],
)
def test_adjustment(rows: tuple, fields: dict[str, str], says: str) -> None:  # type: ignore[type-arg]
    text = texts(one_project(project(rows, **fields)), "N4")["approval-text"]
    assert text.endswith(says)
    assert says or text.endswith("万元。")


def test_money_brought_over_is_no_adjustment() -> None:
    rows = (total(None, 10, 10), funding(S.CENTRAL, 10, 10, 10), funding(S.CARRY_OVER, 2, 2, 0))
    approval = texts(one_project(project(*rows)), "N4")["approval-text"]
    assert approval.endswith("批复预算资金10万元，全部为中央财政资金；另有上年结转资金2万元。")


def test_documents_stand_before_what_they_gave() -> None:
    on = one_project(project(total(1, 1, 1)), arrival(documents="《甲》（某财〔2024〕1号）；\n\n《乙》。\n"))
    approval = texts(on, "N4")["approval-text"]
    assert approval.startswith(
        "根据《甲》（某财〔2024〕1号）、《乙》，就业补助（以下简称“本项目”）2024年批复预算资金1万元。"
    )


@pytest.mark.parametrize(
    ("rows", "told", "asked"),
    [
        (total(10, 10, 10), (arrival("10"),), set()),
        (total(10, 10, 10), (arrival("8"),), {"arrival-reason"}),
        (total(10, 10, 8), (arrival("10"),), {"use-reason"}),
        (total(10, 10, 12), (), {"use-reason"}),
    ],
)
def test_reasons_are_asked_for_where_there_is_something_to_explain(
    rows: tuple,
    told: tuple,
    asked: set[str],  # type: ignore[type-arg]
) -> None:
    found = {one.key for one in passages(one_project(project(rows), *told), "N4") if one.lacking}
    assert found & {"arrival-reason", "use-reason"} == asked


# ---- indicators


@pytest.mark.parametrize(
    ("target", "actual", "says"),
    [
        ("≥50人", "82人", "目标不少于50人，实际82人"),
        ("≥95%", "96%", "目标不低于95%，实际96%"),
        ("≤30天", "22天", "目标不超过30天，实际22天"),
        ("=100%", "100%", "目标为100%，实际100%"),
        (">5次", "6次", "目标超过5次，实际6次"),
        ("＜3件", "0件", "目标低于3件，实际0件"),
        ("15人以上", "16人", "目标为15人以上，实际16人"),
        ("控制在4%以内", "3.2%", "目标控制在4%以内，实际3.2%"),
        ("12月底前", "12月6日", "目标为12月底前，实际12月6日"),
        ("定性优良中差", "良", "目标为“优”，实际为“良”"),
        ("定性有所提升", "定性有所提升", "目标有所提升，实际有所提升"),
        ("", "5人", "实际5人"),
    ],
)
def test_values_in_words(target: str, actual: str, says: str) -> None:
    on = one_project(project(total(1, 1, 1), indicator(target, actual, "事项")))
    assert texts(on, "N4")["completion-indicators"].splitlines()[-1] == f"数量指标：事项{says}。"


def test_what_is_not_reported_is_not_listed() -> None:
    on = one_project(project(total(1, 1, 1), indicator("≥5人", "", "甲"), indicator("≥5人", "6人", "乙")))
    assert texts(on, "N4")["completion-indicators"] == "本项目共设绩效指标2项。\n数量指标：乙目标不少于5人，实际6人。"


@pytest.mark.parametrize(
    ("rows", "fields", "problems", "advice"),
    [
        ((total(1, 1, 1), indicator("≥5人", "6人", weight=90)), {}, "无。", "无。"),
        ((total(1, 1, 1), indicator("≥5人", "6人", weight=90)), {"problems": "无", "measures": "无。"}, "无。", "无。"),
        (
            (total(1, 1, 1), indicator("≥5人", "4人", "甲", deviation="报名少。今后早通知")),
            {},
            "甲目标不少于5人，实际4人（完成率80%），未完成年度目标。原因和改进措施：报名少。今后早通知。",
            "针对上述情况，按已提出的改进措施逐项整改，下一年度结合实际完成情况合理设定目标。",
        ),
        (
            (total(1, 1, 1), indicator("≥5人", "4人", "甲")),
            {},
            "甲目标不少于5人，实际4人（完成率80%），未完成年度目标。",
            "",
        ),
        (
            (total(1, 1, 1), indicator("≥5人", "4人", "甲")),
            {"problems": "甲没有完成", "measures": "早安排"},
            "甲没有完成。",
            "早安排。",
        ),
        ((total(10, 10, 8), indicator("≥5人", "6人")), {}, "预算执行率80%，预算资金未全部支出。", ""),
    ],
)
def test_problems_and_advice(rows: tuple, fields: dict[str, str], problems: str, advice: str) -> None:  # type: ignore[type-arg]
    found = texts(one_project(project(*rows, **fields)), "N4")
    assert (found["found-text"], found["advice-text"]) == (problems, advice)


def test_a_transfer_says_what_it_has_not_got() -> None:
    made = project(
        funding(S.CENTRAL, None, 6, 6),
        funding(S.COUNTY, None, 4, 4),
        management(ManagementTopic.USE, "专款专用", "无"),
        indicator("≥5人", "9人", "甲", deviation="扩面"),
        kind=ProjectKind.TRANSFER,
    )
    found = texts(one_project(made), "N7")
    assert found["above-text"] == "2024年上级下达就业补助（以下简称“本项目”）预算资金6万元，全部为中央财政资金。"
    assert found["below-text"] == "本级及其他资金安排县级财政资金4万元，与上级资金共10万元。"
    assert found["managing-text"] == "使用规范性：专款专用。"
    assert found["quantity-text"] == "甲目标不少于5人，实际9人（完成率180%）。"
    assert found["ecological-text"] == "本项目未设置生态效益指标。"
    assert found["deviation-text"].startswith("甲目标不少于5人，实际9人（完成率180%），完成数远高于目标。")


@pytest.mark.parametrize(
    ("name", "kind", "support"),
    [
        ("代缴养老保险", ProjectKind.SPECIFIC, "民生保障"),
        ("招商工作经费", ProjectKind.OPERATION, "行政运转"),
        ("招商补助", ProjectKind.SPECIFIC, "产业发展"),
        ("服务大厅改造", ProjectKind.SPECIFIC, "基础设施"),
    ],
)
def test_kind_of_spending(name: str, kind: ProjectKind, support: str) -> None:
    on = one_project(project(name=name, kind=kind))
    assert ProjectFacts(on, on.project("p")).support == support


# ---- every number is bound

TOKEN = re.compile("⟦[^⟦⟧]*⟧")


def unbound(on: Filing, outline: str, project_id: str) -> str:
    """What generated text says with digits that are neither figures nor the clerk's own words."""
    own = on.project(project_id)
    told = [str(value) for name, value in own if isinstance(value, str)]
    told += [word for row in on.indicators(project_id) for word in (row.name, row.deviation)]
    told += [text for note in on.managements(project_id).values() for text in (note.note, note.measures)]
    told += [getattr(row, "documents", "") for row in on.owned("arrival", project_id)]
    told += [getattr(row, "basis", "") for row in on.owned("organisation", on.id)]
    words = [line.strip("。；;.，,、 ") for text in told for line in text.splitlines()]
    text = TOKEN.sub("", "\n".join(one.generated for one in passages(on, outline, project_id)))
    for word in sorted(filter(None, words), key=len, reverse=True):
        text = text.replace(word, "")
    return re.sub(rf"{on.head.year}年", "", text)


@pytest.mark.parametrize(("outline", "project_id"), list(subjects()))
def test_no_number_of_the_demonstration_is_loose(outline: str, project_id: str) -> None:
    assert not re.findall(r".{0,12}\d.{0,12}", unbound(DEMO, outline, project_id))


AMOUNTS = st.none() | st.decimals(0, 100000, places=2)
SOURCES = st.lists(st.sampled_from([one for one in FundSource if one is not S.TOTAL]), max_size=5, unique=True)
LITERALS = st.sampled_from(["≥5人", "=100%", "≤3天", "12月底前", "定性优良中差", "3人以上", "乱写7次", ""])
DONE = st.sampled_from(["6人", "99%", "95%以上", "12月6日", "优", "良", "已完成3项", ""])
LEVELS = st.sampled_from(
    ["产出指标/数量指标", "效益指标/社会效益指标", "满意度指标/服务对象满意度指标", "/", "自定/其他"]
)


@st.composite
def projects(draw: st.DrawFn) -> Made:
    rows = [funding(one, draw(AMOUNTS), draw(AMOUNTS), draw(AMOUNTS)) for one in draw(SOURCES)]
    rows += [total(draw(AMOUNTS), draw(AMOUNTS), draw(AMOUNTS))] if draw(st.booleans()) else []
    for n in range(draw(st.integers(0, 4))):
        reason = draw(st.sampled_from(["", "人手不足"]))
        rows.append(indicator(draw(LITERALS), draw(DONE), "甲乙丙丁"[n], draw(LEVELS), deviation=reason))
    kind = draw(st.sampled_from([ProjectKind.SPECIFIC, ProjectKind.TRANSFER]))
    text = st.sampled_from(["", "无", "一是甲；\n二是乙", "做了。"])
    return project(
        *rows, kind=kind, problems=draw(text), measures=draw(text), goal=draw(text), execution_note=draw(text)
    )


@given(projects(), AMOUNTS, st.none() | st.just(UNTIL))
def test_any_project_reads_well_and_every_number_is_bound(
    made: Made, arrived: Decimal | None, until: date | None
) -> None:
    on = one_project(made, arrival(None if arrived is None else str(arrived), until))
    for outline in outline_for(made):
        text = whole(texts(on, outline).values())
        assert not CLUMSY.findall(text)
        assert BLANK not in text
        assert GONE not in text
        assert not re.findall(r".{0,12}\d.{0,12}", unbound(on, outline, "p"))


# ---- every place follows its figure


@pytest.mark.parametrize(
    ("outline", "field", "old", "new", "places", "still"),
    [
        ("N4", "executed", "145.36", "150.01", 2, 0),
        ("N5", "executed", "145.36", "150.01", 1, 0),
        ("N6", "executed", "145.36", "150.01", 1, 0),
        ("N4", "executed", "69.31%", "71.53%", 3, 0),
        ("N4", "executed", "64.35", "59.7", 2, 0),
        ("N4", "budget", "209.71", "300.5", 4, 2),  # 年初预算数 and 到位资金 are figures of their own
    ],
)
def test_one_changed_figure_changes_every_place(
    outline: str, field: str, old: str, new: str, places: int, still: int
) -> None:
    on = demo()
    composer = Composer(on, ReportKey(outline, "demo-p05"))

    def said() -> str:
        return whole(one.text for section in composer.sections() for one in section.passages)

    assert said().count(old) >= places
    ref = FieldRef("funding", funding_id("demo-p05", S.APPROPRIATION), field)
    value = {"executed": Decimal("150.01"), "budget": Decimal("300.5")}[field]
    change = Change(ref, on.value(ref), value)
    assert isinstance(on.record("funding", ref.id), Funding)
    on.put(change)
    composer.changed([change])
    assert said().count(new) >= places
    assert said().count(old) == still
