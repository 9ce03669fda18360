"""Lines of a title: about equally long, and not broken inside a word (公文标题回行词意完整, GB/T 9704-2012 §7.3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

from services.render.linebreak import breaks, fill, trimmed

_WORDS: Final = (
    "年度 关于 报告 情况 部门 整体 支出 收入 预算 决算 绩效 自评 评价 目标 项目 资金 管理 财政 专项 转移 支付 工作 "
    "说明 公开 人力 资源 社会 保障 教育 体育 文化 旅游 卫生 健康 医疗 住房 城乡 建设 规划 农业 农村 水利 交通 运输 "
    "生态 环境 民政 司法 公安 审计 统计 市场 监督 应急 信访 机关 事务 服务 发展 改革 科技 经济 信息 "
    "商务 退役 军人 人民 政府 办公 公室 委员 员会 中心"
)
"""Words of such titles and of bureaus' names. A name that is not here may be broken in the middle."""
_ENDS: Final = ("局", "厅", "委", "办", "院", "政府", "中心", "委员会", "关于", "年度", "、", "，", "）", "》")
"""After these a title is broken best: the name of the bureau, the year."""
_SPLIT_WORD, _ANYWHERE, _ONE_MORE_LINE = 40.0, 20.0, 12.0
"""What it costs to break inside a word, at no such end, or once more than needed; a line one character off the
mean costs 1, two characters 4."""
_MOST_LINES: Final = 5
"""A title of more lines is none, and would take long to weigh."""
_ENDLESS: Final = float("inf")


def title_lines(text: str, advances: Sequence[float], width: float) -> list[tuple[int, int]]:
    """Start and end of the lines of a title, as few as its width needs, or one more where that reads better.

    A title with line feeds is broken at them and where its width needs it.
    """
    pieces = fill(text, advances, width)
    if not 1 < len(pieces) <= _MOST_LINES or "\n" in text:
        return pieces
    ends = (0.0, *accumulate(advances))
    few, more = (_best(text, ends, width, len(pieces) + extra) for extra in (0, 1))
    edges = more[1] if more[0] + _ONE_MORE_LINE < few[0] else few[1]
    return [(first, trimmed(text, first, last)) for first, last in pairwise(edges)] if edges else pieces


def _best(text: str, ends: Sequence[float], width: float, lines: int) -> tuple[float, list[int]]:
    """What the cheapest lines of this number cost, and their edges; [] when none fit."""
    places = [0, *breaks(text), len(text)]
    mean, em = ends[-1] / lines, max(b - a for a, b in pairwise(ends))
    best: list[tuple[float, list[int]]] = [(0.0 if place == 0 else _ENDLESS, [place]) for place in places]
    for _line in range(lines):
        best = [
            min(
                (cost + _cost(text, ends, (edges[-1], place), width, mean, em), [*edges, place])
                for cost, edges in best
                if edges[-1] < place or place == 0
            )
            for place in places
        ]
    cost, edges = best[-1]
    return cost, edges if cost < _ENDLESS else []


def _cost(text: str, ends: Sequence[float], line: tuple[int, int], width: float, mean: float, em: float) -> float:
    first, last = line
    long = ends[trimmed(text, first, last)] - ends[first]
    if first == last or long > width:
        return _ENDLESS
    return ((long - mean) / em) ** 2 + _break_cost(text, last)


def _break_cost(text: str, at: int) -> float:
    if text[at - 1 : at + 1] in _WORDS and at < len(text):
        return _SPLIT_WORD
    return 0.0 if at == len(text) or text.endswith(_ENDS, 0, at) else _ANYWHERE
