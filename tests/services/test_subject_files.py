"""A year's own subject list replaces the shipped one as a whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from models.enums import FundNature
from services.subject_files import CatalogueRefused, keep_catalogue, kind_of, read_catalogue
from services.subjects import SubjectKind, subjects

ROWS = [
    ("科目编码", "科目名称", "曾用名称"),
    ("208", "社会保障和就业支出", ""),
    ("20801", "人力资源和社会保障管理事务", ""),
    ("2080101", "行政运行", "旧的行政运行"),
    ("212", "城乡社区支出", ""),
    ("21208", "国有土地使用权出让收入安排的支出", ""),
    ("2120899", "其他国有土地使用权出让收入安排的支出", ""),
]


def as_csv(folder: Path, rows: list[tuple[str, ...]] = ROWS, encoding: str = "utf-8-sig") -> Path:
    path = folder / "2025科目.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding)
    return path


def as_xlsx(folder: Path, rows: list[tuple[str, ...]] = ROWS) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["2025年政府收支分类科目"])
    for row in rows:
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in row])
    path = folder / "2025科目.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("write", [as_csv, as_xlsx, lambda folder: as_csv(folder, encoding="gb18030")])
def test_list_is_read(tmp_path: Path, write: object) -> None:
    catalogue = read_catalogue(write(tmp_path))  # type: ignore[operator]
    assert [subject.code for subject in catalogue] == [row[0] for row in ROWS[1:]]
    leaf = catalogue.get("2080101")
    assert leaf is not None
    assert (leaf.name, leaf.level, leaf.parent, leaf.former_names) == ("行政运行", "项", "20801", ("旧的行政运行",))
    assert leaf.initials == "xzyx"
    assert kind_of(catalogue) is SubjectKind.FUNCTIONAL


def test_fund_not_written_is_that_of_the_level_above(tmp_path: Path) -> None:
    catalogue = read_catalogue(as_csv(tmp_path))
    assert {subject.code: subject.fund for subject in catalogue if len(subject.code) == 7} == {
        "2080101": FundNature.GENERAL,
        "2120899": FundNature.FUND,
    }


def test_kept_list_counts_for_its_year_only(tmp_path: Path) -> None:
    catalogue = read_catalogue(as_csv(tmp_path))
    keep_catalogue(catalogue, 2025, tmp_path)
    assert list(subjects(SubjectKind.FUNCTIONAL, 2025, tmp_path)) == list(catalogue)
    assert len(subjects(SubjectKind.FUNCTIONAL, 2024, tmp_path)) == 855
    assert len(subjects(SubjectKind.ECONOMIC, 2025, tmp_path)) == 109


def test_kept_list_is_replaced_by_the_next(tmp_path: Path) -> None:
    keep_catalogue(read_catalogue(as_csv(tmp_path)), 2025, tmp_path)
    shorter = read_catalogue(as_csv(tmp_path, ROWS[:2]))
    keep_catalogue(shorter, 2025, tmp_path)
    assert len(read_catalogue(tmp_path / "科目" / "功能科目-2025.csv")) == 1


ECONOMIC = [("编码", "名称"), ("302", "商品和服务支出"), ("30201", "办公费")]


def test_economic_list_keeps_its_group(tmp_path: Path) -> None:
    catalogue = read_catalogue(as_csv(tmp_path, ECONOMIC))
    assert kind_of(catalogue) is SubjectKind.ECONOMIC
    assert {subject.group for subject in catalogue} == {"公用经费"}
    assert {subject.fund for subject in catalogue} == {None}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("甲", "乙"), ("208", "支出")], "表头"),
        ([ROWS[0]], "没有科目"),
        ([*ROWS, ("2080101", "又一次", "")], "2080101 出现了两次"),
        ([*ROWS, ("2080301", "没有上级", "")], "20803 不在表里"),
        ([*ROWS, ("20A", "不是数字", "")], "第 8 行编码“20A”"),
        ([*ROWS, ("2080", "四位", "")], "3、5 或 7 位"),
        ([*ROWS, ("101", "收入科目", "")], "101"),
        ([*ROWS, ("209", "", "")], "209 没有名称"),
        ([*ROWS, ("301", "工资福利支出", "")], "混在一张表里"),
    ],
)
def test_a_wrong_list_is_refused_whole_with_the_reason(tmp_path: Path, rows: list[tuple[str, ...]], words: str) -> None:
    with pytest.raises(CatalogueRefused, match=words):
        read_catalogue(as_csv(tmp_path, rows))


def test_all_reasons_are_told_up_to_a_point(tmp_path: Path) -> None:
    rows = [*ROWS, *((f"2080{n:02d}", f"第{n}个", "") for n in range(20))]
    with pytest.raises(CatalogueRefused) as refused:
        read_catalogue(as_csv(tmp_path, rows))
    assert len(refused.value.reasons) == 20
    assert "共 20 处" in str(refused.value)


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", b"no zip"), ("b.csv", b"\xff\xfe\xff\xff")])
def test_unreadable_files_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CatalogueRefused):
        read_catalogue(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueRefused):
        read_catalogue(tmp_path / "none.csv")
