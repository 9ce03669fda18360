"""The function rows of 公开01 and 04表: one per class (类) in the fixed order of the form.

Rows are named by class code, never by their place: published sets of one year have 24 or 26 of them (forms.md F07b).
"""

from __future__ import annotations

from services.accounts import fields as f
from services.accounts.ledger import Ledger

CLASSES: tuple[tuple[str, str], ...] = (
    ("201", "一般公共服务支出"),
    ("202", "外交支出"),
    ("203", "国防支出"),
    ("204", "公共安全支出"),
    ("205", "教育支出"),
    ("206", "科学技术支出"),
    ("207", "文化旅游体育与传媒支出"),
    ("208", "社会保障和就业支出"),
    ("210", "卫生健康支出"),
    ("211", "节能环保支出"),
    ("212", "城乡社区支出"),
    ("213", "农林水支出"),
    ("214", "交通运输支出"),
    ("215", "资源勘探工业信息等支出"),
    ("216", "商业服务业等支出"),
    ("217", "金融支出"),
    ("219", "援助其他地区支出"),
    ("220", "自然资源海洋气象等支出"),
    ("221", "住房保障支出"),
    ("222", "粮油物资储备支出"),
    ("223", "国有资本经营预算支出"),
    ("224", "灾害防治及应急管理支出"),
    ("229", "其他支出"),
    ("231", "债务还本支出"),
    ("232", "债务付息支出"),
    ("234", "抗疫特别国债安排的支出"),
)
_ONLY_IN_26 = frozenset({"231", "232"})
_DIGITS = "零一二三四五六七八九"
_TEN = 10


def class_labels(ledger: Ledger) -> list[tuple[str, str]]:
    """Code and label (“八、社会保障和就业支出”) of each row; a class with money but without a row gets one."""
    dropped = _ONLY_IN_26 if ledger.policy.class_rows < len(CLASSES) else frozenset()
    used = {code[:3] for code in ledger.codes if ledger.amount(code[:3], *f.EXPENDITURE)}
    rows = [(code, name) for code, name in CLASSES if code not in dropped or code in used]
    known = {code for code, _ in CLASSES}
    rows += [(code, ledger.name(code) or code) for code in sorted(used - known)]
    return [(code, f"{chinese(place)}、{name}") for place, (code, name) in enumerate(rows, start=1)]


def chinese(number: int) -> str:
    """A number below 10,000 in Chinese: 21 → 二十一, 105 → 一百零五, 1010 → 一千零一十."""
    for name, size in (("千", _TEN**3), ("百", _TEN**2)):
        first, rest = divmod(number, size)
        if first:
            return f"{_DIGITS[first]}{name}{_rest(rest, size)}"
    tens, ones = divmod(number, _TEN)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def _rest(number: int, above: int) -> str:
    """What follows a 千 or 百: with 零 where a place is empty, and 一 before 十."""
    if not number:
        return ""
    words = chinese(number)
    if _TEN <= number < 2 * _TEN:
        words = f"一{words}"
    return words if number * _TEN >= above else f"零{words}"
