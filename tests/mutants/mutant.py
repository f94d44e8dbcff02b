"""A rule, how it is taken out, and the tests that are to notice."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class NotThere(Exception):
    """The code that a mutant changes is not as it was; the message says what to do."""


class Outcome(Enum):
    """What the tests said."""

    KILLED = "killed"
    SURVIVED = "SURVIVED"
    # The tests could not be run, so nothing is known.
    BROKEN = "BROKEN"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change of one place; `name` says what is wrong with the site when it is made."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def changed(self, root: Path) -> str:
        """Return the text of the file with the change.

        Raises:
            NotThere: the old text is not in the file, or more than once.
        """
        path = root / self.file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        times = text.count(self.old)
        if times != 1:
            what = f"is there {times} times" if times else "is no longer there"
            raise NotThere(
                f"“{self.name}”: the old text {what} in {self.file}. Write the mutant again for what the code is now."
            )
        return text.replace(self.old, self.new)

    def missing_tests(self, root: Path) -> list[str]:
        """Return the files of tests that are not there."""
        return [test for test in self.tests if not (root / test.partition("::")[0]).exists()]
