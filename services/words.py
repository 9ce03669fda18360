"""What the words of the command line ask for, told without argparse: the first paint does not wait for it."""

from __future__ import annotations

from collections.abc import Sequence


def wants_command(words: Sequence[str]) -> bool:
    """Whether anything but options with a value is given; -h counts, so that help needs no display."""
    rest = iter(words)
    for word in rest:
        if word in {"--data", "--filing"}:
            next(rest, None)
        elif not word.startswith(("--data=", "--filing=")):
            return True
    return False
