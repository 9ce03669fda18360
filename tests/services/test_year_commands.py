"""The commands of the year's cycle: what they do, what they answer, and how they fail in words."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.commands import parser, run
from services.filing.package import write_package
from services.filing.refs import Gesture
from services.store.store import Store
from tests.services.filing.yearbook import yearbook


class Line:
    """The command line on one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *words: str | Path) -> tuple[int, dict[str, Any], str]:
        """Exit code, JSON and stderr of a command."""
        code = run(parser().parse_args(["--data", str(self.folder), *map(str, words), "--json"]))
        out, err = self._capsys.readouterr()
        return code, json.loads(out) if out else {}, err


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    with Store.open(tmp_path / "数据") as store:
        filing = yearbook(2)
        store.add(list(filing.all_records()), filing.id, Gesture("导入"))
    return Line(tmp_path / "数据", capsys)


def package(folder: Path, goal: str = "补贴 100 人") -> Path:
    other = yearbook(1, "g", "某县救助站")
    other.projects[0].goal = goal
    write_package(other, folder / "救助站.jxbb")
    return folder / "救助站.jxbb"


def test_a_year_is_begun_and_compared(line: Line, tmp_path: Path) -> None:
    code, result, _ = line("roll-over")
    assert (code, result["year"]) == (0, 2025)
    assert result["projects"][0] == {"name": "项目1", "kept": True, "reason": "常年项目"}
    code, result, _ = line("compare", "人社局:2024", "--out", tmp_path / "对照", "--formats", "xlsx")
    assert code == 0
    money = {"project": "项目1", "indicator": "", "title": "年度资金总额 · 全年预算数"}
    assert {**money, "old": "100", "new": "", "difference": ""} in result["differences"]
    assert [Path(one["file"]).name for one in result["files"]] == ["编报对照表.xlsx"]
    code, _, err = line("--filing", "人社局:2024", "roll-over")
    assert code == 1
    assert err.startswith("没有完成：“某县人社局”已有 2025年度编报")


def test_compared_with_a_package(line: Line, tmp_path: Path) -> None:
    write_package(yearbook(2), tmp_path / "a.jxbb")
    assert line("compare", tmp_path / "a.jxbb")[1] == {"differences": [], "files": []}


def test_merged_in_steps(line: Line, tmp_path: Path) -> None:
    path = package(tmp_path)
    _, result, _ = line("merge", path, "--dry-run")
    assert ([p["status"] for p in result["projects"]], result["taken"]) == (["新增"], False)
    assert line("merge", path)[1]["taken"] is True
    package(tmp_path, "补贴 120 人")
    _, result, _ = line("merge", path)
    (project,) = result["projects"]
    assert project["status"] == "有变化"
    assert [(v["title"], v["theirs"], v["conflict"]) for v in project["values"]] == [("预期目标", "补贴 120 人", False)]
    assert line("merge", path)[1]["projects"] == [{"name": "项目1", "status": "没有变化", "values": []}]


def test_collected(line: Line, tmp_path: Path) -> None:
    (tmp_path / "坏.jxbb").write_bytes(b"PK")
    code, result, err = line(
        "collect", package(tmp_path), tmp_path / "坏.jxbb", "--out", tmp_path / "汇集", "--formats", "xlsx"
    )
    assert (code, result["packages"], [one["file"] for one in result["refused"]]) == (0, 1, ["坏.jxbb"])
    assert err.startswith("未计入 坏.jxbb：")
    assert (result["total"]["projects"], Decimal(result["total"]["budget"])) == (1, 100)
    assert line("collect", tmp_path / "坏.jxbb", "--out", tmp_path / "汇集")[0] == 1


def test_fixed_and_unlocked(line: Line, tmp_path: Path) -> None:
    code, _, err = line("finalise")
    assert code == 1
    assert "项错误，不能定稿" in err
    assert line("unlock", "--reason", "补报")[2] == "没有完成：本年度编报没有定稿，可以直接修改。\n"


def test_an_empty_filing_is_fixed_once(line: Line, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(tmp_path / "另一个") as store:
        filing = yearbook(0)
        store.add(list(filing.all_records()), filing.id, Gesture("导入"))
    other = Line(tmp_path / "另一个", capsys)
    assert other("finalise")[1]["stamp"].startswith("第 1 版　校验码 ")
    assert "已经定稿" in other("finalise")[2]
    assert "已定稿，不能修改" in other("merge", package(tmp_path))[2]
    assert other("unlock", "--reason", "补报")[1] == {"version": 1}


def test_the_pack_is_refused_until_it_is_wanted_anyway(line: Line, tmp_path: Path) -> None:
    code, result, _ = line("publish", "--out", tmp_path / "交付")
    assert code == 1
    assert result["files"] == []
    assert any(one["grave"] for one in result["concerns"])
    assert not (tmp_path / "交付").exists()
    code, result, _ = line("publish", "--out", tmp_path / "交付", "--anyway")
    assert code == 0
    assert Path(result["files"][-1]["file"]).name == "文件清单.txt"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--forms", "LIST, ZZ"), "没有代码是“ZZ”的表或报告"),
        (("--forms", "N8", "--formats", "xlsx"), "没有可以导出的文件"),
        (("--formats", ""), "没有可以导出的文件"),
    ],
)
def test_an_order_for_nothing_is_told(line: Line, tmp_path: Path, words: tuple[str, ...], reason: str) -> None:
    code, _, err = line("export", "--out", tmp_path / "出", *words)
    assert code == 1
    assert reason in err


@pytest.mark.parametrize("command", [("export",), ("publish", "--anyway")])
def test_a_file_in_place_of_the_folder_is_told(line: Line, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "出").write_text("x", "utf-8")
    code, _, err = line(command[0], "--out", tmp_path / "出", *command[1:])
    assert code == 1
    assert "不是文件夹" in err
    assert (tmp_path / "出").read_text("utf-8") == "x"
