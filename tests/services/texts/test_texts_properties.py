"""Sentences made of figures that agree are never told wrong; a digit changed in them is."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from services.texts.examine import examine
from services.values.money import round_half_up
from tests.services.texts.sentences import told

AMOUNTS = st.decimals(min_value=Decimal("1.01"), max_value=Decimal("9999.99"), places=2)
NAMES = ("中央资金", "省级资金", "市级资金", "县级资金", "单位自筹", "社会捐赠")
SEPARATORS = st.sampled_from("，；、")


def listed(whole: Decimal, parts: list[Decimal], mark: str) -> str:
    items = mark.join(f"{name}{part}万元" for name, part in zip(NAMES, parts, strict=False))
    return f"2024年专项资金合计{whole}万元，其中：{items}。"


@given(st.lists(AMOUNTS, min_size=3, max_size=6), SEPARATORS)
def test_a_right_sum_is_never_wrong(parts: list[Decimal], mark: str) -> None:
    text = listed(sum(parts, Decimal(0)), parts, mark)
    assert told(text) == []
    assert len(examine(text).holds) == 1


@given(st.lists(AMOUNTS, min_size=3, max_size=6), SEPARATORS, st.data())
def test_a_changed_digit_of_a_sum_is_told(parts: list[Decimal], mark: str, data: st.DataObject) -> None:
    whole = sum(parts, Decimal(0))
    text = listed(whole, parts, mark)
    start = text.index("合计") + 2
    place = data.draw(st.sampled_from([i for i in range(start, start + len(str(whole))) if text[i].isdigit()]))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[place]]))
    changed = Decimal((text[:place] + wrong + text[place + 1 :])[start : start + len(str(whole))])
    assume(abs(changed - whole) > Decimal("0.05"))
    assume(changed > 0 and sum(parts) > changed * Decimal("0.51"))
    prefixes = [sum(parts[:size]) for size in range(2, len(parts))]
    assume(all(abs(prefix - changed) > Decimal("0.05") for prefix in prefixes))
    assert [one[0] for one in told(text[:place] + wrong + text[place + 1 :])] == ["sum"]


@given(AMOUNTS, AMOUNTS, st.integers(min_value=0, max_value=2))
def test_a_right_change_is_never_wrong(now: Decimal, before: Decimal, places: int) -> None:
    gap = now - before
    rate = round_half_up(100 * abs(gap) / before, places)
    assume(gap)
    more, grew = ("增加", "增长") if gap > 0 else ("减少", "下降")
    text = f"运行维护费{now}万元，与2023年{before}万元相比，{more}{abs(gap)}万元，{grew}{rate}%。"
    assert told(text) == []


@given(st.lists(AMOUNTS, min_size=2, max_size=5), st.integers(min_value=0, max_value=2))
def test_right_shares_are_never_wrong(parts: list[Decimal], places: int) -> None:
    whole = sum(parts, Decimal(0))
    items = "；".join(
        f"{name}{part}万元，占{round_half_up(100 * part / whole, places)}%"
        for name, part in zip(NAMES, parts, strict=False)
    )
    assert told(f"专项资金合计{whole}万元，其中：{items}。") == []


@given(st.text(alphabet="收入支出万元其中：，；。占比上年增加减少完成预算的人次个0123456789.%（）()\n年", max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    judged = examine(text)
    spans = [span for one in judged.holds for span in one.spans]
    assert all(0 <= start < end <= len(text) for start, end in spans)
