"""What in a text is no claim: form instructions left in. Masked texts keep their length, so that spans stay valid."""

from __future__ import annotations

import re
from functools import cache

_WIDTHS = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_SIGNS = {
    "％": "%", "﹪": "%", "．": ".", "（": "(", "）": ")", "：": ":", "；": ";", "－": "-", "−": "-", "＋": "+",
    "＝": "=", "≧": "≥", "≦": "≤", "／": "/", "\u3000": " ", "\u00a0": " ", "\t": " ",
}  # fmt: skip
_SAME_LENGTH = _WIDTHS | {ord(sign): ord(plain) for sign, plain in _SIGNS.items()}
_INSTRUCTION_HEADS = (
    "说明该项目", "说明项目", "说明截止", "说明组织", "说明资金", "对项目资金申报、批复", "对照年度目标",
    "对照项目资金管理办法", "包括项目完成数量", "包括项目绩效目标制定", "从项目经济", "评价项目是否", "评价其是否",
    "介绍项目基本情况", "提出项目(相关政策)", "将资金到位情况与资金计划进行比对,", "如有资金未到位", "分段表述",
    "将资金到位情况与资金计划进行比对，分析", "根据适用指标体系进行调整", "简要介绍",
    "根据《部门预算项目支出绩效自评表》自评结果逐项描述",
)  # fmt: skip
"""How the instructions of the blank outlines begin (narratives.md N2–N7); each runs to the end of its sentence."""
_END = re.compile("[。！？\n]")


def half_width(text: str) -> str:
    """The text with digits, brackets and signs in half width, every character in its place."""
    return text.translate(_SAME_LENGTH)


@cache
def _instructions() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _INSTRUCTION_HEADS)))


def masked(text: str) -> str:
    """The text in half width with form instructions blanked: they ask for figures and state none."""
    plain = half_width(text)
    done = 0
    pieces: list[str] = []
    for match in _instructions().finditer(plain):
        if match.start() < done:
            continue
        end = _END.search(plain, match.end())
        stop = end.start() if end else len(plain)
        pieces += [plain[done : match.start()], " " * (stop - match.start())]
        done = stop
    return "".join([*pieces, plain[done:]])
