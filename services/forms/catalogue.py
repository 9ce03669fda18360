"""The forms the program knows: code, names, and the function that builds each.

A new form is a new module with a `build` and one line here; screen and renderers do not change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.filing.assess import assess
from services.filing.filing import Filing
from services.forms import national, sichuan_county, sichuan_integrated
from services.forms.blocks import Paper
from services.forms.builder import SheetBuilder
from services.forms.project_list import CODE as LIST_CODE
from services.forms.project_list import build_project_list
from services.forms.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Form:
    """One statutory form: its code, full name, a short name for menus, column widths and builder."""

    code: str
    name: str
    short_name: str
    widths: tuple[float, ...]
    build: Callable[[Paper], Sheet]


FORMS: Mapping[str, Form] = {
    form.code: form
    for form in (
        Form(national.CODE, national.TITLE, "全国表样", national.WIDTHS, national.build),
        Form(sichuan_county.CODE, "项目（政策）绩效自评表", "四川县级表样", sichuan_county.WIDTHS, sichuan_county.build),
        Form(
            sichuan_integrated.CODE,
            sichuan_integrated.TITLE,
            "四川一体化表样",
            sichuan_integrated.WIDTHS,
            sichuan_integrated.build,
        ),
    )
}


def build_form(filing: Filing, project_id: str) -> Sheet:
    """The self-evaluation form of a project as the filing shows and prints it."""
    form = FORMS[filing.form_of(filing.project(project_id))]
    return form.build(Paper(filing, assess(filing, project_id), SheetBuilder(form.widths)))


def all_sheets(
    filing: Filing, codes: frozenset[str] = frozenset(), project_ids: frozenset[str] = frozenset()
) -> list[tuple[str, Callable[[], Sheet]]]:
    """Every sheet of a filing by name, built only when asked for; `codes` and `project_ids` limit them (empty = all)."""
    sheets: list[tuple[str, Callable[[], Sheet]]] = []
    if (not codes or LIST_CODE in codes) and not project_ids:
        sheets.append(("项目清单", lambda: build_project_list(filing)))
    for project in filing.projects:
        wanted = not project_ids or project.id in project_ids
        if wanted and (not codes or filing.form_of(project) in codes):
            sheets.append((project.name or "未命名项目", _builder(filing, project.id)))
    return sheets


def _builder(filing: Filing, project_id: str) -> Callable[[], Sheet]:
    return lambda: build_form(filing, project_id)
