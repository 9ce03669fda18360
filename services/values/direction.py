"""Whether less is better, as the name of an indicator says it: costs, unemployment, complaints, faults (IX13).

A false alarm is worse than silence: only the end of a name counts (投诉率, but not 投诉案件结案率).
"""

from __future__ import annotations

from functools import cache

from services.values.text import compact

WORSE_WHEN_MORE = (
    "失业率", "投诉率", "差错率", "错误率", "失误率", "事故率", "事故发生率", "死亡率", "发病率", "违约率", "不良率",
    "逾期率", "流失率", "辍学率", "返贫率", "空置率", "退货率", "故障率", "超支率", "投诉次数", "投诉件数", "投诉数量",
    "事故起数", "事故次数", "事故数量", "安全事故",
)  # fmt: skip
"""Endings of names of which less is better."""
TURNED = (
    "降低", "减少", "下降", "控制率", "受理", "处理", "办理", "办结", "调处", "化解", "处置", "查处", "解决", "回复",
    "回访", "响应", "监测", "统计", "排查",
)  # fmt: skip
"""Words that turn such a name round: more of them is better."""
COST_ENDINGS = ("成本", "费用", "支出", "经费", "造价", "开支")
_LESS = (*WORSE_WHEN_MORE, *COST_ENDINGS)
COST_TURNED = ("节约", "节省", "降低", "减少", "下降", "结余", "收入", "到位", "标准", "增收", "效益")


def plain_name(name: str) -> str:
    """The name in half-width characters without blanks."""
    return compact(name)


@cache
def bare_name(name: str) -> str:
    """The name in half-width characters without blanks and without brackets at its end: “支付率（%）” → 支付率."""
    text = plain_name(name)
    while text.endswith(")") and "(" in text:
        text = text[: text.rindex("(")] or text.rstrip(")")
    return text


def is_worse_when_more(name: str) -> bool:
    """Whether less is better beyond doubt: unemployment, complaints, faults (IX13)."""
    return _worse_when_more(bare_name(name))


def _worse_when_more(text: str) -> bool:
    return text.endswith(WORSE_WHEN_MORE) and not any(word in text for word in TURNED)


def is_cost(name: str) -> bool:
    """Whether the name ends as a cost does and speaks of no saving (IX13)."""
    return _cost(bare_name(name))


def _cost(text: str) -> bool:
    return text.endswith(COST_ENDINGS) and not any(word in text for word in COST_TURNED)


def lower_is_better(name: str) -> bool:
    """Whether an indicator is one of cost, unemployment, complaint and the like."""
    text = bare_name(name)
    return text.endswith(_LESS) and (_worse_when_more(text) or _cost(text))
