"""The rules on texts while the clerk types: live equals full, and only what is concerned is looked at again."""

from __future__ import annotations

from decimal import Decimal

from services.accounts.lines import line_ref
from services.filing.gestures import created, deleted, set_value
from services.filing.refs import FieldRef
from services.rules.catalogue import all_rules
from services.rules.engine import Checker, Finding
from services.texts.examine import examine
from services.texts.reading import read
from tests.services.rules.passages import accounts_saying, passage
from tests.services.rules.published_accounts import DEMO, shown
from tests.services.rules.test_engine import Desk

RIGHT = "2022年本年收入合计2086.7万元，其中：一般公共预算财政拨款收入2076.76万元，政府性基金预算财政拨款收入9.94万元。"
WRONG = RIGHT.replace("9.94", "9.49")


def texts(checker: Checker) -> list[Finding]:
    return [one for one in checker.findings() if one.ref.entity == "passage"]


def ids(desk: Desk) -> list[str]:
    return [one.rule.id for one in texts(desk.checker)]


def spend(desk: Desk, figure: str) -> None:
    """Another final amount of 公务接待费."""
    desk.do(set_value(desk.filing, line_ref(DEMO, "three_public", "ONE", "reception"), Decimal(figure)))


def test_a_passage_is_checked_when_written_changed_and_taken_back() -> None:
    desk = Desk(shown())
    row = passage(WRONG, filing=DEMO)
    desk.do([created("passage", row)])
    assert ids(desk) == ["TX08"]
    assert desk.agrees()
    desk.do(set_value(desk.filing, FieldRef("passage", row.id, "text"), RIGHT))
    assert ids(desk) == []
    desk.do(set_value(desk.filing, FieldRef("passage", row.id, "text"), WRONG))
    desk.do([deleted("passage", desk.filing.record("passage", row.id) or row)])
    assert ids(desk) == []
    assert desk.agrees()


def test_a_changed_figure_finds_the_text_that_names_it() -> None:
    desk = Desk(accounts_saying("公务接待费0.32万元。", RIGHT))
    assert ids(desk) == []
    spend(desk, "0.45")
    assert ids(desk) == ["TX15"]
    assert desk.agrees()
    spend(desk, "0.32")
    assert ids(desk) == []


def test_an_inserted_figure_follows_and_is_never_wrong() -> None:
    desk = Desk(accounts_saying("公务接待费⟦l.three.reception⟧万元，完成预算100%，比上年减少很多。"))
    assert ids(desk) == []
    spend(desk, "0.45")
    assert [one.hit.values["quote"] for one in texts(desk.checker)] == ["公务接待费0.45万元，完成预算100%"]
    assert desk.agrees()


def test_an_unchanged_text_is_not_read_again() -> None:
    desk = Desk(accounts_saying("公务接待费0.32万元。", RIGHT))
    misses = examine.cache_info().misses, read.cache_info().misses
    spend(desk, "0.45")
    assert (examine.cache_info().misses, read.cache_info().misses) == misses


def test_only_passages_that_name_a_changed_figure_are_looked_at_again() -> None:
    looked: list[str] = []

    def look(one: object) -> list[object]:
        looked.append(getattr(one, "text", ""))
        return []

    rule = next(one for one in all_rules().values() if one.id == "TX15")
    desk = Desk(accounts_saying("公务接待费0.32万元。", "本年工作顺利完成。"))
    watching = Checker(desk.filing, {"TX15": type(rule)(**{**_fields(rule), "on_text": look})})
    watching.check_all()
    assert {"公务接待费0.32万元。", "本年工作顺利完成。"} <= set(looked)
    looked.clear()
    desk.editor.listen(watching.update)
    spend(desk, "0.45")
    assert "公务接待费0.32万元。" in looked
    assert "本年工作顺利完成。" not in looked


def _fields(rule: object) -> dict[str, object]:
    return {name: getattr(rule, name) for name in type(rule).__dataclass_fields__}  # type: ignore[attr-defined]


def test_a_finding_says_where_it_stands() -> None:
    checker = Checker(accounts_saying(WRONG))
    checker.check_all()
    (found,) = texts(checker)
    assert checker.where(found) == "部门决算情况说明：收入支出决算总体情况说明"
    assert [ref.entity for ref in found.hit.fields] == ["passage", "table_override"]
    assert found.hit.span is not None
    assert WRONG[slice(*found.hit.span)] == "9.49万元"
