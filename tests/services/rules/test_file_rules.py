"""Rules on the tables and headings of an audited file: what they tell and where they keep silent."""

from __future__ import annotations

import pytest

from services.readers.assembly import Cells, Line, assembled
from services.rules.catalogue import all_rules
from services.texts.passage import Grid
from services.texts.tabled import Tabled

HEAD = ("序号", "项目名称", "预算金额", "自评得分", "自评等级")
ROWS = (
    ("1", "就业补助", "10.5", "95", "优"),
    ("2", "培训补助", "4.5", "88", "良"),
    ("3", "创业补助", "2.5", "91", "优"),
)


def on_table(rule: str, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD, before: str = "") -> list[str]:
    one = all_rules()[rule]
    assert one.on_table is not None
    return [one.text.format_map(hit.values) for hit in one.on_table(Tabled(Grid("t1", (head, *rows)), before))]


def on_headings(rule: str, *lines: str) -> list[str]:
    one = all_rules()[rule]
    assert one.on_structure is not None
    return [one.text.format_map(hit.values) for hit in one.on_structure(assembled("报告", map(Line, lines)))]


def test_totals() -> None:
    assert on_table("WJ01", *ROWS, ("", "合计", "17.5", "", "")) == []
    (said,) = on_table("WJ01", *ROWS, ("", "合计", "15.7", "", ""))
    assert "15.7" in said
    assert "17.5" in said


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("涉及项目3个，详见下表：", False),
        ("涉及项目4个，“优”项目3个，详见下表：", False),
        ("涉及项目4个，“优”项目2个，详见下表：", True),
        ("涉及项目4个。", False),
        ("详见下表：", False),
        ("涉及约4个项目，详见下表：", False),
    ],
)
def test_as_many_rows_as_announced(before: str, *, found: bool) -> None:
    assert bool(on_table("WJ02", *ROWS, before=before)) is found


def test_names_twice() -> None:
    (said,) = on_table("WJ03", *ROWS, ("4", "就业补助", "1", "90", "优"))
    assert said == "“就业补助”在表中有 2 行"
    assert on_table("WJ03", *ROWS) == []
    styles = ("关于补助的通知（冀财社[2022]150号）", "关于补助的通知-冀财社【2022】150号")
    assert len(on_table("WJ03", *((str(i), name, "1", "90", "优") for i, name in enumerate(styles)))) == 1
    assert on_table("WJ03", ("1", "甲"), ("2", "甲"), head=("序号", "科目")) == []


@pytest.mark.parametrize(
    ("score", "grade", "found"),
    [("90", "优", False), ("89.99", "优", True), ("80", "良", False), ("100", "优", False), ("59.9", "中", True),
     ("95", "", False), ("95", "合格", False), ("120", "优", False)],
)  # fmt: skip
def test_grades(score: str, grade: str, *, found: bool) -> None:
    assert bool(on_table("WJ04", ("1", "就业补助", "10.5", score, grade))) is found


def test_scores_without_money() -> None:
    (said,) = on_table("WJ05", *ROWS, ("4", "招聘", "0", "90", "优"))
    assert said == "“招聘”金额为 0，却有得分"
    assert on_table("WJ05", ("1", "招聘", "0", "", ""), ("2", "培训", "0.00", "0", "")) == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("一、甲", "文", "二、乙", "文", "四、丁", "文"), ["中间缺号"]),
        (("一、甲", "文", "二、乙", "文", "二、丙", "文"), ["编号重复"]),
        (("一、甲", "（一）子", "文", "（2）子二", "文", "（三）子三", "文", "二、乙", "（一）子", "文"), []),
        (("（3）尾", "文", "（4）尾二", "文"), []),
        (("第一部分 甲", "文", "第二部分 乙", "文", "第四部分 丁", "文"), ["中间缺号"]),
        (("附件1", "一、甲", "文", "附件3", "一、甲", "文"), []),
        (("十、甲", "文", "十一、乙", "文", "二十、丙", "文"), ["中间缺号"]),
        ((), []),
    ],
)
def test_numbers_of_headings(lines: tuple[str, ...], said: list[str]) -> None:
    found = on_headings("WJ11", *lines)
    assert len(found) == len(said)
    assert all(words in message for words, message in zip(said, found, strict=True))


def test_headings_twice() -> None:
    once = ("一、概况", "文", "二、问题", "文")
    assert on_headings("WJ12", *once) == []
    assert on_headings("WJ12", *once, "三、问题", "文") == ["标题“三、问题”在同一部分出现 2 次"]
    reports = ("项目支出绩效自评报告", "（就业补助资金）", "文", "项目支出绩效自评报告", "（{}）", "文")
    assert on_headings("WJ12", *(line.format("创业补助资金") for line in reports)) == []
    assert len(on_headings("WJ12", *(line.format("就业补助资金") for line in reports))) == 1


def test_a_section_that_only_one_report_lacks() -> None:
    def reports(count: int) -> list[str]:
        whole = [
            line
            for i in range(count)
            for line in (f"项目支出绩效自评报告（项目之{i}）", "一、概况", "文", "二、问题", "文")
        ]
        return [*whole, "项目支出绩效自评报告（最后一个）", "一、概况", "文"]

    (said,) = on_headings("WJ13", *reports(3))
    assert said == "“项目支出绩效自评报告（最后一个）”没有“问题”，其他 3 份同类报告都有"
    assert on_headings("WJ13", *reports(2)) == []


def test_headings_without_anything() -> None:
    assert on_headings("WJ14", "一、甲", "（一）子", "文", "二、乙", "三、丙", "文") == ["标题“二、乙”下面没有内容"]
    assert on_headings("WJ14", "附件2", "一、甲", "文") == []
    table = Cells((HEAD, *ROWS))
    rule = all_rules()["WJ14"]
    assert rule.on_structure is not None
    assert list(rule.on_structure(assembled("报告", [Line("一、甲"), table]))) == []
