"""Finding actions: go to the cell of a finding, walk through them with F4, take over the mend, answer in writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.enums import Severity
from services.filing import gestures
from services.filing.filing import Filing
from services.filing.refs import Gesture
from services.forms.homes import project_of
from services.rules.engine import Checker, Finding
from ui.dialogs.explain import ask_for_explanation

if TYPE_CHECKING:
    from ui.controller import Controller


class FindingActions:
    """Works on the findings of the open filing."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._at: Finding | None = None

    def go(self, finding: Finding) -> None:
        """Open the cell a finding is about; F4 goes on from there."""
        self._at = finding
        self._controller.go_to(finding.ref)
        self._controller.reports.select(finding)

    def next(self) -> None:
        """The next open finding of this form, then of the next form that has one, from the top again at the end."""
        session, page = self._controller.session, self._controller.page
        if session is None or page is None:
            return
        here = None if self._controller.navigator.on_report else page.project_id
        walk = self._walk(session.checker, here)
        if walk:
            self._at = walk[self._place(walk, here)]
            self._controller.go_to(self._at.ref, dialogs=False)
            self._controller.reports.select(self._at)
        else:
            self._controller.window.tell("没有未处理的审核结果。")

    def _walk(self, checker: Checker, here: str | None) -> list[Finding]:
        """Open findings in the order of the projects, beginning with the form shown; as the panel filters them."""
        order = [project.id for project in checker.filing.evaluations()]
        start = order.index(here) if here in order else 0
        rank = {project_id: (place - start) % len(order) for place, project_id in enumerate(order)}
        wanted = self._controller.window.findings.wants
        findings = [
            f for f in checker.findings() if wanted(f) and (f.severity is Severity.ERROR or not checker.answer(f))
        ]
        filing = checker.filing
        return sorted(findings, key=lambda f: rank.get(_owner(filing, f) or "", len(order)))

    def _place(self, walk: list[Finding], here: str | None) -> int:
        """Where to go on: after the finding last gone to, as long as the clerk has stayed on its form."""
        last = self._at
        session = self._controller.session
        if last is None or session is None or _owner(session.filing, last) != here:
            return 0
        for place, finding in enumerate(walk):
            if (finding.rule.id, finding.key) == (last.rule.id, last.key):
                return (place + 1) % len(walk)
        return 0

    def act(self, act: str, finding: Finding) -> None:
        """Do what a link of a finding's card says."""
        session = self._controller.session
        if session is None or not self._controller.commit():
            return
        if act == "adopt" and finding.hit.adopt is not None:
            self._told(session.adopt(*finding.hit.adopt))
        elif act == "explain":
            self._explain(finding)
        else:
            rule = finding.rule
            self._controller.window.tell(f"{rule.id}　{rule.title}　依据：{rule.basis}。{rule.remedy}")

    def _explain(self, finding: Finding) -> None:
        session = self._controller.session
        if session is None:
            return
        checker = session.checker
        known = checker.answer(finding) or checker.former_answer(finding)
        text = ask_for_explanation(self._controller.window, finding, known)
        if text is not None:
            changes = gestures.explain(session.filing, finding.rule.id, finding.key, finding.message, text)
            self._told(session.apply(changes, Gesture(f"写说明 {finding.rule.id}")))

    def _told(self, reason: str) -> None:
        if reason:
            self._controller.window.tell(reason)


def _owner(filing: Filing, finding: Finding) -> str | None:
    """The project on whose form a finding's first value is shown."""
    owner = project_of(filing, finding.ref)
    return owner.id if owner is not None else None
