"""`make mutants`: makes each change in a copy of the tree, runs the tests named for it, and says whether one failed.

Options: --only TEXT takes the mutants whose name or file has the text, --list shows them, --check looks whether each can still be
made. Exit status 1 if a mutant survived or its tests could not be run, 2 if one cannot be made.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from . import accounts, contributing, files, forms, limits, questions, search, sharing, states, usage
from .mutant import Mutant, NotThere, Outcome

ROOT = Path(__file__).resolve().parent.parent.parent
MUTANTS: tuple[Mutant, ...] = (
    *sharing.MUTANTS, *search.MUTANTS, *questions.MUTANTS, *states.MUTANTS, *forms.MUTANTS, *accounts.MUTANTS,
    *limits.MUTANTS,
    *files.MUTANTS, *contributing.MUTANTS, *usage.MUTANTS,
)  # fmt: skip
# A mutant may well hang; it is killed then, in both meanings.
LONGEST_SECONDS = 900
_LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".tools", ".cache", "var", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", "target"
)


def main() -> int:
    """Run the wanted mutants."""
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--only", default="", metavar="TEXT")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    wanted = [mutant for mutant in MUTANTS if options.only in mutant.name or options.only in mutant.file]
    if options.list:
        print("\n".join(f"{mutant.name}  ({mutant.file})" for mutant in wanted))
        return 0
    problems = problems_of(wanted)
    if problems or options.check:
        print("\n".join(problems) or f"All {len(wanted)} mutants can be made.")
        return 2 if problems else 0
    with tempfile.TemporaryDirectory(prefix="casebook-mutants-") as folder:
        return run_all(wanted, copy_of_the_tree(Path(folder)))


def problems_of(mutants: list[Mutant]) -> list[str]:
    """Return a sentence for each mutant that cannot be made or tried, and for names used twice."""
    problems = []
    for mutant in mutants:
        try:
            mutant.changed(ROOT)
        except NotThere as error:
            problems.append(str(error))
        problems += [f"“{mutant.name}”: there is no {test}." for test in mutant.missing_tests(ROOT)]
    names = [mutant.name for mutant in MUTANTS]
    return problems + [f"Two mutants are named “{name}”." for name in sorted(set(names)) if names.count(name) > 1]


def copy_of_the_tree(folder: Path) -> Path:
    """Return a copy in which files may be changed; the prepared databases come along."""
    copy = folder / "tree"
    shutil.copytree(ROOT, copy, ignore=_LEFT_OUT)
    prepared = ROOT / ".cache" / "test-databases"
    if prepared.exists():
        shutil.copytree(prepared, copy / ".cache" / "test-databases")
    return copy


def run_all(mutants: list[Mutant], copy: Path) -> int:
    """Run the tests without a change, then with each, and print what they said."""
    tests = sorted({test for mutant in mutants for test in mutant.tests})
    print(f"The tests of {len(mutants)} mutants, unchanged…", flush=True)
    if run(tests, copy, unchanged=True) is not Outcome.SURVIVED:
        print("They do not pass; mend that first.")
        return 1
    outcomes = []
    for number, mutant in enumerate(mutants, 1):
        outcomes.append(try_out(mutant, copy))
        print(f"{number:3}/{len(mutants)}  {outcomes[-1].value:<8}  {mutant.name}  ({mutant.file})", flush=True)
    print("  ".join(f"{outcome.value}: {outcomes.count(outcome)}" for outcome in Outcome))
    return 0 if set(outcomes) <= {Outcome.KILLED} else 1


def try_out(mutant: Mutant, copy: Path) -> Outcome:
    """Return what the tests say of one mutant; the copy is as before afterwards."""
    path = copy / mutant.file
    before = path.read_text(encoding="utf-8")
    path.write_text(mutant.changed(copy), encoding="utf-8")
    try:
        return run(mutant.tests, copy)
    finally:
        path.write_text(before, encoding="utf-8")


def run(tests: tuple[str, ...] | list[str], copy: Path, unchanged: bool = False) -> Outcome:
    """Run tests in the copy until one fails. On SQLite with the embedded engine: the rules are the same everywhere."""
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SEARCH_URL"}}
    # No compiled file: one of the same second would hide the next change.
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-n",
        "0",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
        *tests,
    ]
    try:
        done = subprocess.run(
            command,
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            timeout=None if unchanged else LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome.KILLED
    outcome = {0: Outcome.SURVIVED, 1: Outcome.KILLED}.get(done.returncode, Outcome.BROKEN)
    if outcome is Outcome.BROKEN or (unchanged and outcome is Outcome.KILLED):
        print(done.stdout[-2000:] + done.stderr[-2000:])
    return outcome


if __name__ == "__main__":
    sys.exit(main())
