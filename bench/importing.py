"""Five hundred old cases in a spreadsheet: how long checking and making them takes, by the clock of whoever waits."""

import io
from collections.abc import Iterator
from random import Random
from uuid import uuid4

from openpyxl import Workbook

from accounts.mailing import without_mail
from accounts.models import Organisation, User
from accounts.roles import Role
from accounts.services import add_member
from cms.synthetic.texts import make_story
from contributions.services import importing

from .corpus import use_corpus
from .timing import Figure, wall_ms

ROWS, SECONDS = 500, 60
_HEADER = ("id", "title", "summary", "what_happened", "audience", "topics", "exploitation_countries", "year_from")


def importing_rows() -> Iterator[Figure]:
    """Measure an import from the file to the contributions, beside ten thousand cases that are there."""
    use_corpus(10_000)
    organisation, _made = Organisation.objects.get_or_create(
        slug="bench-import", defaults={"name": "Bench import", "country": "NL"}
    )
    user, made = User.objects.get_or_create(email="import@casebook.example")
    if made:
        add_member(user=user, organisation=organisation, role=Role.CONTRIBUTOR)
    content = _workbook()

    def bring() -> None:
        brought = importing.Brought(kind="case_study", language="en", name="cases.xlsx", content=content)
        held = importing.start_import(by=user, organisation=organisation, brought=brought)
        importing.check_rows(held=held)
        importing.confirm_import(held=held, by=user)
        held.refresh_from_db()
        importing.make_rows(held=held, by=user)
        counts = held.counts()
        if counts["new"] != ROWS:
            raise RuntimeError(f"Not all rows became cases: {counts}.")

    with without_mail():
        seconds = wall_ms(bring) / 1000
    yield Figure("import of 500 rows", seconds, "s", "lower", SECONDS, "read, checked and made, beside 10,000 cases")


def _workbook() -> bytes:
    # The database is kept between runs: each brings cases of its own.
    chance, run = Random(500), uuid4().hex[:8]  # noqa: S311  the same stories each time
    book = Workbook()
    book.active.append(_HEADER)
    for number in range(ROWS):
        _language, title, summary, text = make_story(chance)
        book.active.append([f"{run}-{number}", title, summary, text, "network", "compensation", "NL", 2019])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


GROUPS = {"import": importing_rows}
