"""图1—图7 on screen: opened from the list at the left, up to date with the figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.enums import FilingState
from services.accounts.gestures import begin_accounts
from services.accounts.lines import ONLY, line_ref
from services.filing.gestures import set_value
from services.filing.refs import Gesture
from services.forms.keys import CHARTS, LIST
from services.workspace import demonstration_accounts
from ui.contents import OVERVIEW


@pytest.fixture
def accounts(desk):
    """The demonstration of final accounts, open."""
    desk.demo()
    desk.controller.open_filing(demonstration_accounts().head.id)
    desk.wait_checked()
    return desk


def shown(desk):
    return [view for view in desk.controller.charts.views if view.isVisible()]


def put(desk, entity, name, value):
    ref = line_ref(desk.filing.id, entity, ONLY, name)
    assert not desk.session.apply(set_value(desk.filing, ref, value), Gesture("改数"))
    desk.wait_checked()


def test_all_seven_are_opened_from_the_list(accounts):
    side = accounts.window.sidebar
    assert side.entry_model.row_of(CHARTS) is not None
    accounts.controller.navigator.open_line("page", CHARTS)
    assert accounts.window.pages.currentWidget() is accounts.controller.charts
    assert not accounts.findings.isVisible()
    assert [view.accessibleName()[:2] for view in shown(accounts)] == [f"图{n}" for n in range(1, 8)]
    assert "基本支出 909.74" in shown(accounts)[2].accessibleDescription()


def test_they_follow_the_figures_and_undo(accounts):
    accounts.controller.navigator.show(CHARTS)
    put(accounts, "three_public", "reception", Decimal("0.55"))
    assert "公务接待费 0.55" in shown(accounts)[6].accessibleDescription()
    accounts.session.undo()
    accounts.wait_checked()
    assert "公务接待费 0.32" in shown(accounts)[6].accessibleDescription()


def test_a_missing_figure_is_said_in_place_of_the_chart(accounts):
    accounts.controller.navigator.show(CHARTS)
    put(accounts, "last_year", "total", None)
    assert len(shown(accounts)) == 6
    assert accounts.controller.charts.note.text().startswith("图1没有填上年数")


def test_from_the_charts_to_a_form_and_back_to_the_overview(accounts):
    navigator = accounts.controller.navigator
    navigator.show(CHARTS)
    assert accounts.controller.shown_form is None
    for key, form in ((LIST, True), (CHARTS, False), (OVERVIEW, False)):
        assert navigator.show(key)
        assert navigator.on_form is form
        assert accounts.findings.isVisible() is form


def test_a_filing_without_accounts_has_no_such_line(desk):
    desk.demo()
    assert desk.window.sidebar.entry_model.row_of(CHARTS) is None
    assert not desk.controller.session.apply(begin_accounts(desk.filing), Gesture("新增部门决算"))
    assert desk.filing.head.state is FilingState.DRAFT
    desk.controller.navigator.show(CHARTS)
    assert "还没有数" in desk.controller.charts.note.text()
