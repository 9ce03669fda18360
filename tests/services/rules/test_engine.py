"""Checker: live findings equal a full check, groups, answers in writing, severities and the verdict."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.enums import FundNature, FundSource, Outlook, ProjectKind, PublishedTable, Severity, StatementTopic
from models.project import Indicator, Project
from models.published import Statement, SummaryLine
from services.filing.editor import Editor
from services.filing.filing import Filing
from services.filing.gestures import (
    add_project,
    created,
    delete_rows,
    deleted,
    explain,
    funding_id,
    insert_indicator,
    move_row,
    set_value,
)
from services.filing.refs import WHOLE, Change, FieldRef, Gesture
from services.rules import engine
from services.rules.catalogue import all_rules
from services.rules.engine import Checker, Finding, Verdict
from services.rules.traits import Trait
from tests.services.rules.casebook import Made, filing, indicator, line, project, stated, total

ACT = Gesture("试")
JOBS = "确保城镇新增就业人数"


class Nowhere:
    """A store that takes everything and keeps nothing."""

    def commit(self, changes: Sequence[Change], filing_id: str, gesture: Gesture) -> None:
        """Accept the changes."""


class Desk:
    """A filing with its editor and a checker that listens."""

    def __init__(self, on: Filing) -> None:
        self.filing = on
        self.editor = Editor(Nowhere(), on)
        self.checker = Checker(on)
        self.checker.check_all()
        self.editor.listen(self.checker.update)

    def do(self, changes: list[Change]) -> None:
        """Apply changes."""
        self.editor.apply(changes, ACT)

    def put(self, entity: str, record_id: str, field: str, value: Any) -> None:
        """Type one value."""
        self.do(set_value(self.filing, FieldRef(entity, record_id, field), value))

    def rules(self, project_id: str | None = None) -> list[str]:
        """Ids of the rules that found something."""
        return [found.rule.id for found in self.checker.findings(project_id)]

    def agrees(self) -> bool:
        """Whether a fresh check of the same filing finds the same."""
        live = told(self.checker)
        self.filing.derived.clear()
        fresh = Checker(self.filing)
        fresh.check_all()
        assert live == told(fresh)
        assert self.checker.verdict() == fresh.verdict()
        return True


def told(checker: Checker) -> Counter[tuple[Any, ...]]:
    return Counter((f.rule.id, f.severity, f.project_id, f.message, f.hit.fields) for f in checker.findings())


def jobs(actual: str, project_id: str = "p", **fields: Any) -> Made:
    row = indicator("≥1300人", actual, JOBS, weight=90)
    return project(total(100, 100, 100), row, id=project_id, name=f"项目{project_id}", **fields)


def small() -> Filing:
    told = [
        *(stated(topic, 3, "一、（一）") for topic in StatementTopic),
        *(line(table, f"项目{name}", 100, 90, "优") for table in PublishedTable for name in "abz"),
        stated(StatementTopic.SCORE, 90, project="a"),
    ]
    made = [
        *(jobs("1651人", "a"), jobs("1994人", "b"), jobs("1300人", "c")),
        jobs("1300人", "t", kind=ProjectKind.TRANSFER),
        jobs("1300人", "d", kind=ProjectKind.DEPARTMENT, result="无结余。"),
    ]
    return filing(*made, scheme="chongqing", published=told)


INDICATOR_VALUES: dict[str, list[Any]] = {
    "name": ["", JOBS, "群众满意度", "支付成功率（%）", "城镇登记失业率"],
    "target": ["", "≥1300人", "≥0.13万人", "43人", "39", "100%", "≥4%", "优良中差", "有效", "大于等天90%", "12月底前"],
    "actual": ["", "1651人", "1994", "8.5万人", "40人", "105%", "3.5%", "良", "有效", "完成标准化建设", "2025年1月"],
    "level1": ["产出指标", "效益指标", "满意度指标", "别的"],
    "level2": ["数量指标", "时效指标", "社会效益指标", "成本指标"],
    "weight": [None, Decimal(0), Decimal(50), Decimal(90)],
    "score": [None, Decimal(-1), Decimal(5), Decimal(50), Decimal(90)],
    "coefficient": [None, Decimal("0.7"), Decimal("0.9")],
    "deviation": ["", "无", "支付进度慢", "名额调减，下一步加强招募"],
    "score_note": ["", "经批准"],
    "last_actual": ["", "10050人"],
    "approved": ["", "≥1300人", "≥1400人"],
    "monitored": ["", "600人"],
    "expected": ["", "900人", "1300人"],
    "outlook": [None, Outlook.SURE, Outlook.NOT],
    "cause_staff": [True, False],
}
PROJECT_VALUES: dict[str, list[Any]] = {
    "name": ["", "项目a", "就业补助", "年度追加的项目"],
    "goal": ["", "完成 1300 人就业。", "新招募 39 名。"],
    "result": ["", "完成 1651 人就业。", "完成 1651 人就业，无结余。"],
    "problems": ["", "无", "拨付滞后"],
    "measures": ["", "加强调度"],
    "execution_score": [None, Decimal(9), Decimal(10)],
    "total_score": [None, Decimal(86), Decimal(100)],
    "score_note": ["", "上级扣分"],
    "grade": ["", "优", "良"],
    "fund_nature": [FundNature.GENERAL, FundNature.INSURANCE],
    "kind": [ProjectKind.SPECIFIC, ProjectKind.TRANSFER, ProjectKind.DEPARTMENT],
    "report_title": ["", "就业补助自评报告"],
    "overspend_approved": [True, False],
    "execution_note": ["", "资金下达晚"],
    "filled_on": [None, date(2025, 3, 1)],
}
PUBLISHED_VALUES: dict[str, dict[str, list[Any]]] = {
    "summary_line": {
        "table": list(PublishedTable),
        "name": ["", "项目a", "项目b", "就业补助", "新项目"],
        "amount": [None, Decimal(90), Decimal(100)],
        "score": [None, Decimal(86), Decimal(100)],
        "grade": ["", "优", "良"],
        "project": ["", "a", "b+c", "没有了"],
    },
    "statement": {
        "topic": list(StatementTopic),
        "document": ["", "一、（一）", "二"],
        "project": ["", "a", "b"],
        "figure": [None, Decimal(1), Decimal(3), Decimal(100), Decimal(300)],
        "words": ["", "优"],
    },
}
AMOUNTS = [None, Decimal(0), Decimal(90), Decimal(100), Decimal(836400), Decimal(-2)]
HEAD_VALUES: dict[str, list[Any]] = {"year": [0, 2024, 2025], "project_form": ["F01", "F02"]}
pick = st.integers(0, 1 << 16)


def chosen(values: dict[str, list[Any]], which: int, value: int) -> tuple[str, Any]:
    field = sorted(values)[which % len(values)]
    return field, values[field][value % len(values[field])]


def random_edit(desk: Desk, kind: str, where: int, which: int, value: int) -> None:
    """One gesture of a clerk, chosen by numbers."""
    on = desk.filing
    projects = on.evaluations()
    own = projects[where % len(projects)] if projects else None
    rows = on.indicators(own.id) if own else ()
    row = rows[which % len(rows)] if rows else None
    if kind == "undo":
        desk.editor.undo()
    elif kind == "redo":
        desk.editor.redo()
    elif kind == "head":
        desk.put("filing", on.id, *chosen(HEAD_VALUES, which, value))
    elif kind == "publish":
        desk.do(_publish(on, where, which))
    elif kind in PUBLISHED_VALUES:
        owned = on.owned(kind, on.id)
        if owned:
            desk.put(kind, owned[where % len(owned)].id, *chosen(PUBLISHED_VALUES[kind], which, value))
    elif kind == "new":
        fresh = Project(filing_id=on.id, name="新项目")
        rows_of_new = [Indicator(project_id="", name=JOBS, target="≥1300人", actual="7人", level1="产出指标")]
        desk.do(add_project(on, fresh, rows_of_new))
    elif own is not None:
        desk.do(_edit_of(on, kind, own, row, where, which, value))


def _publish(on: Filing, where: int, which: int) -> list[Change]:
    """A line or figure comes, or one goes."""
    owned = [("statement", one) for one in on.owned("statement", on.id)]
    if where % 4 == 0 and owned:
        return [deleted(*owned[which % len(owned)])]
    if which % 2:
        topic = list(StatementTopic)[where % len(StatementTopic)]
        return [created("statement", Statement(filing_id=on.id, topic=topic, figure=Decimal(which % 7)))]
    table = list(PublishedTable)[where % len(PublishedTable)]
    return [created("summary_line", SummaryLine(filing_id=on.id, table=table, name="项目a", amount=Decimal(which % 7)))]


def _edit_of(
    on: Filing, kind: str, own: Project, row: Indicator | None, where: int, which: int, value: int
) -> list[Change]:
    places: dict[str, Callable[[], list[Change]]] = {
        "project": lambda: set_value(on, *_at("project", own.id, PROJECT_VALUES, which, value)),
        "amount": lambda: set_value(
            on,
            FieldRef(
                "funding",
                funding_id(own.id, list(FundSource)[where % 4]),
                ("initial", "budget", "executed", "monitored")[which % 4],
            ),
            AMOUNTS[value % len(AMOUNTS)],
        ),
        "insert": lambda: insert_indicator(on, own.id, row, after=bool(value % 2)),
        "delete": lambda: delete_rows(on, [FieldRef("project", own.id, WHOLE)]),
        "move": lambda: move_row(on, FieldRef("project", own.id, WHOLE), 1 if value % 2 else -1),
    }
    if row is not None:
        places |= {
            "indicator": lambda: set_value(on, *_at("indicator", row.id, INDICATOR_VALUES, which, value)),
            "delete row": lambda: delete_rows(on, [FieldRef("indicator", row.id, WHOLE)]),
            "move row": lambda: move_row(on, FieldRef("indicator", row.id, WHOLE), 1 if value % 2 else -1),
        }
    return places.get(kind, list)()


def _at(entity: str, record_id: str, values: dict[str, list[Any]], which: int, value: int) -> tuple[FieldRef, Any]:
    field, wanted = chosen(values, which, value)
    return FieldRef(entity, record_id, field), wanted


KINDS = [
    *["indicator"] * 6, *["project"] * 4, *["amount"] * 3, "insert", "delete row", "move row", "move", "delete", "new",
    "undo", "undo", "redo", "head", "publish", "publish", "summary_line", "statement", "statement",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KINDS), pick, pick, pick), max_size=25))
def test_live_findings_equal_a_full_check(edits: list[tuple[str, int, int, int]]) -> None:
    desk = Desk(small())
    for edit in edits:
        random_edit(desk, *edit)
    assert desk.agrees()


@pytest.mark.parametrize(
    "field", [f"indicator.{name}" for name in INDICATOR_VALUES] + [f"project.{name}" for name in PROJECT_VALUES]
)
def test_every_value_of_a_field_is_followed(field: str) -> None:
    entity, _, name = field.partition(".")
    desk = Desk(small())
    for before in (("target", "优良中差"), ("target", "≥1300人"), ("actual", "40人")):
        desk.put("indicator", "a-i1", *before)
        for value in (INDICATOR_VALUES if entity == "indicator" else PROJECT_VALUES)[name]:
            desk.put(entity, "a-i1" if entity == "indicator" else "a", name, value)
            assert desk.agrees()


def test_slices_tell_how_far_the_check_is() -> None:
    checker = Checker(small())
    assert list(dict.fromkeys(checker.slices())) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("finished", [True, False])
def test_the_collector_is_back_after_a_check(finished: bool) -> None:
    slices = Checker(small()).slices()
    next(slices)
    assert not gc.isenabled()
    if finished:
        list(slices)
    slices.close()
    assert gc.isenabled()


def test_many_groups_are_run_in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "GROUPS_PER_SLICE", 1)
    checker = Checker(filing(jobs("1651人", "a"), jobs("1994人", "b"), jobs("1994人", "c"), scheme="chongqing"))
    assert list(checker.slices())[:4] == [1, 2, 3, 3]
    assert "IX20" in [f.rule.id for f in checker.findings()]


def test_an_edit_between_slices_is_not_lost() -> None:
    desk = Desk(small())
    slices = desk.checker.slices()
    next(slices)
    desk.do(delete_rows(desk.filing, [FieldRef("project", "b", WHOLE)]))
    desk.put("indicator", "a-i1", "actual", "7人")
    list(slices)
    assert desk.agrees()
    assert desk.rules("b") == []


def test_group_findings_come_and_go_with_projects() -> None:
    desk = Desk(filing(jobs("1651人", "a"), scheme="chongqing"))
    assert "IX20" not in desk.rules()
    fresh = Project(id="n", filing_id=desk.filing.id, name="新项目")
    row = Indicator(project_id="n", name=JOBS, target="≥1300人", actual="1994人", level1="产出指标", level2="数量指标")
    desk.do(add_project(desk.filing, fresh, [row]))
    assert "IX20" in desk.rules("n")
    desk.do(delete_rows(desk.filing, [FieldRef("project", "a", WHOLE)]))
    assert "IX20" not in desk.rules()
    desk.editor.undo()
    assert "IX20" in desk.rules("n")


def test_group_findings_stand_at_the_later_project_and_are_listed_by_both() -> None:
    desk = Desk(
        filing(
            jobs("1651人", "a"), jobs("1994人", "b"), jobs("7人", "c", kind=ProjectKind.TRANSFER), scheme="chongqing"
        )
    )
    assert found(desk, "IX20").project_id == "b"
    assert "IX20" in desk.rules("a")
    assert "IX20" in desk.rules("b")
    desk.do(move_row(desk.filing, FieldRef("project", "a", WHOLE), 1))
    assert found(desk, "IX20").project_id == "a"
    assert "IX20" in desk.rules("b")
    desk.do(delete_rows(desk.filing, [FieldRef("project", "a", WHOLE)]))
    assert "IX20" in desk.rules("b")
    desk.do(delete_rows(desk.filing, [FieldRef("project", "c", WHOLE)]))
    assert "IX20" not in desk.rules("b")


def found(desk: Desk, rule: str) -> Finding:
    return next(f for f in desk.checker.findings() if f.rule.id == rule)


def test_an_answer_fits_until_the_figures_change() -> None:
    desk = Desk(filing(jobs("2600人"), scheme="chongqing"))
    excess = found(desk, "SC09")
    assert desk.checker.answer(excess) == ""
    desk.do(explain(desk.filing, "SC09", excess.key, excess.message, "新接收企业"))
    assert desk.checker.answer(found(desk, "SC09")) == "新接收企业"
    before = desk.checker.verdict()

    desk.put("indicator", "p-i1", "actual", "2700人")
    stale = found(desk, "SC09")
    assert (desk.checker.answer(stale), desk.checker.former_answer(stale)) == ("", "新接收企业")
    after = desk.checker.verdict()
    assert (after.answered, after.warnings) == (before.answered - 1, before.warnings + 1)

    desk.do(explain(desk.filing, "SC09", stale.key, stale.message, "新接收企业"))
    assert desk.checker.verdict() == before
    desk.do(explain(desk.filing, "SC09", stale.key, stale.message, ""))
    assert desk.checker.former_answer(found(desk, "SC09")) == ""


def test_an_error_stays_open_though_answered() -> None:
    desk = Desk(filing(jobs("40人"), scheme="chongqing"))
    unexplained = found(desk, "SC08")
    before = desk.checker.verdict()
    desk.do(explain(desk.filing, "SC08", unexplained.key, unexplained.message, "以后再写"))
    assert desk.checker.verdict() == before


@pytest.mark.parametrize("severity", list(Severity))
def test_the_scheme_sets_severities(severity: Severity) -> None:
    on = filing(jobs("40人"), scheme="chongqing")
    on.scheme = replace(on.scheme, severities={"SC08": severity})
    desk = Desk(on)
    assert [f.severity for f in desk.checker.findings() if f.rule.id == "SC08"] == (
        [] if severity is Severity.OFF else [severity]
    )
    assert desk.agrees()


def test_severities_are_read_again() -> None:
    desk = Desk(filing(jobs("40人"), scheme="chongqing"))
    desk.filing.scheme = replace(desk.filing.scheme, severities={"SC08": Severity.OFF})
    desk.checker.refresh_severities()
    desk.checker.check_all()
    assert "SC08" not in desk.rules()


def test_another_scheme_is_another_assessment() -> None:
    desk = Desk(filing(jobs("1300人", grade="优", total_score=92), scheme="chongqing"))
    assert "SC13" not in desk.rules()
    scoring = desk.filing.scheme.scoring
    strict = tuple(replace(one, minimum=Decimal(95)) if one.name == "优" else one for one in scoring.grades)
    desk.filing.scheme = replace(desk.filing.scheme, scoring=replace(scoring, grades=strict))
    desk.checker.check_all()
    assert "SC13" in desk.rules()


@pytest.mark.parametrize(
    ("counts", "text", "ready"),
    [
        ((2, 1, 3, 0), "还有 2 项必须改，才能定稿", False),
        ((0, 1, 3, 2), "可上报；还有 1 条警告未写说明", True),
        ((0, 0, 3, 2), "可上报", True),
    ],
)
def test_verdict_in_words(counts: tuple[int, int, int, int], text: str, *, ready: bool) -> None:
    verdict = Verdict(*counts)
    assert (verdict.text, verdict.ready) == (text, ready)


def test_verdict_counts_each_finding_once() -> None:
    desk = Desk(small())
    severities = Counter(f.severity for f in desk.checker.findings())
    verdict = desk.checker.verdict()
    counted = (verdict.errors, verdict.warnings, verdict.hints)
    assert counted == (severities[Severity.ERROR], severities[Severity.WARNING], severities[Severity.HINT])
    listed = Counter(f.severity for f in desk.checker.findings() for _ in f.projects)
    parts = [desk.checker.verdict(p.id) for p in desk.filing.evaluations()]
    assert listed[Severity.ERROR] == sum(part.errors for part in parts)
    assert listed[Severity.WARNING] == sum(part.warnings for part in parts)
    assert {0, 1, 2} <= {len(f.projects) for f in desk.checker.findings()}


def test_findings_come_errors_first() -> None:
    order = [Severity.ERROR, Severity.WARNING, Severity.HINT]
    ranks = [order.index(f.severity) for f in Desk(small()).checker.findings()]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1


def test_where_names_project_and_value() -> None:
    desk = Desk(filing(jobs("40人"), scheme="chongqing"))
    assert desk.checker.where(found(desk, "SC08")) == f"项目p：{JOBS} · 偏差原因分析及改进措施"


def test_traits_keep_rules_from_rows_they_do_not_concern() -> None:
    calls: list[str] = []
    rule = replace(all_rules()["SC09"], when=Trait.OVER, on_indicator=lambda view, _a: calls.append(view.row.id))
    on = filing(project(indicator("≥10人", "10人"), indicator("≥10人", "20人"), indicator("≥10人", "1人")))
    Checker(on, {"SC09": rule}).check_all()
    assert calls == ["p-i2"]
