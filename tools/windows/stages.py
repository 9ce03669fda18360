"""Stages that are done once: a stamp says what each was made from; what follows one made anew is made anew too."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: its name, what it is made from (text; another text makes it stale), and what does it."""

    name: str
    made_from: str
    act: Callable[[], None]


def run_stages(stages: Sequence[Stage], stamps: Path, again: str = "") -> None:
    """Do what is not done yet, in order, and from the stage named `again` on everything.

    A stage that raises leaves no stamp, nor do those after it: the next run begins with it.
    """
    stamps.mkdir(parents=True, exist_ok=True)
    key, stale = "", False
    for stage in stages:
        key = hashlib.sha256(f"{key}\n{stage.name}\n{stage.made_from}".encode()).hexdigest()
        stamp = _stamp(stamps, stage)
        if not stale and stage.name != again and _key(stamp) == key:
            print(f"= {stage.name}", flush=True)
            continue
        if not stale:
            stale = True
            for later in stages[stages.index(stage) :]:
                _stamp(stamps, later).unlink(missing_ok=True)
        print(f"> {stage.name}", flush=True)
        began = time.monotonic()
        stage.act()
        seconds = round(time.monotonic() - began, 1)
        stamp.write_text(json.dumps({"key": key, "seconds": seconds}), "utf-8")
        print(f"  {seconds} s", flush=True)


def _stamp(stamps: Path, stage: Stage) -> Path:
    return stamps / f"{stage.name}.json"


def _key(stamp: Path) -> str:
    return str(json.loads(stamp.read_text("utf-8"))["key"]) if stamp.is_file() else ""
