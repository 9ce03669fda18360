"""The pack is complete, checked, listed, and never half there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.filing import FilingHead
from models.unit import Unit
from resources import resource
from services.filing.filing import Filing
from services.filing.filing_json import read_filing_json
from services.filing.gestures import set_value
from services.filing.refs import FieldRef
from services.filing.report_rows import ReportKey, passage_ref
from services.publication.pack import LIST_NAME, free_folder, make_pack
from services.publication.parts import complete_document, form_entries, pack_name, word_books
from services.publication.people import PEOPLE, named_people, without_people
from services.publication.preflight import FOR_PUBLICATION, PackOrder, preflight
from services.render.document_contents import entries_of
from services.render.output import OutputCancelled, OutputRefused
from services.render.preview import PdfPages
from services.reports.catalogue import reports_of
from services.reports.document import Heading, Paragraph, SheetBlock
from services.rules.engine import Checker
from services.scheme import scheme_named
from tests.services.accounts.books import demo

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def evaluated(scheme: str = "") -> Filing:
    package = read_filing_json(resource("demo", "filing.json").read_text("utf-8"))
    return Filing(package.unit, package.head.model_copy(), scheme_named(scheme or package.head.scheme), package.owned)


def write(filing: Filing, ref: FieldRef, value: object) -> None:
    for change in set_value(filing, ref, value):
        filing.put(change)


def topics(filing: Filing, order: PackOrder = FOR_PUBLICATION) -> dict[str, list[str]]:
    checker = Checker(filing)
    checker.check_all()
    found: dict[str, list[str]] = {}
    for one in preflight(filing, checker, order):
        found.setdefault(one.topic, []).append(one.text)
    return found


def test_the_pack_of_the_accounts(tmp_path: Path) -> None:
    filing = demo()
    pack = make_pack(filing, tmp_path, NOON)
    names = [path.name for path in pack.files]
    assert names[-1] == LIST_NAME
    assert f"{pack_name(filing)}.pdf" in names
    assert f"{pack_name(filing)}.xlsx" in names
    assert {f"{book.name}.docx" for book in word_books(filing)} <= set(names)
    listed = (pack.folder / LIST_NAME).read_bytes().decode("utf-8-sig")
    for path in pack.files[:-1]:
        assert f"{path.name}\t{path.stat().st_size}\t{hashlib.sha256(path.read_bytes()).hexdigest()}\r\n" in listed


def test_the_pdf_has_contents_and_every_table_once(tmp_path: Path) -> None:
    filing = demo()
    pack = make_pack(filing, tmp_path, NOON)
    with PdfPages((pack.folder / f"{pack_name(filing)}.pdf").read_bytes()) as pages:
        texts = [pages.text(number) for number in range(pages.page_count)]
    beginnings = ["".join(text.split()) for text in texts]
    assert sum(text.startswith("收入支出决算总表（2022年度）") for text in beginnings) == 1
    assert "目录" in "".join(texts[1].split())


def test_the_workbook_has_every_form(tmp_path: Path) -> None:
    filing = demo()
    pack = make_pack(filing, tmp_path, NOON)
    book = load_workbook(pack.folder / f"{pack_name(filing)}.xlsx", read_only=True)
    assert len(book.sheetnames) >= len(form_entries(filing))


def test_a_second_pack_stands_beside_the_first(tmp_path: Path) -> None:
    filing = demo()
    first, second = make_pack(filing, tmp_path, NOON), make_pack(filing, tmp_path, NOON)
    assert second.folder.name == f"{first.folder.name}（2）"
    assert free_folder(tmp_path, "别的") == tmp_path / "别的"


def test_the_same_data_make_the_same_files(tmp_path: Path) -> None:
    filing = demo()
    first, second = make_pack(filing, tmp_path, NOON), make_pack(filing, tmp_path, NOON)
    assert [path.read_bytes() for path in first.files] == [path.read_bytes() for path in second.files]


def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    asked: list[int] = []
    with pytest.raises(OutputCancelled):
        make_pack(demo(), tmp_path, NOON, cancelled=lambda: asked.append(1) is None and len(asked) > 60)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_refused_in_words(tmp_path: Path) -> None:
    place = tmp_path / "文件"
    place.write_text("x", "utf-8")
    with pytest.raises(OutputRefused, match="请换一个文件夹"):
        make_pack(demo(), place, NOON)


def test_people_are_left_out_of_the_published_forms_only(tmp_path: Path) -> None:
    filing = evaluated()
    project = filing.projects[0]
    write(filing, FieldRef("project", project.id, "filler"), "王小明")
    public = without_people(filing)
    assert named_people(filing) > 0
    assert named_people(public) == 0
    assert filing.project(project.id).filler == "王小明"
    kept = public.project(project.id).model_dump(exclude=set(PEOPLE))
    assert kept == project.model_dump(exclude=set(PEOPLE))


@pytest.mark.parametrize(
    ("text", "topic", "words"),
    [
        ("联系13800138000。", "个人信息", "疑似手机号码“1380*******”"),
        ("负责人：张小明。", "个人信息", "疑似姓名“张小明”"),
        ("共⟦p.gone.budget⟧万元。", "引用数字", "已不存在"),
        ("经费⟦l.matter.small_medium⟧万元\U0001f4a9", "字库缺字", "\U0001f4a9"),
    ],
)
def test_what_stands_in_the_way(text: str, topic: str, words: str) -> None:
    filing = demo()
    write(filing, passage_ref(filing.id, ReportKey("N9"), "functions-text"), text)
    assert any(words in one for one in topics(filing)[topic])


def test_an_empty_section_is_named_until_it_is_written_or_left_out() -> None:
    filing = demo()
    write(filing, passage_ref(filing.id, ReportKey("N9"), "functions-text"), "")
    assert any("主要职能" in one for one in topics(filing)["空白章节"])
    write(filing, passage_ref(filing.id, ReportKey("N9"), "functions-text", "omitted"), value=True)
    assert "空白章节" not in topics(filing)


def test_names_in_forms_are_a_concern_only_when_they_will_be_printed() -> None:
    filing = evaluated()
    write(filing, FieldRef("project", filing.projects[0].id, "phone"), "13800138000")
    shown = topics(filing, PackOrder(hide_people=False))["个人信息"]
    assert any("隐去姓名和电话" in one for one in shown)
    assert "个人信息" not in topics(filing)


def test_a_report_within_another_is_not_printed_twice() -> None:
    filing = evaluated("sichuan-county")
    name = filing.projects[0].name
    titles = [one.text for one in complete_document(filing).blocks if isinstance(one, Paragraph | Heading)]
    assert sum(one == f"（{name}）" for one in titles) == 1
    assert any(book.name.startswith(f"项目支出绩效自评报告：{name}") for book in word_books(filing))


def test_a_report_within_another_stands_below_it_in_the_contents() -> None:
    entries = entries_of(complete_document(evaluated("sichuan-county")).blocks)
    shown = [one.title for one in entries if one.level == 1]
    assert "一、部门基本情况" in shown
    assert "一、项目概况" not in shown


@pytest.mark.parametrize("omitted", [False, True])
def test_tables_are_printed_once_in_the_report_or_behind_it(*, omitted: bool) -> None:
    filing = demo()
    write(filing, passage_ref(filing.id, ReportKey("N9"), "tables", "omitted"), value=omitted)
    names = [one.title for one in complete_document(filing).blocks if isinstance(one, SheetBlock)]
    assert names.count("公开01表 收入支出决算总表") == 1


def test_what_is_private_leads_to_its_passage() -> None:
    filing = demo()
    ref = passage_ref(filing.id, ReportKey("N9"), "functions-text")
    write(filing, ref, "联系13800138000。")
    checker = Checker(filing)
    checker.check_all()
    found = next(one for one in preflight(filing, checker) if one.topic == "个人信息")
    assert found.ref == ref
    assert found.text.startswith("部门决算情况说明“")


def test_bookmarks_tell_the_reports_on_projects_apart() -> None:
    filing = evaluated()
    parts = [one for one in entries_of(complete_document(filing).blocks) if one.level == 0]
    wanted = [one.name for one in reports_of(filing) if one.report.project]
    assert wanted
    assert [one.title for one in parts if one.title in wanted] == wanted


def empty() -> Filing:
    unit = Unit(name="某局")
    return Filing(unit, FilingHead(unit_id=unit.id, year=2024, scheme="national-50"), scheme_named("national-50"), ())


@pytest.mark.parametrize(
    ("filing", "words"),
    [(evaluated, "绩效自评"), (demo, "部门决算"), (empty, "绩效自评")],
    ids=["forms", "books", "none"],
)
def test_the_name_says_what_is_in_it(filing: Callable[[], Filing], words: str) -> None:
    name = pack_name(filing())
    assert name.endswith(f"局{words}公开资料")
    assert complete_document(filing()).title == name


def test_long_names_are_no_longer_than_a_file_system_takes(tmp_path: Path) -> None:
    filing = evaluated()
    unit = filing.unit.model_copy(update={"name": "某某自治县人力资源和社会保障局" * 7})
    projects = [
        (entity, row.model_copy(update={"name": "基本养老保险" * 30}) if entity == "project" else row)
        for entity, row in filing.all_records()
        if entity not in {"unit", "filing"}
    ]
    long = Filing(unit, filing.head, filing.scheme, projects[:3])
    pack = make_pack(long, tmp_path, NOON)
    assert pack.folder.name.endswith("公开资料")
    assert all(len(path.name.encode()) < 250 for path in pack.files)


def test_an_empty_filing_is_a_grave_concern() -> None:
    assert "还没有项目" in topics(empty())["内容"][0]
    assert "内容" not in topics(demo())


def test_errors_and_the_state_are_told() -> None:
    found = topics(evaluated())
    assert "还没有定稿" in found["定稿"][0]
    assert any("条错误没有改正" in one for one in found["审核"])
