"""All that the review page shows of one contribution."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime

from wagtail.models import Revision

from accounts.models import User
from cases.codes.languages import direction
from cases.models import CaseBase
from files.models import RepositoryFile
from files.presentation import file_label

from ..item_fields import Answer, everything_in, facts_of, narrative_of, sharing_of
from ..models import Contribution, ContributionEvent
from ..permissions import is_author
from ..possible import possible_actions
from ..services.gate import Missing, missing_for_publishing
from ..states import OPEN, Action, State
from ..word_differences import Piece, word_differences
from .shown import Shown, shown_to

_PARAGRAPHS = re.compile(r"\n\s*\n")
# What reviewers are offered on the page, in this order; the rest is the contributors' or has a page of its own.
_OFFERED = (
    Action.APPROVE,
    Action.PUBLISH,
    Action.ASK_FOR_CHANGES,
    Action.HAND_OVER,
    Action.DECLINE,
    Action.WITHDRAW,
    Action.RESTORE,
    Action.ERASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text with its heading."""

    name: str
    label: str
    paragraphs: list[str]


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file of the item, in the words of the component that lists files."""

    url: str
    label: str
    title: str
    language: str
    media_type: str
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that is another one in two versions."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Review:
    """A contribution as a reviewer reads it; without an item where it was erased."""

    contribution: Contribution
    item: CaseBase | None
    parts: list[Part]
    facts: list[Answer]
    sharing: list[Answer]
    files: list[FileShown]
    events: list[ContributionEvent]
    differences: list[FieldDifference]
    actions: list[Action]
    # What is missing before it can be published; nothing is asked of what is published or closed.
    missing: list[Missing]
    is_own: bool
    direction: str
    shown: Shown


def contribution_by_reference(reference: str) -> Contribution | None:
    """Return a contribution with what its page needs of other tables."""
    related = ("page", "organisation", "reviewer", "contributor", "approved_by", "reviewed_revision")
    return Contribution.objects.with_answer().select_related(*related).filter(reference=reference.upper()).first()


def newest_version(contribution: Contribution) -> CaseBase | None:
    """Return the item with the text that was sent last, whether published or not."""
    item = contribution.item
    return cast(CaseBase, item.get_latest_revision_as_object()) if item else None


def review_of(contribution: Contribution, user: User) -> Review:
    """Return what the page shows to this reviewer."""
    item = newest_version(contribution)
    possible = set(possible_actions(user, contribution))
    return Review(
        contribution=contribution,
        item=item,
        parts=[_part(answer) for answer in narrative_of(item)] if item else [],
        facts=facts_of(item) if item else [],
        sharing=sharing_of(item) if item else [],
        files=_files(item) if item else [],
        events=list(contribution.events.select_related("actor")),
        differences=_differences(contribution.reviewed_revision, item) if item else [],
        actions=[action for action in _OFFERED if action in possible],
        missing=missing_for_publishing(contribution, item, user) if contribution.state in OPEN else [],
        is_own=is_author(user, contribution),
        direction=direction(contribution.language),
        shown=shown_to(user, contribution.item) if contribution.state == State.PUBLISHED else Shown(),
    )


def since(moment: datetime) -> str:
    """Return a moment as people say it: the time if it is today's, otherwise the day as well."""
    local = localtime(moment)
    return date_format(local, "TIME_FORMAT" if local.date() == localdate() else "DATETIME_FORMAT")


def _part(answer: Answer) -> Part:
    text = answer.text.replace("\r\n", "\n").strip()
    return Part(answer.name, answer.label, _PARAGRAPHS.split(text))


def _files(item: CaseBase) -> list[FileShown]:
    files: list[RepositoryFile] = sorted(item.attachments.all(), key=lambda file: file.pk)
    return [FileShown(file.url, file_label(file), file.title, file.language, file.media_type) for file in files]


def _differences(reviewed: Revision | None, item: CaseBase) -> list[FieldDifference]:
    """Return what was changed since a reviewer decided something about it; nothing where that is the newest version."""
    if reviewed is None or reviewed.pk == item.latest_revision_id:
        return []
    before = {answer.name: answer.text for answer in everything_in(cast(CaseBase, reviewed.as_object()))}
    return [
        FieldDifference(answer.label, word_differences(before[answer.name], answer.text))
        for answer in everything_in(item)
        if before[answer.name].replace("\r\n", "\n") != answer.text.replace("\r\n", "\n")
    ]
