"""The manual of all audit rules: docs/rules.md, generated from the catalogue.

`python -m services.rules.manual` writes it; a test fails while the file is stale.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from models.entities import ENTITIES
from services.filing.fields import field_spec
from services.rules.catalogue import Rule, all_rules
from services.rules.view import all_fields

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "rules.md"

GROUPS = {
    "FI": "资金",
    "FC": "完整性与文字",
    "IX": "指标语法与设置",
    "SC": "分值与得分",
    "LC": "申报、监控到自评",
    "XF": "跨表",
    "DI": "决算表表内",
    "DX": "决算表表间",
    "CL": "分类科目",
    "TX": "文字与数字",
    "NM": "期间、名称、口径",
    "RP": "城乡居保补助表",
    "WJ": "外来文件",
}
_HEAD = """# 审核规则手册

本手册由程序的规则目录生成，请勿手改；规则改变后运行 `python -m services.rules.manual` 重新生成。

- 错误：必须改正，否则不能定稿。
- 警告：可以保留，但要写明说明；说明随年度编报保存，下一年再次出现时供参考。
- 提示：供参考。

级别可由方案调整。提示文字中花括号内为程序填入的名称和数值。
"""
_COLUMNS = ("编号", "级别", "名称", "提示文字", "怎么办", "依据", "适用表样", "涉及字段")


def manual() -> str:
    """The manual as Markdown: one table per group of rules."""
    groups = groupby(all_rules().values(), key=lambda rule: rule.group)
    parts = [_HEAD.rstrip("\n"), *(_section(group, rules) for group, rules in groups)]
    return "\n\n".join(parts) + "\n"


def _section(group: str, rules: Iterable[Rule]) -> str:
    title = GROUPS.get(group, group)
    lines = [f"## {group} {title}", "", _row(_COLUMNS), _row(["---"] * len(_COLUMNS))]
    lines += [_row(_cells(rule)) for rule in rules]
    return "\n".join(lines)


def _cells(rule: Rule) -> list[str]:
    forms = "、".join(sorted(rule.forms)) or "全部"
    fields = "、".join(_titles(rule.reads))
    return [rule.id, rule.severity.value, rule.title, rule.text, rule.remedy, rule.basis, forms, fields]


def _titles(reads: frozenset[str]) -> list[str]:
    """What a rule reads; an entity of which it reads everything is named once."""
    whole = [entity for entity in ENTITIES if all_fields(entity) <= reads]
    single = [name for name in sorted(reads) if name.split(".")[0] not in whole]
    return list(dict.fromkeys([*(ENTITIES[entity].title for entity in whole), *map(_title, single)]))


def _title(name: str) -> str:
    entity, field = name.split(".")
    return f"{ENTITIES[entity].title}·{field_spec(entity, field).title}"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def write(path: Path = MANUAL) -> None:
    """Write the manual."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(manual(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
