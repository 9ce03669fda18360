"""DOCX files appear whole or not at all; forms as a book of their own."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from services.render.docx import write_docx, write_forms_docx
from services.render.output import OutputBusy, OutputCancelled, OutputFull, OutputRefused
from services.steady_zip import SteadyZip
from tests.services.render.docx_parts import FONTS, W, body, part, pie, report, save, text_of, wide_table


def test_progress_and_stopping(tmp_path: Path) -> None:
    done: list[int] = []
    save(report(), tmp_path, on_progress=done.append)
    assert done == list(range(1, len(report().blocks) + 1))
    old = (tmp_path / "报告.docx").read_bytes()
    with pytest.raises(OutputCancelled):
        save(report(), tmp_path, cancelled=lambda: True)
    assert (tmp_path / "报告.docx").read_bytes() == old


@pytest.mark.parametrize(
    ("error", "expected"),
    [(OSError(errno.ENOSPC, "No space left"), OutputFull), (PermissionError(errno.EACCES, "denied"), OutputRefused)],
)
def test_a_full_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, expected: type[Exception]
) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(b"old")

    def fails(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(SteadyZip, "writestr", fails)
    with pytest.raises(expected):
        write_docx(report(), path, fonts=FONTS)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_open_elsewhere_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(b"old")

    def held(*_arguments: object) -> None:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(OutputBusy, match="正在别的程序"):
        write_docx(report(), path, fonts=FONTS)
    assert path.read_bytes() == b"old"


def test_forms_count_their_own_pages(tmp_path: Path) -> None:
    path = tmp_path / "表.docx"
    result = write_forms_docx(
        [wide_table(), wide_table()], path, fonts=FONTS, title="表", stamp="第 2 版", charts=[pie()]
    )
    assert (result.path, result.blocks, result.pictures) == (path, 3, 1)
    sections = list(body(path).iter(f"{W}sectPr"))
    assert [section.find(f"{W}pgNumType").get(f"{W}start") for section in sections] == ["1", "1", "1"]
    assert [section.find(f"{W}pgSz").get(f"{W}orient") for section in sections] == ["landscape", "landscape", None]
    footer = part(path, "word/footer1.xml")
    assert text_of(footer) == "第 1 页 共 1 页　　第 2 版"
    assert "SECTIONPAGES" in "".join(footer.itertext())


def test_a_form_of_two_pages_says_so_before_word_counts(tmp_path: Path) -> None:
    path = tmp_path / "表.docx"
    write_forms_docx([wide_table(), wide_table(30)], path, fonts=FONTS, title="表")
    assert [text_of(part(path, f"word/footer{n}.xml")) for n in (1, 2)] == ["第 1 页 共 1 页", "第 1 页 共 2 页"]


def test_no_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="没有可导出的表"):
        write_forms_docx([], tmp_path / "表.docx", fonts=FONTS, title="表")
    assert list(tmp_path.iterdir()) == []
