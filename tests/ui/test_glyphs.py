"""Every sign the screen shows is in the font that ships: an office PC may have no other that has it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from resources import resource

UI = Path(__file__).resolve().parents[2] / "ui"
NOT_SHOWN = frozenset({"pasting.py", "chips.py"})
"""What they name is taken out of pasted texts, or stands for a chip."""


@cache
def known() -> frozenset[int]:
    with TTFont(resource("fonts", "NotoSansSC-Regular.ttf"), lazy=True) as font:
        return frozenset(font.getBestCmap())


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: str(path.relative_to(UI)))
def test_signs_are_in_the_font(path: Path) -> None:
    shown = "" if path.name in NOT_SHOWN else "".join(_literals(ast.parse(path.read_text("utf-8"))))
    assert {sign for sign in shown if not sign.isascii() and ord(sign) not in known()} == set()


def _literals(tree: ast.AST) -> list[str]:
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in documentation)
    return [node.value for node in constants if isinstance(node.value, str)]
