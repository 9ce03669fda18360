"""The command `audit FILE`: findings of a finished document, without a store (docs/exchange.md §6)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from models.enums import Severity
from services.audit.audit import Audit, AuditFinding, audit_file
from services.command_line import OK, json_flag, tell


def add_audit_parser(commands: Any) -> None:
    """Add the command to the command line of main.py."""
    command = commands.add_parser("audit", help="审核一份已写好的文件（Word、Excel、文本、PDF）")
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--unit", default="", help="文件是哪个单位的（默认由文件内容判断）")
    command.add_argument("--year", type=int, default=0, help="报告年度（默认由文件内容判断）")
    json_flag(command)


def run_audit(arguments: argparse.Namespace) -> int:
    """Audit one file; exit code 0 also when there are findings. A file that cannot be read is refused."""
    found = audit_file(arguments.file, unit=arguments.unit, year=arguments.year)
    lines = [line for one in found.findings for line in _lines(one)]
    tell(arguments, audit_json(arguments.file.name, found), [*lines, _verdict(found)])
    return OK


def audit_json(file: str, found: Audit) -> dict[str, Any]:
    """An audit as documented in docs/exchange.md."""
    return {
        "file": file,
        "unit": found.unit,
        "year": found.year or None,
        "passages": found.passages,
        "tables": found.tables,
        "holds": found.holds,
        "errors": found.count(Severity.ERROR),
        "warnings": found.count(Severity.WARNING),
        "hints": found.count(Severity.HINT),
        "findings": [_finding(one) for one in found.findings],
    }


def _finding(one: AuditFinding) -> dict[str, Any]:
    return {
        "rule": one.rule.id,
        "severity": one.severity.value,
        "where": one.where,
        "message": one.message,
        "remedy": one.rule.remedy,
        "block": one.block,
        "span": list(one.span) if one.span else None,
        "quote": one.quote,
        "formula": one.formula,
        "times": one.times,
    }


def _lines(one: AuditFinding) -> list[str]:
    return [f"{one.severity.value} {one.rule.id}　{one.where}", f"　　{one.message}。{one.rule.remedy}"]


def _verdict(found: Audit) -> str:
    said = (f"{found.count(one)} 条{one.value}" for one in (Severity.ERROR, Severity.WARNING, Severity.HINT))
    unit = f"单位：{found.unit or '未能判断'}；年度：{found.year or '未能判断'}。"
    return f"{unit}核对一致的数字关系 {found.holds} 处；{'、'.join(said)}。"
