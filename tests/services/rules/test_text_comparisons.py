"""Numbers of a text that a figure of the filing answers, though it has no name of its own in a table: told or silent."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from services.filing.filing import Filing
from services.rules.engine import Checker
from tests.services.rules.casebook import FILING, filing, indicator, project
from tests.services.rules.passages import passage
from tests.services.rules.published_accounts import DEMO


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
    return {found.rule.id for found in checker.findings() if found.ref.entity == "passage"}


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


@pytest.mark.parametrize("one", PERSONS, ids=lambda one: one.text)
def test_persons_of_a_project(one: Told) -> None:
    assert rules_on(one) == set(one.rules)
