"""绩效编报: starts the window, or one of the commands without a screen."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code. The window is shown before anything heavy is imported."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if _wants_command(words):
        from services.commands import parser, run

        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8")
        return run(parser().parse_args(words))
    from ui.application import run_window

    return run_window(words)


def _wants_command(words: Sequence[str]) -> bool:
    """Whether anything but options with a value is given; -h counts, so that help needs no display."""
    rest = iter(words)
    for word in rest:
        if word in {"--data", "--filing"}:
            next(rest, None)
        elif not word.startswith(("--data=", "--filing=")):
            return True
    return False


if __name__ == "__main__":
    sys.exit(main())
