"""The JSON of a filing: strict in what it accepts, and what is written is read back."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from models.enums import FundSource, ProjectKind
from services.filing.filing_json import PackageError, read_filing_json


def by_hand(**changes: Any) -> dict[str, Any]:
    """A small file as a person would write it: readable ids, defaults left out."""
    content: dict[str, Any] = {
        "unit": {"id": "人社局", "name": "某县人力资源和社会保障局"},
        "filing": {"id": "2024", "unit_id": "人社局", "year": 2024},
        "projects": [
            {"id": "项目1", "filing_id": "2024", "name": "就业补助", "kind": "转移支付", "start": "2024-01-01"}
        ],
        "fundings": [
            {"id": "项目1:财政拨款", "project_id": "项目1", "source": "财政拨款", "budget": "196.5", "executed": 70}
        ],
        "indicators": [{"id": "指标1", "project_id": "项目1", "weight": "12.5", "target": "≥95%"}],
    }
    return content | changes


def project(**fields: Any) -> dict[str, Any]:
    return {"projects": [{"id": "项目1", "filing_id": "2024"} | fields]}


def read(content: Any) -> Any:
    return read_filing_json(json.dumps(content, ensure_ascii=False))


def test_hand_written_file_is_read_with_defaults() -> None:
    package = read(by_hand())
    assert [(entity, record.id) for entity, record in package.records()] == [
        ("unit", "人社局"),
        ("filing", "2024"),
        ("project", "项目1"),
        ("funding", "项目1:财政拨款"),
        ("indicator", "指标1"),
    ]
    records = dict(package.records())
    assert (records["project"].kind, records["project"].start.year) == (ProjectKind.TRANSFER, 2024)
    assert (records["funding"].source, records["funding"].budget) == (FundSource.APPROPRIATION, Decimal("196.5"))
    assert (records["funding"].executed, records["funding"].initial) == (Decimal(70), None)


def test_byte_order_mark_of_notepad_is_ignored() -> None:
    assert read_filing_json("\ufeff" + json.dumps(by_hand())).unit.id == "人社局"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"unit": None}, "文件的“单位”填的是“None”"),
        ({"charts": []}, "文件有本程序不认识的内容“charts”.*先升级本程序"),
        ({"projects": {}}, "文件的“项目”填的是"),
        ({"projects": [3]}, "第 1 条“项目”"),
        (project(shape="圆"), "第 1 条“项目”有本程序不认识的内容“shape”"),
        (project(kind="其他类"), "“项目类别”填的是“其他类”，只能是：人员类、运转类"),
        (project(name=5), "“项目名称”填的是“5”，不是这一项能填的内容"),
        (project(name="长" * 301), "“项目名称”填的是“长{30}…”，最多 300 个字"),
        (project(start="2024-02-30"), "“开始日期”填的是“2024-02-30”"),
        (project(start=0), "“开始日期”填的是“0”"),
        (project(position="5"), "“顺序”填的是“5”"),
        (project(position=10**18), "“顺序”填的是“1000000000000000000”，数字太大"),
        (project(overspend_approved=1), "“经批准超支”填的是“1”"),
        (project(total_score="99.12345"), "“自评总分”填的是“99.12345”，小数最多 4 位"),
        (project(total_score="1e999999"), "“自评总分”填的是“1e999999”，数字太大"),
        (project(total_score="NaN"), "“自评总分”填的是“NaN”"),
        (project(total_score="九十"), "“自评总分”填的是“九十”"),
        (project(total_score=None, id="a b"), "“id”填的是“a b”，编号只能用"),
        (project(id="../../x"), "“id”填的是"),
        (project(id=""), "“id”填的是"),
        (project(filing_id="2023"), "第 1 条“项目”所属的“2023”不在文件里"),
        ({"projects": [{"filing_id": "2024"}]}, "第 1 条“项目”缺少“id”"),
        ({"projects": [{"id": "1", "filing_id": "2024"}] * 2}, "第 2 条“项目”的编号“1”与前面的重复"),
        ({"filing": {"id": "2024", "unit_id": "财政局", "year": 2024}}, "所属的“财政局”不在文件里"),
    ],
)
def test_refused_whole_with_place_and_reason(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(PackageError, match=message):
        read(by_hand(fundings=[], indicators=[]) | changes)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, '{"unit": "\\ud800"}', "\0", '{"unit": NaN}'])
def test_not_even_json(text: str) -> None:
    with pytest.raises(PackageError):
        read_filing_json(text)
