"""What the name of an indicator says about it: the cautious word lists behind IX12, IX13, IX17 and IX20.

A false alarm is worse than silence: a word is listed only where it leaves no doubt.
"""

from __future__ import annotations

import re

from services.filing.assess import Assessment, once
from services.values.direction import bare_name, plain_name
from services.values.text import compact_all

COUNTED = ("人数", "人次", "人次数", "次数", "件数", "户数", "场次", "个数", "套数", "批次", "数量")
"""Endings of names that count things."""
MEASURABLE_RATES = (
    "就业率", "失业率", "合格率", "及时率", "准确率", "完成率", "覆盖率", "参保率", "到位率", "办结率", "达标率",
    "知晓率", "入学率", "通过率", "发放率", "支付率", "增长率", "利用率", "结案率", "验收率", "普及率", "满意率",
)  # fmt: skip
"""Rates that are always a number."""
SHARES = ("率", "比例", "占比", "比重", "满意度", "知晓度")
"""A name with one of these says that it measures a part of a whole."""
MAY_EXCEED = (
    "增", "升", "幅", "同比", "环比", "变动", "变化", "完成率", "完成比", "达成率", "实现率", "使用率", "利用率",
    "负债率", "收益率", "回报率", "利润率", "产销率", "超额", "超收", "杠杆", "保值", "偏差", "投入产出",
)  # fmt: skip
"""Ratios that can honestly be above 100 %."""
NO_RATE = ("效率", "概率", "税率", "利率", "频率", "汇率", "费率", "功率", "速率")
"""Words that end in 率 and are not a part of a whole."""

QUALITY_RATES = ("合格率", "准确率", "达标率", "正确率", "优良率", "通过率", "差错率", "验收率", "足额率", "足额发放率")
TIMELY_RATES = ("及时率", "按时率", "按期完成率", "按时发放率", "按时完成率", "及时性")
SHARE_ENDINGS = (*QUALITY_RATES, *TIMELY_RATES, "比例", "到位率", "支付率", "发放率", "覆盖率", "拨付率")

FILLERS = (
    "发放", "享受", "补助", "补贴", "资金", "项目", "人员", "人数", "人次", "数量", "次数", "件数", "户数", "场次",
    "个数", "套数", "批次", "金额", "总数", "总量", "完成", "开展", "举办", "组织", "实施", "保障", "服务", "工作",
    "活动", "培训", "购置", "采购", "建设", "设备", "任务", "年度", "全年", "年末", "本年", "单位", "生活", "参加",
    "覆盖", "宣传", "各类", "对象", "受益", "群众", "情况", "确保", "人均", "标准", "会议", "资料", "印刷", "慰问",
)  # fmt: skip
"""Words that any project may use; what is left of a name says how specific it is."""
NATURALLY_DIFFERENT = (
    *SHARE_ENDINGS, "完成率", "下达率", "成功率", "执行率", "办结率", "满意度", "满意率", "知晓率", "保障率", "利用率",
    "时限", "时间", "标准", "成本", "经费", "费用", "支出",
)  # fmt: skip
"""Endings of names whose value belongs to the one project."""
OWN_DEEDS = ("举办", "开展", "组织", "召开")
"""Beginnings of names that count what the one project did: two projects may each hold their own fairs."""
MIN_NAME, MIN_SPECIFIC = 6, 4
"""Characters a name needs, and how many Chinese ones beyond the fillers, to mean one fact everywhere."""


_SHARE, _MAY_EXCEED, _MEASURABLE = (re.compile("|".join(words)) for words in (SHARES, MAY_EXCEED, MEASURABLE_RATES))
_FILLER, _NOT_HAN = re.compile("|".join(FILLERS)), re.compile("[^\u4e00-\u9fff]+")


@once
def plain_names(a: Assessment) -> list[str]:
    """The names of a project's indicators in half-width characters without blanks, in printed order."""
    return compact_all([view.row.name for view in a.indicators])


def is_share(name: str) -> bool:
    """Whether the name says a part of a whole, which cannot be more than 100 % (IX08)."""
    return _SHARE.search(name) is not None and _MAY_EXCEED.search(name) is None


def is_countable(name: str) -> bool:
    """Whether the name alone says that a number belongs there (IX17)."""
    text = bare_name(name)
    if text.endswith(COUNTED):
        return True
    return "率" in text and (_MEASURABLE.search(text) is not None or _is_rate(text))


def _is_rate(text: str) -> bool:
    return text.endswith("率") and not text.endswith(NO_RATE)


def bracketed(name: str) -> str:
    """What stands in brackets at the end of a name: “发放人数（人）” → 人; "" when there are none."""
    full = plain_name(name)
    text = full.rstrip(")")
    return text[text.rindex("(") + 1 :] if "(" in text and text != full else ""


def common_fact(name: str) -> str:
    """The bare name when it is specific enough to mean the same fact in every project (城镇新增就业人数), else ""."""
    text = bare_name(name)
    if len(text) < MIN_NAME or text.endswith(NATURALLY_DIFFERENT) or text.startswith(OWN_DEEDS):
        return ""
    return text if len(_NOT_HAN.sub("", _FILLER.sub("", text))) >= MIN_SPECIFIC else ""
