"""绩效编报: starts the window, or one of the commands without a screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from services.system import show_refusal, system_refusal
from services.words import wants_command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code. The window is shown before anything heavy is imported."""
    refusal = system_refusal()
    if refusal:
        show_refusal(refusal)
        return 2
    _mark_in_use()
    words = list(sys.argv[1:] if arguments is None else arguments)
    _give_streams()
    if wants_command(words):
        import argparse

        from services.commands import parser, run

        return run(parser().parse_args(words, argparse.Namespace(probe=_probe)))
    from ui.application import run_window

    return run_window(words)


def _mark_in_use() -> None:
    """Keep the copy we run from: the start of another version removes those that nobody uses."""
    if getattr(sys, "frozen", False):
        from launcher import MANIFEST
        from launcher.locks import mark_in_use

        mark_in_use(Path(sys.executable).with_name(MANIFEST))


def _probe() -> str:
    from ui.probe import probe_window

    return probe_window()


def _give_streams() -> None:
    """UTF-8 for what is printed; a windowed program of Windows may have nowhere to print to."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as the program
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
