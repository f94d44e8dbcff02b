"""`make bench`: measures, prints a table and writes bench/results.json. ONLY=name measures one group."""

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

from . import admin, autosaving, elasticsearch, figures, importing, rendering, usage  # noqa: E402  Django has to be set up first
from .recognition import measuring as recognition  # noqa: E402  the same
from .timing import Figure  # noqa: E402  the same

MODULES = (figures, admin, autosaving, importing, rendering, recognition, usage, elasticsearch)
GROUPS = {name: measure for module in MODULES for name, measure in module.GROUPS.items()}
RESULTS = Path(__file__).resolve().parent / "results.json"


def main() -> None:
    """Measure the wanted groups."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", choices=sorted(GROUPS), help="measure one group")
    only = parser.parse_args().only
    measured: list[Figure] = []
    for name, measure in GROUPS.items():
        if only in (None, name):
            print(f"… {name}", file=sys.stderr)
            measured += measure()
    width = max((len(figure.name) for figure in measured), default=0)
    for figure in measured:
        sign, verdict = ("≤", "≥")[figure.better == "higher"], "ok  " if figure.reached else "MISS"
        print(
            f"{verdict} {figure.name:<{width}} {figure.value:>10.1f} {figure.unit} (goal {sign} {figure.goal:g}; {figure.detail})"
        )
    _write(measured)


def _write(figures: list[Figure]) -> None:
    """Put the figures into the file; those of other groups stay."""
    held = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
    new = {figure.name: {**asdict(figure), "value": round(figure.value, 1)} for figure in figures}
    kept = [row for row in held if row["name"] not in new]
    RESULTS.write_text(json.dumps([*kept, *new.values()], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


main()
