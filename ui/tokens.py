"""Colours, radii and sizes of the screen: the one place where its look is written down.

Colours are #RRGGBB, so that style sheets and painters can both use them; sizes are logical pixels.
"""

from __future__ import annotations

from typing import Final

from models.enums import Severity

INK: Final = "#1F2937"
SECONDARY: Final = "#6B7280"
LINE: Final = "#D8DCE2"
FRAME: Final = "#EEF0F3"
PANEL: Final = "#F8F9FB"
PAPER: Final = "#FFFFFF"
ACCENT: Final = "#1D5FA8"
SELECTION: Final = "#DFEAF7"
ERROR: Final = "#C0392B"
ERROR_TINT: Final = "#FDECEA"
WARNING: Final = "#C27C0E"
WARNING_TINT: Final = "#FFF6E3"
DONE: Final = "#2F855A"

FORM_LABEL: Final = "#F4F5F7"
FORM_LABEL_INK: Final = "#374151"
FORM_INPUT: Final = PAPER
FORM_COMPUTED: Final = "#EEF4FC"
FORM_COMPUTED_INK: Final = "#1D4F8C"
FORM_LINE: Final = "#8A93A0"
PAPER_SHADOW: Final = "#C9CED6"

MARK: Final = {Severity.ERROR: ERROR, Severity.WARNING: WARNING, Severity.HINT: SECONDARY}
"""Colour of the corner of a cell with a finding."""
TINT: Final = {Severity.ERROR: ERROR_TINT, Severity.WARNING: WARNING_TINT}
"""Ground of a cell with a finding; a hint leaves the cell as it is."""

RADIUS: Final = 6
SMALL: Final = 12
TEXT: Final = 13
HEADING: Final = 15
GAP: Final = 16
