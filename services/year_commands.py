"""The commands of the year's cycle: collect, roll-over, compare, merge, finalise, unlock (docs/exchange.md §4)."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from services.collection import Collection, Statistics, open_collection
from services.command_line import (
    FAILED,
    OK,
    data_folder,
    files_written,
    json_flag,
    open_store,
    open_workspace,
    tell,
    warn,
)
from services.export import Book, Order, export_collection, formats_named, write_books
from services.filing.compare import Comparison, compare
from services.filing.fields import to_json
from services.filing.filing import Filing
from services.filing.finalise import FINALISE, finalise, stamp, unlock
from services.filing.merge import MergePlan, Side, merge_changes, plan_merge
from services.filing.merge_base import merged_values
from services.filing.package import SUFFIX, read_package
from services.filing.rollover import plan_rollover
from services.forms.comparison import TITLE, comparison_sheet
from services.others import packed_filing, stored_filing
from services.publication.pack import make_pack
from services.publication.preflight import PackOrder, preflight
from services.schemes import SchemeShelf
from services.store.store import Store
from services.workspace import Workspace, begin_year, choose_filing

Command = Callable[[argparse.Namespace], int]


def add_parsers(commands: Any) -> None:
    """Add these commands to the command line of main.py."""
    _collect_parser(commands.add_parser("collect", help="汇集多个数据包，导出汇总表和等级统计"))
    _roll_over_parser(commands.add_parser("roll-over", help="由上年编报新建下一年度编报"))
    _compare_parser(commands.add_parser("compare", help="与另一份编报对照"))
    _merge_parser(commands.add_parser("merge", help="合并下属单位的数据包"))
    _publish_parser(commands.add_parser("publish", help="交付：生成上报和公开的全部文件"))
    json_flag(commands.add_parser("finalise", help="定稿"))
    lift = commands.add_parser("unlock", help="解除定稿")
    lift.add_argument("--reason", required=True, help="解除定稿的理由")
    json_flag(lift)


def _collect_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="导出到哪个文件夹")
    command.add_argument("--formats", default="pdf,xlsx", help="文件格式 pdf、xlsx、docx，默认 pdf,xlsx")
    json_flag(command)


def _roll_over_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("--year", type=int, default=None, help="新年度（默认为下一年）")
    command.add_argument("--all", action="store_true", help="结转全部项目（默认不结转已到期的）")
    json_flag(command)


def _compare_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("other", metavar="UNIT:YEAR|FILE", help="较早的一份：数据中的编报，或数据包")
    command.add_argument("--out", type=Path, default=None, metavar="DIR", help="把对照表导出到这个文件夹")
    command.add_argument("--formats", default="pdf,xlsx", help="文件格式 pdf、xlsx、docx，默认 pdf,xlsx")
    json_flag(command)


def _merge_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--dry-run", action="store_true", help="只列出会有什么变化，不写入")
    command.add_argument("--conflicts", choices=("ours", "theirs"), default=None, help="两边都改过的采用哪一方")
    json_flag(command)


def _publish_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="在哪个文件夹下生成")
    command.add_argument("--with-people", action="store_true", help="保留姓名和电话（送签用）")
    command.add_argument("--anyway", action="store_true", help="有要改的事项也生成，并写进文件清单")
    json_flag(command)


def _collect(arguments: argparse.Namespace) -> int:
    shelf = SchemeShelf(data_folder(arguments))
    collection = open_collection(arguments.files, scheme_of=shelf.named)
    for one in collection.refused:
        warn(f"未计入 {one.file}：{one.reason}")
    written = export_collection(collection, Order(arguments.out, formats_named(arguments.formats)))
    result = {**collection_json(collection), "files": files_written(written)}
    total = collection.statistics()[-1]
    lines = [f"已汇集 {len(collection.members)} 个数据包、{total.projects} 个项目。", *map(str, written)]
    tell(arguments, result, lines)
    return OK


def collection_json(collection: Collection) -> dict[str, Any]:
    """A collection as documented in docs/exchange.md."""
    *units, total = collection.statistics()
    return {
        "period": collection.period,
        "packages": len(collection.members),
        "refused": [asdict(one) for one in collection.refused],
        "units": [_statistics_json(one) for one in units],
        "total": _statistics_json(total),
    }


def _statistics_json(one: Statistics) -> dict[str, Any]:
    figures = {"excellent": one.excellent, "average": one.average.value, "budget": one.budget, "executed": one.executed}
    counts = {"projects": one.projects, "grades": dict(one.graded), "ungraded": one.ungraded}
    return {"unit": one.name, **counts, **{name: to_json(value) for name, value in figures.items()}}


def _roll_over(arguments: argparse.Namespace) -> int:
    with open_store(arguments) as store:
        filing = Workspace.open(store, choose_filing(store, arguments.filing)).filing
        plan = plan_rollover(filing)
        year = arguments.year or plan.year
        keep = {offer.project_id for offer in plan.projects if arguments.all or offer.keep}
        filing_id = begin_year(store, filing, year, keep)
    projects = [{"name": p.name, "kept": p.project_id in keep, "reason": p.reason} for p in plan.projects]
    words = f"已新建“{plan.unit_name}”{year}年度编报，结转 {len(keep)} 个项目，共 {len(projects)} 个。"
    result = {"filing": filing_id, "year": year, "projects": projects, "notes": list(plan.notes)}
    tell(arguments, result, [words, *plan.notes])
    return OK


def _compare(arguments: argparse.Namespace) -> int:
    with open_store(arguments) as store:
        new = Workspace.open(store, choose_filing(store, arguments.filing)).filing
        comparison = compare(_other(store, arguments.other), new)
    files = []
    if arguments.out:
        order = Order(arguments.out, formats_named(arguments.formats))
        files = files_written(write_books([Book(TITLE, [lambda: comparison_sheet(comparison)])], order))
    lines = [_difference_line(comparison, row) for row in comparison.rows]
    rows = [asdict(row) for row in comparison.rows]
    tell(arguments, {"differences": rows, "files": files}, [*lines, f"共 {len(rows)} 处不同。"])
    return OK


def _other(store: Store, name: str) -> Filing:
    if not name.endswith(SUFFIX):
        return stored_filing(store, choose_filing(store, name))
    return packed_filing(store, Path(name))


def _difference_line(comparison: Comparison, row: Any) -> str:
    place = " · ".join(word for word in (row.project, row.indicator, row.title) if word)
    by = f"（{row.difference}）" if row.difference else ""
    return f"{place}：{comparison.old_title} {row.old or '（空）'} → {comparison.new_title} {row.new or '（空）'}{by}"


def _merge(arguments: argparse.Namespace) -> int:
    package = read_package(arguments.file)
    with open_store(arguments) as store:
        workspace = open_workspace(store, arguments)
        plan = plan_merge(workspace.filing, package, merged_values(store))
        if not arguments.dry_run:
            side = {"ours": Side.OURS, "theirs": Side.THEIRS}.get(arguments.conflicts)
            choices = {value.ref: side for value in plan.conflicts} if side else {}
            workspace.editor.apply(merge_changes(plan, choices), plan.gesture)
    lines = [f"{project.status.value}　{project.name}" for project in plan.projects]
    closing = "没有写入。" if arguments.dry_run else f"已合并“{plan.unit_name}”的数据包。"
    tell(arguments, {**plan_json(plan), "taken": not arguments.dry_run}, [*lines, *plan.notes, closing])
    return OK


def plan_json(plan: MergePlan) -> dict[str, Any]:
    """A merge plan as documented in docs/exchange.md."""
    projects = [
        {
            "name": project.name,
            "status": project.status.value,
            "values": [
                {
                    "field": value.ref.text(),
                    "title": value.title,
                    "ours": value.ours,
                    "theirs": value.theirs,
                    "conflict": value.conflict,
                }
                for value in project.values
            ],
        }
        for project in plan.projects
    ]
    return {"unit": plan.unit_name, "projects": projects, "notes": list(plan.notes)}


def _publish(arguments: argparse.Namespace) -> int:
    order = PackOrder(hide_people=not arguments.with_people)
    with open_store(arguments) as store:
        workspace = open_workspace(store, arguments)
        concerns = preflight(workspace.filing, workspace.checker, order)
        made = arguments.anyway or not any(one.grave for one in concerns)
        now = datetime.now().astimezone()
        pack = make_pack(workspace.filing, arguments.out, now, order=order, concerns=concerns) if made else None
    files = files_written(pack.files) if pack else []
    told = [{"topic": one.topic, "text": one.text, "grave": one.grave} for one in concerns]
    lines = [f"{'要改' if one.grave else '注意'}　{one.topic}：{one.text}" for one in concerns]
    closing = f"已生成 {len(files)} 个文件，在 {pack.folder}" if pack else "没有生成。要照样生成请加 --anyway。"
    tell(arguments, {"concerns": told, "files": files}, [*lines, closing])
    return OK if made else FAILED


def _finalise(arguments: argparse.Namespace) -> int:
    with open_store(arguments) as store:
        workspace = open_workspace(store, arguments)
        now = datetime.now().astimezone()
        workspace.editor.apply(finalise(workspace.filing, workspace.checker, now), FINALISE)
        filing = workspace.filing
    result = {"version": filing.head.version, "checksum": filing.head.checksum, "stamp": stamp(filing)}
    tell(arguments, result, [f"已定稿：{stamp(filing)}"])
    return OK


def _unlock(arguments: argparse.Namespace) -> int:
    with open_store(arguments) as store:
        workspace = Workspace.open(store, choose_filing(store, arguments.filing))
        workspace.editor.apply(*unlock(workspace.filing, arguments.reason))
        version = workspace.filing.head.version
    tell(arguments, {"version": version}, ["已解除定稿，理由已记入修改记录。"])
    return OK


YEAR_COMMANDS: Mapping[str, Command] = {
    "collect": _collect,
    "roll-over": _roll_over,
    "compare": _compare,
    "merge": _merge,
    "publish": _publish,
    "finalise": _finalise,
    "unlock": _unlock,
}
"""What each command does; it raises what `services.commands.run` tells in words."""
