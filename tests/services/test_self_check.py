"""The self-check passes on a sound program, and says what is wrong with one that is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from services import self_check
from services.commands import parser, run
from services.export import Format
from services.licences import Component
from services.reopened import Reopened
from services.self_check import _compare, _Expected, run_self_check


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("留下的 文件")
    assert run_self_check(folder) == []
    return folder


def test_files_stay_with_a_manifest_of_every_format(kept):
    manifest = json.loads((kept / "files.json").read_text("utf-8"))
    names = [file["name"] for file in manifest["files"]]
    assert {Path(name).suffix for name in names} == {f".{format_.value}" for format_ in Format}
    assert sorted(names) == sorted(p.relative_to(kept).as_posix() for p in kept.rglob("*.*") if p.name != "files.json")
    assert all(file["parts"] and file["characters"] and len(file["text_sha256"]) == 64 for file in manifest["files"])
    assert manifest["frozen"] is False


def test_two_checks_find_the_same_text(kept, tmp_path):
    assert run_self_check(tmp_path) == []
    texts = [
        {file["name"]: file["text_sha256"] for file in json.loads((folder / "files.json").read_text("utf-8"))["files"]}
        for folder in (kept, tmp_path)
    ]
    assert texts[0] == texts[1]


def file(text="项目名称预算数", titles=(), suffix=".docx"):
    return Reopened(Path(f"汇总{suffix}"), 1, titles, text)


@pytest.mark.parametrize(
    ("found", "sheets", "texts", "wrong"),
    [
        (file(), 2, ["项目名称", "预算数"], ""),
        (file(), 0, [], ""),
        (file(text=""), 1, [], "没有文字"),
        (file(), 1, ["项目名称", "执行数"], "2 处文字中 1 处没有找到，例如“执行数”"),
        (file(titles=("甲",), suffix=".xlsx"), 2, ["项目名称"], "应有 2 张表，只有 1 张"),
        (file(titles=("甲", "乙", "图"), suffix=".xlsx"), 2, ["项目名称"], ""),
        (file(suffix=".pdf"), 1, ["项目名称"] * 99 + ["被拆开的字"], ""),
        (file(suffix=".pdf"), 1, ["项目名称"] * 9 + ["被拆开的字"], "10 处文字中 1 处没有找到"),
    ],
)
def test_file_is_compared_with_what_should_be_in_it(found, sheets, texts, wrong):
    problems = list(_compare(found, _Expected(sheets, tuple(texts))))
    assert bool(problems) == bool(wrong)
    assert all(wrong in problem and found.path.name in problem for problem in problems)


def test_failing_steps_are_told_each_in_its_place(monkeypatch):
    monkeypatch.setattr(self_check, "components", lambda: [Component("某组件", "1", "MIT", " ")])
    monkeypatch.setattr(self_check, "_COMMON", "预算\U0002ffff")
    monkeypatch.setattr(self_check, "export", lambda *_: 1 / 0)
    problems = run_self_check(probe=lambda: "窗口没有画出来")
    starts = [problem.partition("：")[0] for problem in problems]
    assert starts[:2] == ["字体", "许可"]
    assert [start for start in starts if start.endswith("导出")]
    assert "某组件" in problems[1]
    assert any("ZeroDivisionError" in problem for problem in problems)
    assert problems[-1] == "界面：窗口没有画出来"


def test_damaged_output_is_found(monkeypatch):
    real = self_check.export

    def cut_off(*arguments):
        paths = real(*arguments)
        paths[0].write_bytes(paths[0].read_bytes()[:1000])
        return paths

    monkeypatch.setattr(self_check, "export", cut_off)
    assert any("导出" in problem for problem in run_self_check())


def test_command_tells_problems_and_fails(monkeypatch, capsys):
    monkeypatch.setattr("services.commands.run_self_check", lambda _keep, probe: [probe()])
    arguments = parser().parse_args(["self-check", "--json"])
    arguments.probe = lambda: "界面：坏了"
    assert run(arguments) == 1
    assert json.loads(capsys.readouterr().out) == {"ok": False, "problems": ["界面：坏了"]}
