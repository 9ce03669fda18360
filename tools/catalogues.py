"""Make resources/catalogues/indicators.csv from a collected catalogue; run by hand when that changes.

    python tools/catalogues.py COLLECTED.csv

Cleans names and targets and works the pinyin out beforehand, so that the program need not load pypinyin.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from services.catalogue import initials_of, pinyin_of  # noqa: E402 - the project's folder must be found first

TARGET = ROOT / "resources" / "catalogues" / "indicators.csv"
KEPT = ("project_kind", "level1", "level2", "operator", "value", "unit", "nature", "direction")
FULL_WIDTH = str.maketrans("(),:;", "（），：；")


def clean(row: dict[str, str]) -> dict[str, str]:
    """One line of the catalogue: real words only, no notes of those who collected it, no placeholders."""
    made = {column: row[column].strip() for column in KEPT}
    made["operator"] = re.sub(r"^\(.*\)$|^定性$", "", made["operator"])
    made["direction"] = made["direction"].strip("-")
    made["name"] = re.sub("）+", "）", row["level3"].strip().translate(FULL_WIDTH))
    made["target"] = row["target_literal"].strip()
    if "{" in made["target"]:
        made["target"] = made["value"] = ""
    made["initials"], made["pinyin"] = initials_of(made["name"]), pinyin_of(made["name"])
    return made


def main() -> int:
    """Write the catalogue, each indicator of a kind of project once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collected", type=Path)
    with parser.parse_args().collected.open(encoding="utf-8-sig", newline="") as file:
        rows = [clean(row) for row in csv.DictReader(file)]
    unique = {(row["project_kind"], row["level1"], row["level2"], row["name"]): row for row in reversed(rows)}
    header = ["project_kind", "level1", "level2", "name", "target", *KEPT[3:], "initials", "pinyin"]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(reversed(unique.values()))
    print(f"{TARGET.relative_to(ROOT)}: {len(unique)} of {len(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
