"""Finished documents are audited without a filing: what is consistent gives nothing, one changed figure one finding."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from models.enums import Severity
from resources import resource
from services.audit.audit import Audit, audit, audit_file
from services.commands import parser, run
from services.filing.filing import Filing
from services.filing.filing_json import read_filing_json
from services.filing.report_rows import ReportKey
from services.readers.assembly import Cells, Line, assembled
from services.readers.docx_text import read_docx
from services.render.docx import write_docx
from services.render.fonts import font_set
from services.reports.compose import document_of
from services.reports.composer import Composer
from services.reports.document import Document, Paragraph, Run
from services.scheme import scheme_named
from services.texts.passage import Passage, Writing


@cache
def accounts() -> Document:
    """部门决算情况说明 of the demonstration with its tables."""
    package = read_filing_json(resource("demo", "accounts.json").read_text("utf-8"))
    filing = Filing(package.unit, package.head, scheme_named(package.head.scheme), package.owned)
    return document_of(Composer(filing, ReportKey("N9")))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Writing:
    path = tmp_path_factory.mktemp("audit") / "部门决算情况说明.docx"
    write_docx(accounts(), path, fonts=font_set(prefer_installed=False))
    return read_docx(path)


def changed(writing: Writing, old: str, new: str) -> Writing:
    """The document with one figure of its text changed at its first place."""
    done = False
    blocks = []
    for block in writing.blocks:
        if isinstance(block, Passage) and old in block.text and not done:
            blocks.append(replace(block, text=block.text.replace(old, new, 1)))
            done = True
        else:
            blocks.append(block)
    assert done, old
    return replace(writing, blocks=tuple(blocks))


def test_a_generated_report_gives_no_finding(written: Writing) -> None:
    found = audit(written)
    assert [one.message for one in found.findings] == []
    assert (found.unit, found.year) == ("某区人力资源和社会保障局", 2022)
    assert found.holds > 140
    assert found.tables == 22


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("印刷费1.06万元", "印刷费1.60万元"),
        ("生活补助4.89万元", "生活补助4.98万元"),
        ("基本支出909.74万元", "基本支出907.94万元"),
        ("下降68.32%", "下降63.82%"),
        ("机关运行经费支出58.70万元", "机关运行经费支出85.70万元"),
        ("社会保障和就业支出1989.15万元", "社会保障和就业支出1998.15万元"),
    ],
)
def test_one_changed_figure_gives_one_finding(written: Writing, old: str, new: str) -> None:
    (found,) = audit(changed(written, old, new)).findings
    figure = re.search(r"[\d.]+", new)
    assert figure is not None
    assert figure[0] in found.quote + found.message
    assert found.where.startswith("第二部分")


def test_the_file_itself_with_one_figure_changed(tmp_path: Path) -> None:
    blocks = list(accounts().blocks)
    at = next(i for i, one in enumerate(blocks) if isinstance(one, Paragraph) and "印刷费" in one.text)
    paragraph = blocks[at]
    assert isinstance(paragraph, Paragraph)
    text = paragraph.text.replace("办公费12.68万元", "办公费16.28万元")
    blocks[at] = replace(paragraph, runs=(Run(text),))
    path = tmp_path / "a.docx"
    write_docx(replace(accounts(), blocks=tuple(blocks)), path, fonts=font_set(prefer_installed=False))
    (found,) = audit_file(path).findings
    assert found.severity in {Severity.ERROR, Severity.WARNING}
    assert "16.28" in found.message
    assert "12.68" in found.message


def of_lines(*pieces: str | Cells, unit: str = "", year: int = 2024) -> Audit:
    writing = assembled("报告", [Line(one) if isinstance(one, str) else one for one in pieces])
    return audit(writing, unit=unit, year=year)


LIST = "项目支出403.1万元，其中：就业见习生活补贴资金356万元，创业担保贷款贴息资金42万元，公益性岗位补贴资金5.1万元。"


def test_a_sum_proves_its_parts_for_the_rest_of_the_text() -> None:
    right = of_lines("一、支出", LIST, "二、项目", "公益性岗位补贴资金5.1万元按月发放。")
    wrong = of_lines("一、支出", LIST, "二、项目", "公益性岗位补贴资金51万元按月发放。")
    assert right.findings == ()
    (found,) = wrong.findings
    assert (found.rule.id, found.where, found.quote) == ("TX34", "二、项目", "51万元")
    assert "“一、支出”中" in found.message


def test_a_list_of_another_year_or_plan_proves_nothing() -> None:
    for lead in ("2023年", "年初预算安排", "上年"):
        assert of_lines("一、支出", lead + LIST, "二、项目", "公益性岗位补贴资金51万元按月发放。").findings == ()


def test_text_beside_a_list_of_projects() -> None:
    table = Cells((("项目名称", "金额"), ("就业见习生活补贴", "356.00"), ("创业担保贷款贴息", "42.50")), "单位：万元")
    text = "就业见习生活补贴支出{}万元。"
    assert of_lines("一、支出", table, text.format("356")).findings == ()
    (found,) = of_lines("一、支出", table, text.format("365")).findings
    assert "356" in found.message
    assert of_lines("一、支出", Cells(table.rows), text.format("365")).findings == ()


def test_habits_of_a_document_are_told_once() -> None:
    found = of_lines(
        "一、甲", "根据川财社[2024]5号文件。", "二、乙", "根据川财社[2024]6号、川财社[2024]7号文件。"
    ).findings
    assert [(one.rule.id, one.times) for one in found] == [("NM05", 3)]
    assert "全文共 3 处" in found[0].message


def test_unit_and_year_follow_from_the_text() -> None:
    writing = assembled("报告", [
        Line("2023年度部门整体支出绩效自评报告"), Line("一、概况"),
        Line("某某县人力资源和社会保障局为行政单位。某某县人力资源和社会保障局下设3个股室。"),
        Line("根据某省财政厅关于2022年的通知。"),
    ])  # fmt: skip
    found = audit(writing)
    assert (found.unit, found.year) == ("某某县人力资源和社会保障局", 2023)
    assert (audit(Writing("", ())).unit, audit(Writing("", ())).year) == ("", 0)


def test_another_office_in_a_title() -> None:
    found = of_lines("2024年省级部门整体绩效评价报告", "文字。", unit="某某县人社局").findings
    assert [one.rule.id for one in found] == ["TX27"]


def test_the_command_tells_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("一、支出\n2024年度支出合计100万元，其中：基本支出60万元，项目支出50万元。\n", "utf-8")
    assert run(parser().parse_args(["audit", str(path), "--json", "--unit", "某县局"])) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["file"], told["unit"], told["year"], told["errors"]) == ("报告.txt", "某县局", 2024, 1)
    (finding,) = told["findings"]
    assert finding["formula"] == "60 + 50"
    assert finding["quote"] == "100万元"
    assert finding["where"] == "一、支出"


def test_the_command_tells_in_words_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("一、支出\n支出稳定。\n", "utf-8")
    assert run(parser().parse_args(["audit", str(path)])) == 0
    assert "0 条错误" in capsys.readouterr().out
    assert run(parser().parse_args(["audit", str(tmp_path / "没有.docx")])) == 1
    assert capsys.readouterr().err == "没有完成：没有找到文件“没有.docx”。请检查文件名和位置。\n"


def test_cells_are_read_for_document_numbers_and_not_for_the_words_of_forms() -> None:
    rows = (("指标", "指标值"), ("指标1：", ""), ("川财社[2024]5号", "1"))
    assert [one.rule.id for one in of_lines("一、表", Cells(rows)).findings] == ["NM05"]
