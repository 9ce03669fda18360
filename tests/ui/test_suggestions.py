"""Names offered while typing: those of the filing as it stands now."""

from __future__ import annotations

import pytest

from services.filing.refs import Change, FieldRef
from tests.services.rules.casebook import filing, indicator, project
from ui.suggestions import suggestions

NAME = FieldRef("indicator", "", "name")


@pytest.fixture
def two():
    return filing(
        project(indicator("≥1个", "1个", "茶园改造面积"), indicator("≥1个", "1个", "茶农培训人数"), id="p"),
        project(indicator("≥1个", "1个", "茶园改造面积"), id="q"),
    )


def test_own_names_follow_changes(two):
    assert suggestions(two, NAME, "茶") == ["茶园改造面积", "茶农培训人数"]
    row = two.indicators("p")[1]
    two.put(Change(FieldRef("indicator", row.id, "name"), row.name, "茶厂验收合格率"))
    assert set(suggestions(two, NAME, "茶")) == {"茶园改造面积", "茶厂验收合格率"}


def test_names_of_a_project_that_is_gone_are_not_offered(two):
    assert "茶农培训人数" in suggestions(two, NAME, "茶农")
    gone = two.project("p")
    two.put(Change(FieldRef("project", "p", ""), gone.model_dump(), None))
    assert suggestions(two, NAME, "茶农") == []
    assert suggestions(two, NAME, "茶") == ["茶园改造面积"]
