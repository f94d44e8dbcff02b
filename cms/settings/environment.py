"""Reads settings from environment variables and stops the start with one sentence where one is wrong."""

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import NoReturn, TypeVar
from urllib.parse import urlsplit

Result = TypeVar("Result")
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def refuse(name: str, reason: str) -> NoReturn:
    """Stop the start: one sentence on standard error, exit status 1, no traceback."""
    raise SystemExit(f"Casebook cannot start: {name} {reason}")


def text(name: str, default: str | None = None) -> str:
    """Return the variable; with no default a missing or empty one stops the start."""
    value = os.environ.get(name, "")
    if value:
        return value
    if default is None:
        refuse(name, "is not set; docs/settings.md says what it is for.")
    return default


def flag(name: str, default: bool = False) -> bool:
    """Return a yes/no variable."""
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value in TRUE | FALSE:
        return value in TRUE
    refuse(name, f"is {value!r}; write 1 for yes or 0 for no.")


def number(name: str, default: int, least: int = 0, most: int | None = None) -> int:
    """Return a whole number of at least `least` and, if there is one, at most `most`."""
    value = os.environ.get(name, str(default)).strip()
    if value.isdecimal() and least <= int(value) and (most is None or int(value) <= most):
        return int(value)
    upper = "" if most is None else f" and at most {most}"
    refuse(name, f"is {value!r}; write a whole number of at least {least}{upper}.")


def one_of(name: str, default: str, choices: Collection[str], example: str) -> str:
    """Return one of some values; `example` is one of them for the sentence that refuses another."""
    value = text(name, default)
    if value in choices:
        return value
    refuse(name, f"is {value!r}, which is not known; write one such as {example}.")


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated list without blanks."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def path(name: str, default: Path) -> Path:
    """Return a folder or file path."""
    return Path(os.environ.get(name) or default)


def url(name: str, default: str | None, schemes: set[str]) -> str:
    """Return an address whose scheme is one of `schemes`."""
    value = text(name, default)
    if urlsplit(value).scheme in schemes:
        return value
    refuse(name, f"is not an address this understands; it starts with one of: {', '.join(sorted(schemes))}.")


def parsed(name: str, value: str, parse: Callable[[str], Result]) -> Result:
    """Return `parse(value)`; what it raises stops the start."""
    try:
        return parse(value)
    except (ValueError, KeyError) as error:
        refuse(name, f"cannot be read: {error}.")
