"""From a clean machine to a tested Windows executable: `python dev.py windows` (root; Debian or Ubuntu).

Every stage is done once and begun again where it failed. A commit is built, not the working tree. Results: the
executables, what Windows exported, pictures and start times in dist/windows/.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from tools.windows import chroot as debian
from tools.windows import interpreter
from tools.windows.chroot import Chroot, CommandFailed
from tools.windows.compare import compare_folders, report
from tools.windows.product import PYTHON, TESTED_WITH, NotAsMeant, Product, export_on_linux
from tools.windows.signatures import Untrusted
from tools.windows.stages import Stage, run_stages
from tools.windows.wine import Wine

ROOT = Path(__file__).resolve().parents[2]
STAGES = (
    "chroot",
    "wine",
    "python",
    "packages",
    "linux",
    "build",
    "self-check",
    "export",
    "compare",
    "window",
    "starts",
    "tests",
)
RUNS = 3


def main() -> int:
    """Do what is asked; returns the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py windows", description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "windows", help="where everything is made")
    parser.add_argument("--commit", default="HEAD", help="what to build; the working tree is never built")
    parser.add_argument("--tests", action="store_true", help="run the project's tests too, at the end")
    parser.add_argument("--again", choices=STAGES, default="", help="begin anew with this stage")
    options = parser.parse_args()
    problems = debian.lacking()
    if problems:
        print("\n".join(problems))
        return 2
    work = options.work.resolve()
    wanted = [stage for stage in stages(work, options.commit) if options.tests or stage.name != "tests"]
    try:
        run_stages(wanted, work / "stamps", options.again)
    except (CommandFailed, NotAsMeant, Untrusted, subprocess.CalledProcessError) as failed:
        print(f"! {failed}")
        return 1
    return 0


def stages(work: Path, commit: str) -> list[Stage]:
    """All stages in their order, with what each is made from."""
    commit, commit_time = git("log", "-1", "--format=%H %ct", commit).split()
    box = Chroot(work / "chroot")
    wine = Wine(box)
    product = Product(wine, commit_time)
    python = wine.path(PYTHON)
    site = python / "Lib" / "site-packages"
    base, made_with, tested_with = (ROOT / "requirements" / f"{name}.txt" for name in ("base", "build", "dev"))
    locks = [base, made_with]
    source, dist = work / "source", ROOT / "dist" / "windows"
    here, there = work / "exported" / "linux", work / "exported" / "windows"
    return [
        Stage("chroot", f"{debian.SUITE} {debian.PACKAGES} {debian.LOCALE}", box.make),
        Stage("wine", "", wine.make),
        Stage("python", text(interpreter.PIN), partial(interpreter.install_python, box, python, work / "downloads")),
        Stage("packages", text(*locks), partial(interpreter.install_packages, box, site, locks, work)),
        Stage("linux", commit, partial(export_from, commit, source, work / "linux", here)),
        Stage("build", "", partial(build, product, source, dist)),
        Stage("self-check", "", product.self_check),
        Stage("export", "", partial(product.export, there)),
        Stage("compare", "", partial(compare, here, there, dist)),
        Stage("window", "", partial(product.walk, dist)),
        Stage("starts", "", partial(starts, product, commit, dist)),
        Stage("tests", text(tested_with), partial(tests, product, source, tested_with, work)),
    ]


def export_from(commit: str, source: Path, work: Path, out: Path) -> None:
    """Take the commit's files and let this machine export from them, for comparison."""
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    subprocess.run(["tar", "-x", "-C", str(source)], input=archive, check=True)
    export_on_linux(source, work, out)


def build(product: Product, source: Path, dist: Path) -> None:
    """Make the executables; say how large they are."""
    shutil.rmtree(dist, ignore_errors=True)
    product.build(source, dist)
    for path in sorted(dist.iterdir()):
        print(f"  {path.name}: {path.stat().st_size / 1e6:.1f} MB", flush=True)


def compare(here: Path, there: Path, dist: Path) -> None:
    """Compare the exports; NotAsMeant when they differ. The verdicts stay in compared.json."""
    verdicts = compare_folders(here, there)
    shutil.copytree(there, dist / "exported", dirs_exist_ok=True)
    told = [{"file": v.name, "compared": v.how, "differences": v.differences} for v in verdicts]
    (dist / "compared.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    if not verdicts or any(verdict.differences for verdict in verdicts):
        raise NotAsMeant(f"Windows exports something else than Linux: {report(verdicts)}")
    print(f"  {report(verdicts)}")


def starts(product: Product, commit: str, dist: Path) -> None:
    """Time starts; figures and sizes go to dist/windows-starts.json, where the bench reads them."""
    product.build_bare()
    sizes = {path.name: path.stat().st_size for path in dist.iterdir() if path.suffix in {".exe", ".zip"}}
    told = {"commit": commit, "system": "Wine 10", "bytes": sizes, "seconds": product.time_starts(RUNS)}
    (dist.parent / "windows-starts.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def tests(product: Product, source: Path, lock: Path, work: Path) -> None:
    """Run the project's tests under the Windows Python."""
    interpreter.install_packages(product.wine.chroot, product.wine.path(TESTED_WITH), [lock], work)
    print(f"  {product.test(source, work / 'tests.txt')}", flush=True)


def git(*words: str) -> str:
    """What git says."""
    return subprocess.run(["git", *words], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def text(*paths: Path) -> str:
    """The contents of files, as what a stage is made from."""
    return "\n".join(path.read_text("utf-8") for path in paths)


if __name__ == "__main__":
    sys.exit(main())
