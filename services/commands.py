"""The commands without a screen, documented in docs/exchange.md; those of the year's cycle are in year_commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from services.audit_command import add_audit_parser, run_audit
from services.command_line import FAILED, OK, files_written, json_flag, open_store, open_workspace, say, tell, warn
from services.export import Format, Order, export, formats_named, lacking_characters, unknown_codes
from services.filing.editor import FilingLocked
from services.filing.fields import to_json
from services.filing.package import PackageError, read_package
from services.render.output import OutputError
from services.rules.engine import Checker, Finding
from services.self_check import run_self_check
from services.store.errors import StoreError
from services.workspace import NoFiling, Workspace, load_demonstration, take_in
from services.year_commands import YEAR_COMMANDS, add_parsers


def parser() -> argparse.ArgumentParser:
    """The command line of main.py."""
    top = argparse.ArgumentParser(description="绩效编报：不带命令时打开窗口")
    top.add_argument("--data", type=Path, default=None, metavar="DIR", help="数据文件夹（默认为本用户的数据文件夹）")
    top.add_argument("--filing", default="", metavar="UNIT:YEAR", help="哪一份年度编报（默认为最新的一份）")
    commands = top.add_subparsers(dest="command", metavar="命令")
    commands.add_parser("demo", help="载入演示数据")
    _import_parser(commands.add_parser("import", help="导入数据包"))
    json_flag(commands.add_parser("check", help="审核"))
    add_audit_parser(commands)
    _export_parser(commands.add_parser("export", help="导出表格"))
    _self_check_parser(commands.add_parser("self-check", help="检查安装是否完好"))
    add_parsers(commands)
    return top


def _import_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    json_flag(command)


def _export_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="导出到哪个文件夹")
    command.add_argument("--forms", default="", help="只导出这些表，如 F01,LIST")
    command.add_argument("--formats", default="pdf,xlsx", help="文件格式 pdf、xlsx、docx，默认 pdf,xlsx")
    command.add_argument("--singly", action="store_true", help="每张表一个文件")
    json_flag(command)


def _self_check_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("--keep", type=Path, default=None, metavar="DIR", help="把试着导出的文件和清单留在这个文件夹")
    json_flag(command)


def run(arguments: argparse.Namespace) -> int:
    """Run one command; returns the exit code. Failures are told in words, never as a traceback.

    `arguments.probe`, where the caller has set it, tries the screen for the self-check.
    """
    try:
        return _COMMANDS[arguments.command](arguments)
    except (StoreError, NoFiling, PackageError, OutputError, FilingLocked, ValueError) as error:
        warn(f"没有完成：{error}")
        return FAILED


def _demo(arguments: argparse.Namespace) -> int:
    with open_store(arguments) as store:
        workspace = Workspace.open(store, load_demonstration(store))
        head, unit = workspace.filing.head, workspace.filing.unit
        say(f"已载入演示数据：{unit.name} {head.year}年度，{len(workspace.filing.projects)} 个项目。")
    return OK


def _import(arguments: argparse.Namespace) -> int:
    packages = [(path, read_package(path)) for path in arguments.files]
    results: list[dict[str, Any]] = []
    with open_store(arguments) as store:
        for path, package in packages:
            if not arguments.dry_run:
                take_in(store, package, f"导入 {path.name}")
            results.append({"file": path.name, "records": len(package.records()), "taken": not arguments.dry_run})
    lines = [f"{r['file']}：{r['records']} 条记录，{'已导入' if r['taken'] else '可以导入'}。" for r in results]
    tell(arguments, {"files": results}, lines)
    return OK


def finding_json(checker: Checker, finding: Finding) -> dict[str, Any]:
    """One finding as documented in docs/exchange.md."""
    filing, owner = checker.filing, finding.project_id
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "form": filing.form_of(filing.project(owner)) if owner else "",
        "where": checker.where(finding),
        "fields": [ref.text() for ref in finding.hit.fields],
        "message": finding.message,
        "values": to_json(dict(finding.hit.values)),
        "answer": checker.answer(finding),
    }


def _check(arguments: argparse.Namespace) -> int:
    with open_store(arguments) as store:
        checker = open_workspace(store, arguments).checker
    findings, verdict = checker.findings(), checker.verdict()
    lines = [f"{f.severity.value} {f.rule.id}　{checker.where(f)}\n　　{f.message}" for f in findings]
    counts = {name: getattr(verdict, name) for name in ("errors", "warnings", "hints", "answered")}
    result = {"verdict": verdict.text, **counts, "findings": [finding_json(checker, f) for f in findings]}
    tell(arguments, result, [*lines, f"共 {len(findings)} 条。{verdict.text}"])
    return OK


def _export(arguments: argparse.Namespace) -> int:
    formats = formats_named(arguments.formats)
    codes = [code for word in arguments.forms.replace("，", ",").split(",") if (code := word.strip())]
    with open_store(arguments) as store:
        filing = open_workspace(store, arguments).filing
    unknown = unknown_codes(filing, codes)
    if unknown:
        raise ValueError(f"这份编报没有代码是“{'、'.join(unknown)}”的表或报告，没有导出。")
    order = Order(arguments.out, formats, frozenset(codes), singly=arguments.singly)
    lacking = lacking_characters(filing, order) if Format.PDF in formats else []
    if lacking:
        warn(f"注意：本机没有能打印这些字的字体，PDF 中会是空框：{'、'.join(lacking)}")
    written = export(filing, order)
    if not written:
        raise ValueError("没有可以导出的文件：没有写明文件格式，或要的是报告的 Excel（报告只有 pdf 和 docx）。")
    tell(arguments, {"files": files_written(written), "lacking": lacking}, [str(path) for path in written])
    return OK


def _self_check(arguments: argparse.Namespace) -> int:
    problems = run_self_check(arguments.keep, getattr(arguments, "probe", None))
    tell(arguments, {"ok": not problems, "problems": problems}, problems or ["自检通过。"])
    return FAILED if problems else OK


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "demo": _demo,
    "import": _import,
    "check": _check,
    "audit": run_audit,
    "export": _export,
    "self-check": _self_check,
    **YEAR_COMMANDS,
}
