"""What must not be published is found, amounts and document numbers are not taken for it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.texts.privacy import Private, disclosures


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        ("身份证：11010519491231002X。", Private.ID_CARD, "1101**************"),
        ("联系电话13800138000", Private.MOBILE, "1380*******"),
        ("电话 138-0013-8000 转", Private.MOBILE, "138-*********"),
        ("打入6222021234567890128账户", Private.BANK_CARD, "6222***************"),
        ("项目负责人：张小明", Private.NAME, "张**"),
        ("由局长任组长，成员：李四、王五一", Private.NAME, "李*"),
        ("陈某某同志获评先进", Private.NAME, "陈**"),
    ],
)
def test_found(text: str, kind: Private, masked: str) -> None:
    first = disclosures(text)[0]
    assert first.kind is kind
    assert text[first.start : first.end] == first.text
    assert first.masked == masked


@pytest.mark.parametrize(
    "text",
    [
        "身份证号码110105194912310021",
        "资金13800138000元",
        "项目编码51110025Y000013456789",
        "川财社〔2024〕15号、财预〔2020〕10号",
        "44549600.00元，2084.15万元",
        "负责人高度重视，成员单位共同参与",
        "组长单位为办公室，成员由各股室组成",
        "联系人方面，主任科员8名",
        "由分管领导任组长",
        "",
    ],
)
def test_not_found(text: str) -> None:
    assert disclosures(text) == []


@given(st.text(max_size=80))
def test_places_are_apart_and_right(text: str) -> None:
    found = disclosures(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_all_names_of_a_list_are_found() -> None:
    assert [one.text for one in disclosures("评价组成员：王小明、李四、赵一二。")] == ["王小明", "李四", "赵一二"]
