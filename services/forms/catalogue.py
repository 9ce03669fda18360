"""The forms the program knows: code, names, and the function that builds each; and the forms of one filing in order.

A new form is a new module with a `build` and one line here; screen and renderers do not change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from models.enums import Moment
from models.project import Project
from services.filing.assess import assess
from services.filing.filing import Filing
from services.forms import (
    declaration,
    declaration_sichuan,
    department,
    department_chongqing,
    monitoring,
    national,
    project_list,
    published_input,
    report_inputs,
    sichuan_county,
    sichuan_integrated,
    summary,
    transfer,
)
from services.forms.accounts import account_form, account_forms
from services.forms.blocks import Paper
from services.forms.builder import SheetBuilder
from services.forms.keys import GROUPS, entry_key, name_shown
from services.forms.sheet import Sheet

TABLE_GROUP = "汇总"


@dataclass(frozen=True, slots=True)
class Form:
    """One statutory form: its code, full name, a short name for menus, column widths and builder."""

    code: str
    name: str
    short_name: str
    widths: tuple[float, ...]
    build: Callable[[Paper], Sheet]


@dataclass(frozen=True, slots=True)
class Table:
    """A table over all projects of a filing: its code, name, builder, heading in lists, and when a filing has it."""

    code: str
    name: str
    build: Callable[[Filing], Sheet]
    group: str = TABLE_GROUP
    shown: Callable[[Filing], bool] = lambda _filing: True


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One sheet of a filing: a project's form at one moment of the year, or (project_id None) a table over all.

    `key` names it for as long as the project exists, whichever form the filing prints it on; `group` is its heading
    in lists and its file in an export.
    """

    key: str
    code: str
    name: str
    group: str
    project_id: str | None = None
    moment: Moment | None = None


FORMS: Mapping[str, Form] = {
    form.code: form
    for form in (
        Form(national.CODE, national.TITLE, "全国表样", national.WIDTHS, national.build),
        Form(
            sichuan_county.CODE,
            "项目（政策）绩效自评表",
            "四川县级表样",
            sichuan_county.WIDTHS,
            sichuan_county.build,
        ),
        Form(
            sichuan_integrated.CODE,
            sichuan_integrated.TITLE,
            "四川一体化表样",
            sichuan_integrated.WIDTHS,
            sichuan_integrated.build,
        ),
        Form(department.CODE, department.TITLE, "四川县级表样", department.WIDTHS, department.build),
        Form(
            department_chongqing.CODE,
            department_chongqing.TITLE,
            "重庆表样",
            department_chongqing.WIDTHS,
            department_chongqing.build,
        ),
        Form(transfer.CODE, transfer.TITLE, "全国表样", transfer.WIDTHS, transfer.build),
        Form(declaration.CODE, declaration.TITLE, "全国表样", declaration.WIDTHS, declaration.build),
        Form(
            declaration_sichuan.CODE,
            declaration_sichuan.TITLE,
            "四川县级表样",
            declaration_sichuan.WIDTHS,
            declaration_sichuan.build,
        ),
        Form(monitoring.CODE, monitoring.TITLE, "全国表样", monitoring.WIDTHS, monitoring.build),
    )
}


def _has_transfers(filing: Filing) -> bool:
    return bool(filing.transfers)


def _has_projects(filing: Filing) -> bool:
    return bool(filing.projects or filing.transfers)


TABLES: Mapping[str, Table] = {
    table.code: table
    for table in (
        Table(project_list.CODE, project_list.TITLE, project_list.build_project_list),
        Table(summary.OWN_CODE, summary.OWN_TITLE, summary.build_own),
        Table(summary.TRANSFER_CODE, summary.TRANSFER_TITLE, summary.build_transfers, shown=_has_transfers),
        Table(published_input.CODE, published_input.TITLE, published_input.build_published),
        Table(
            report_inputs.ARRIVAL_CODE,
            report_inputs.ARRIVAL_TITLE,
            report_inputs.build_arrival,
            report_inputs.GROUP,
            _has_projects,
        ),
        Table(
            report_inputs.ORGANISATION_CODE,
            report_inputs.ORGANISATION_TITLE,
            report_inputs.build_organisation,
            report_inputs.GROUP,
        ),
    )
}

INNER_CODES = frozenset({published_input.CODE, report_inputs.ARRIVAL_CODE, report_inputs.ORGANISATION_CODE})
"""Sheets that are nothing to hand in."""


def forms_of(filing: Filing) -> list[FormEntry]:
    """Every sheet of a filing in order: from declaration to self-evaluation, the tables, then the final accounts.

    The one list of forms: sidebar, overview and export show it.
    """
    projects = [entry for moment in Moment for entry in _project_entries(filing, moment)]
    return [*projects, *unowned_entries(filing)]


def entry_of(filing: Filing, key: str) -> FormEntry | None:
    """The entry of a key, without listing all; None when the filing has no such sheet (any more)."""
    moment, _, project_id = key.partition(":")
    if moment.upper() in Moment.__members__:
        known = filing.record("project", project_id)
        return _project_entry(filing, known, Moment[moment.upper()]) if isinstance(known, Project) else None
    return next((entry for entry in unowned_entries(filing) if entry.key == key), None)


def unowned_entries(filing: Filing) -> list[FormEntry]:
    """The sheets that belong to no single project: the tables over all, then the final accounts."""
    accounts = [FormEntry(form.code, form.code, form.name, form.group) for form in account_forms(filing)]
    return [*_table_entries(filing), *accounts]


def _project_entries(filing: Filing, moment: Moment) -> Iterator[FormEntry]:
    department = [filing.department] if filing.department else []
    for project in (*department, *filing.projects, *filing.transfers):
        entry = _project_entry(filing, project, moment)
        if entry is not None:
            yield entry


def _project_entry(filing: Filing, project: Project, moment: Moment) -> FormEntry | None:
    code = filing.form_at(project, moment)
    if code not in FORMS:
        return None
    return FormEntry(entry_key(project.id, moment), code, name_shown(project.name), GROUPS[moment], project.id, moment)


def _table_entries(filing: Filing) -> Iterator[FormEntry]:
    for table in TABLES.values():
        if table.shown(filing):
            yield FormEntry(table.code, table.code, table.name, table.group)


def build_form(filing: Filing, project_id: str, moment: Moment = Moment.EVALUATION) -> Sheet:
    """The form of a project at one moment as the filing shows and prints it. KeyError when there is none."""
    form = FORMS[filing.form_at(filing.project(project_id), moment)]
    return form.build(Paper(filing, assess(filing, project_id), SheetBuilder(form.widths)))


def build_entry(filing: Filing, entry: FormEntry) -> Sheet:
    """The sheet of one entry of `forms_of`."""
    if entry.project_id is None or entry.moment is None:
        table = TABLES.get(entry.code) or account_form(filing, entry.code)
        if table is None:
            raise KeyError(entry.code)
        return table.build(filing)
    return build_form(filing, entry.project_id, entry.moment)
