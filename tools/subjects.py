"""Make resources/catalogues/*_subjects.csv from collected subject lists; run by hand when those change.

    python tools/subjects.py FUNCTIONAL.csv ECONOMIC.csv

Keeps the facts (code, name, level, parent, fund or group, former names) and works the pinyin out beforehand.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from services.catalogue import initials_of, pinyin_of  # noqa: E402 - the project's folder must be found first
from services.subjects import COLUMNS  # noqa: E402

FOLDER = ROOT / "resources" / "catalogues"
FUNDS = {"政府性基金": "政府性基金预算", "社会保险基金": "社会保险基金预算"}
GROUPS = {"项目(一般不入基本支出)": "项目支出"}
FORMER = re.compile(r"(?:旧称|曾称|同码名称[:：])\s*([^;；]+)")
KNOWN = {
    "207": "文化体育与传媒支出",
    "20805": "行政事业单位离退休",
    "214": "交通运输",
    "215": "资源勘探信息等支出",
    "220": "国土海洋气象等支出",
}
"""Former names that the collected notes do not tell."""


def clean(row: dict[str, str], names: set[str]) -> dict[str, str]:
    """One subject; a former name that another subject bears today is not kept."""
    former = dict.fromkeys(name.strip() for name in [*FORMER.findall(row["note"]), KNOWN.get(row["code"], "")])
    made = {column: row.get(column, "").strip() for column in ("code", "level", "name", "parent")}
    made["fund"] = FUNDS.get(row.get("fund", ""), row.get("fund", ""))
    made["group"] = GROUPS.get(row.get("group", ""), row.get("group", ""))
    made["former_names"] = "；".join(name for name in former if name and name not in names)
    made["initials"], made["pinyin"] = initials_of(made["name"]), pinyin_of(made["name"])
    return made


def write(source: Path, target: Path, keep: Callable[[dict[str, str]], bool] = lambda _row: True) -> None:
    """Read one collected list and write the catalogue made of it."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if keep(row)]
    names = {row["name"] for row in rows}
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(clean(row, names) for row in sorted(rows, key=lambda row: row["code"]))
    print(f"{target.relative_to(ROOT)}: {len(rows)}")


def main() -> int:
    """Write both catalogues."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("functional", type=Path)
    parser.add_argument("economic", type=Path)
    arguments = parser.parse_args()
    write(arguments.functional, FOLDER / "functional_subjects.csv")
    write(arguments.economic, FOLDER / "economic_subjects.csv")
    return 0


if __name__ == "__main__":
    sys.exit(main())
