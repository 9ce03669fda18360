"""SectionView and PassageView: one report of a filing as it stands: generated, written, rewritten or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.charts.chart import Chart
from services.filing.refs import FieldRef
from services.filing.report_rows import ReportKey
from services.forms.sheet import Sheet
from services.reports.document import Run
from services.reports.outline import TEXTS, PassageKind


class PassageState(StrEnum):
    """How a passage stands; the value is what the clerk reads beside it."""

    GENERATED = "自动生成"
    REWRITTEN = "已改写"
    WRITTEN = "自由撰写"
    EMPTY = "待撰写"
    OMITTED = "不写"
    ATTACHED = "自动附上"


@dataclass(frozen=True, slots=True)
class PassageView:
    """One passage: what is generated and what was typed (both with ⟦tokens⟧), and the paragraphs as printed."""

    key: str
    kind: PassageKind
    ref: FieldRef
    state: PassageState
    generated: str = ""
    typed: str = ""
    prompt: str = ""
    optional: bool = False
    paragraphs: tuple[tuple[Run, ...], ...] = ()
    chart: Chart | None = None
    sheets: Sequence[Sheet] = ()
    inline: bool = False
    report: ReportKey | None = None

    @property
    def stored(self) -> str:
        """The text in force, with tokens: what the editor opens with."""
        return self.typed or self.generated

    @property
    def text(self) -> str:
        """The text as read."""
        return "\n".join("".join(run.text for run in runs) for runs in self.paragraphs)

    @property
    def writable(self) -> bool:
        """Whether it is words."""
        return self.kind in TEXTS

    @property
    def lacking(self) -> bool:
        """Whether something must still be written here."""
        return self.state is PassageState.EMPTY and not self.optional


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section: its heading with its number, and its passages."""

    key: str
    number: str
    heading: str
    level: int
    passages: tuple[PassageView, ...]
    page_break: bool = False
    attachment: bool = False

    @property
    def title(self) -> str:
        """Number and heading."""
        return f"{self.number}{self.heading}"

    @property
    def lacking(self) -> bool:
        """Whether something must still be written here."""
        return any(passage.lacking for passage in self.passages)
