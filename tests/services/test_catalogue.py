"""The indicator catalogue and the suggestions made from it."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources import resource
from services.catalogue import initials_of, load_indicators, pinyin_of, suggest

ROOT = Path(__file__).resolve().parents[2]


def names(text: str, **options: object) -> list[str]:
    return [hint.name for hint in suggest(text, **options)]  # type: ignore[arg-type]


def test_every_indicator_is_complete_and_stands_once():
    hints = load_indicators()
    assert len(hints) > 200
    for hint in hints:
        assert hint.project_kind
        assert hint.level1.endswith("指标")
        assert hint.level2.endswith("指标")
        assert hint.name == hint.name.strip() != ""
        assert "{" not in hint.target
        assert hint.initials.isalnum()
        assert len(hint.initials) <= len(hint.pinyin)
    assert len({(h.project_kind, h.level1, h.level2, h.name) for h in hints}) == len(hints)


def test_stored_pinyin_is_what_the_library_says():
    for hint in load_indicators():
        assert (hint.initials, hint.pinyin) == (initials_of(hint.name), pinyin_of(hint.name)), hint.name


def test_file_has_no_byte_order_mark_and_no_notes_in_operators():
    path = resource("catalogues", "indicators.csv")
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["operator"] for row in rows} <= {"", "=", "≥", "≤", ">", "<"}
    assert {row["direction"] for row in rows} == {"正向", "反向", ""}


def test_best_fit_comes_first():
    extra = ["按时发放补贴人数", "补贴发放及时率", "补贴标准"]
    found = names("补贴", extra=extra, limit=1000)
    begins = [name.startswith("补贴") for name in found]
    assert found[:2] == ["补贴发放及时率", "补贴标准"]
    assert begins == sorted(begins, reverse=True)
    assert found[begins.index(False)] == "按时发放补贴人数"
    assert names("btff", extra=extra)[0] == "补贴发放及时率"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("三支一扶", "“三支一扶”基础目标奖"),
        ("“三支一扶”基", "“三支一扶”基础目标奖"),
        ("szyf", "“三支一扶”基础目标奖"),
        ("SZYF", "“三支一扶”基础目标奖"),
        ("ＳＺＹＦ", "“三支一扶”基础目标奖"),
        ("tuixiu", "退休人员满意度"),
        ("txry", "退休人员满意度"),
        (" 退休 人员", "退休人员满意度"),
        ("支付成功率（%）", "支付成功率（%）"),
        ("支付成功率(", "支付成功率（%）"),
    ],
)
def test_typed_text_finds_the_indicator(typed: str, found: str):
    assert found in names(typed)


@pytest.mark.parametrize("typed", ["", "  ", "（）", "qqqq", "绝无此指标", "tuixiury"])
def test_nothing_fits(typed: str):
    assert names(typed) == []


def test_extra_names_come_before_the_catalogue_and_once():
    assert names("退休人员满意度", extra=["退休人员满意度", "退休人员满意度"]) == ["退休人员满意度"]
    hint = suggest("退休", extra=["退休人员慰问人数"])[0]
    assert (hint.name, hint.level1, hint.target) == ("退休人员慰问人数", "", "")


@given(st.text(max_size=6), st.integers(min_value=0, max_value=12))
def test_never_more_than_asked_and_never_twice(typed: str, limit: int):
    found = names(typed, limit=limit)
    assert len(found) <= limit
    assert len(set(found)) == len(found)


@given(st.sampled_from(load_indicators()), st.integers(min_value=2, max_value=8))
def test_each_beginning_finds_its_indicator(hint, length):
    for typed in (hint.name[:length], hint.initials[:length], hint.pinyin[:length]):
        assert hint.name in names(typed, limit=1000) or not any(map(str.isalnum, typed))


@pytest.mark.parametrize(
    ("text", "initials", "pinyin"),
    [("资金到位率", "zjdwl", "zijindaoweilv"), ("A类（2）", "al2", "alei2"), ("女工", "ng", "nvgong"), ("", "", "")],
)
def test_pinyin(text: str, initials: str, pinyin: str):
    assert (initials_of(text), pinyin_of(text)) == (initials, pinyin)


def test_catalogue_alone_does_not_load_pypinyin():
    script = (
        "import sys; from services.catalogue import suggest; assert suggest('szyf'); "
        "assert suggest('退休', extra=['退休金']); sys.exit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
