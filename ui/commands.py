"""The commands of the window by name: what each does with the open filing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from models.enums import ProjectKind
from ui.accounts_actions import AccountsActions
from ui.file_actions import FileActions
from ui.form.paper_view import PaperView
from ui.lock_actions import LockActions
from ui.moving_actions import MovingActions
from ui.publish_actions import PublishActions
from ui.scheme_actions import SchemeActions
from ui.session import Session
from ui.target_actions import TargetActions
from ui.year_actions import YearActions

if TYPE_CHECKING:
    from ui.controller import Controller
    from ui.finding_actions import FindingActions
    from ui.project_actions import ProjectActions

Commands = dict[str, Callable[[], object]]


def commands_of(controller: Controller, projects: ProjectActions, findings: FindingActions) -> Commands:
    """Every command of the window."""
    return {
        **FileActions(controller).commands(),
        **MovingActions(controller).commands(),
        **YearActions(controller).commands(),
        **PublishActions(controller).commands(),
        **AccountsActions(controller).commands(),
        **LockActions(controller).commands(),
        **SchemeActions(controller).commands(),
        **_of_session(controller),
        **_of_projects(controller, projects),
        **_of_places(controller),
        "next": findings.next,
        "find": controller.find,
        "why": controller.why,
        "reason": controller.write_reason,
        "add_report": controller.reports.offer_more,
    }


def _of_session(controller: Controller) -> Commands:
    def act(method: Callable[[Session], object]) -> None:
        if controller.session is not None:
            method(controller.session)

    return {name: partial(act, method) for name, method in _ON_SESSION.items()}


_ON_SESSION: dict[str, Callable[[Session], object]] = {
    "check": Session.check,
    "undo": Session.undo,
    "redo": Session.redo,
}


def _of_projects(controller: Controller, projects: ProjectActions) -> Commands:
    targets = TargetActions(controller)
    return {
        "add_project": projects.add,
        "add_transfer": partial(projects.add, ProjectKind.TRANSFER),
        "add_department": partial(projects.add, ProjectKind.DEPARTMENT),
        "begin_accounts": projects.begin_accounts,
        "begin_pension": projects.begin_pension,
        "approve_targets": targets.approve,
        "change_target": targets.change,
    }


def _of_places(controller: Controller) -> Commands:
    def view(act: Callable[[PaperView], object]) -> None:
        if controller.page is not None:
            act(controller.page.view)

    navigator = controller.navigator
    return {
        "next_project": partial(navigator.step_project, 1),
        "previous_project": partial(navigator.step_project, -1),
        "open_row": navigator.open_row,
        "pane": navigator.next_pane,
        "zoom_in": partial(view, lambda one: one.zoom_by(1)),
        "zoom_out": partial(view, lambda one: one.zoom_by(-1)),
        "zoom_fit": partial(view, PaperView.fit_width),
    }
