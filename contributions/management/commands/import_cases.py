"""Command: import a spreadsheet of cases."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tqdm import tqdm

from accounts.models import Organisation, User
from cases.codes.languages import LANGUAGE_CODES
from contributions.importing.reading import MOST_BYTES
from contributions.models import Import, RowState
from contributions.models.draft import MODEL_BY_CODE
from contributions.refusals import NotPossible
from contributions.services import importing


class Command(BaseCommand):
    """Does what the page of imports does: checks all rows, then makes cases of those that are right."""

    help = "Import a spreadsheet of cases. Safe to interrupt: what is there is complete, and a second run makes nothing double."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", required=True, choices=sorted(MODEL_BY_CODE))
        parser.add_argument("--organisation", required=True, help="the slug of the organisation")
        parser.add_argument("--user", required=True, help="the e-mail address of the contributor")
        parser.add_argument("--language", default="en", choices=LANGUAGE_CODES, help="of the rows that name none")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be made")
        parser.add_argument(
            "--confirmed",
            action="store_true",
            help="nobody can be recognised in any of these cases, and they may be shared; needed to make them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["dry_run"] or options["confirmed"]):
            raise CommandError(
                "Say --dry-run, or --confirmed: that nobody can be recognised in these cases and that they may be shared."
            )
        user = User.objects.filter(email__iexact=options["user"]).first()
        organisation = Organisation.objects.filter(slug=options["organisation"]).first()
        if user is None or organisation is None:
            raise CommandError(f"There is no {'user' if user is None else 'organisation'} of this name.")
        quiet = options["verbosity"] == 0
        try:
            self._import(user, self._read(user, organisation, options), dry=options["dry_run"], quiet=quiet)
        except NotPossible as refused:
            raise CommandError(" ".join(refused.messages)) from refused

    def _read(self, user: User, organisation: Organisation, options: dict[str, Any]) -> Import:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        brought = importing.Brought(kind=options["kind"], language=options["language"], name=path.name, content=content)
        return importing.start_import(by=user, organisation=organisation, brought=brought)

    def _import(self, user: User, held: Import, *, dry: bool, quiet: bool) -> None:
        with tqdm(total=held.rows.count(), desc="checked", unit=" rows", disable=quiet) as bar:
            importing.check_rows(held=held, progress=bar.update)
        if not dry:
            importing.confirm_import(held=held, by=user)
            held.refresh_from_db()
            with tqdm(total=held.to_make().count(), desc="made", unit=" cases", disable=quiet) as bar:
                importing.make_rows(held=held, by=user, progress=bar.update)
        self._tell(held)
        if dry:
            importing.delete_import(held=held, by=user)

    def _tell(self, held: Import) -> None:
        for row in held.rows.filter(state__in=[RowState.BAD, RowState.CLOSED]):
            for column, sentence in row.problems:
                self.stdout.write(f"row {row.number}, {column}: {sentence}")
        if held.notes:
            self.stdout.write(
                f"left out as notes, because the id begins with #: rows {', '.join(map(str, held.notes))}"
            )
        counts = held.counts()
        self.stdout.write(", ".join(f"{state.value}: {counts[state]}" for state in RowState if counts[state]))
