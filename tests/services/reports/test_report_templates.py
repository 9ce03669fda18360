"""Templates write tokens; they cannot reach what they must not, and say what is wrong with them."""

from __future__ import annotations

import pytest

from services.reports.figures import FigureBook
from services.reports.outline import OutlineRefused, outline_from_mapping, outlines
from services.reports.templates import TemplateRefused, Templates
from tests.services.accounts.books import demo

TOTAL = "t.totals.income_total.amount"


def templates(**names: object) -> Templates:
    return Templates(FigureBook(demo()), names)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ k|q }}", f"⟦{TOTAL}⟧"),
        ("合计{{ k|full }}。", f"合计⟦{TOTAL}⟧万元。"),
        ("{{ 'l.matter.goods'|or_zero }}", "⟦zero(l.matter.goods)⟧万元"),
        ("{{ k|rate('b') }}{{ k|change('b') }}", f"⟦rate({TOTAL},b)⟧⟦change({TOTAL},b)⟧"),
        ("{{ k|portion(['a', k]) }}", f"⟦portion({TOTAL},a,{TOTAL})⟧"),
        ("{{ ['甲', '乙']|listed }}", "甲、乙"),
        ("{{ '已完成。'|stopped }}{{ ''|stopped }}", "已完成。"),
        ("一\n二\n\n三", "一二\n三"),
        ("{% for n in [1, 2] %}\n第{{ n }}段\n\n{% endfor %}", "第1段\n第2段"),
        ("{% if v(k) > 1 %}有{% endif %}", "有"),
    ],
)
def test_what_a_template_writes(template: str, expected: str) -> None:
    assert templates(k=TOTAL).text(template) == expected


@pytest.mark.parametrize(
    "template",
    ["{{ missing }}", "{% if %}", "{{ k.__class__.__mro__ }}", "{{ 'x'|nofilter }}", "{{ ''.__init__.__globals__ }}"],
)
def test_a_wrong_template_is_refused_in_words(template: str) -> None:
    with pytest.raises(TemplateRefused, match="有误"):
        templates(k=TOTAL).text(template)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"section": [{"key": "a", "heading": "", "level": 1}] * 2}, "用了两次"),
        ({"section": [{"key": "a", "heading": "", "level": 9}]}, "层级"),
        ({"section": [{"key": "a"}]}, "heading"),
        ({"section": [{"key": "a", "heading": "", "level": 1, "passage": [{"key": "b", "kind": "x"}]}]}, "x"),
        ({"scope": "province", "section": []}, "province"),
    ],
)
def test_a_wrong_outline_is_refused_in_words(change: dict[str, object], reason: str) -> None:
    with pytest.raises(OutlineRefused, match=reason):
        outline_from_mapping({"id": "X", "name": "", "title": "", "source": "", **change})


def test_every_shipped_outline_can_be_read() -> None:
    assert "N9" in outlines()
    assert all(outline.name and outline.source for outline in outlines().values())
