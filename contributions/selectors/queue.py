"""What lies with the reviewers, in the order in which it should be taken."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Case, Q, When
from django.db.models.functions import Coalesce
from django.utils.timesince import timesince

from accounts.models import User
from cases.codes.languages import direction
from search.results.pagination import Pagination, page_links

from ..models import Contribution
from ..models.contribution import ContributionQuerySet
from ..permissions import is_author
from ..review_forms import QueueFilter
from ..states import ASKED, WITH_REVIEWERS, State

ROWS_A_PAGE = 25
# What reviewers have still to do something about: also what is answered, or asked for, by those who sent it.
_WAITING = (
    Q(state__in=WITH_REVIEWERS) | Q(last_answer_at__isnull=False) | Q(state=State.PUBLISHED, last_action__in=ASKED)
)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A contribution with what a reviewer wants to know before opening it."""

    contribution: Contribution
    # How long it has been waiting, or in its state, in words.
    age: str
    waits: bool
    # Somebody else decides about it.
    is_own: bool
    # The text is another than the one that was accepted.
    changed_since_accepted: bool
    is_mine: bool
    # What those who shared it ask for since it was published, in words.
    asked: str

    @property
    def direction(self) -> str:
        """The writing direction of the title."""
        return direction(self.contribution.language)


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue."""

    rows: list[QueueRow]
    total: int
    # How many lie with the reviewers, whatever is shown of them.
    waiting: int
    pagination: Pagination | None


def queue_for(user: User, chosen: QueueFilter, page: str) -> Queue:
    """Return a page of what fits the filter, the longest waiting first; a page that is not there is the nearest.

    It takes three statements, however many rows there are.
    """
    found = Paginator(_chosen(user, chosen), ROWS_A_PAGE).get_page(page)
    pages = found.paginator.num_pages
    return Queue(
        rows=[_row(contribution, user) for contribution in found],
        total=found.paginator.count,
        waiting=_told().filter(_WAITING).count(),
        pagination=page_links(found.number, pages, chosen.address) if pages > 1 else None,
    )


def _told() -> ContributionQuerySet:
    """Return all contributions with what was said last about them."""
    return Contribution.objects.with_last_action().with_answer()


def _chosen(user: User, chosen: QueueFilter) -> ContributionQuerySet:
    found = _told().select_related("page", "organisation", "reviewer", "contributor")
    found = found.in_step(State(chosen.state)) if chosen.state else found.filter(_WAITING)
    if chosen.mine:
        found = found.filter(reviewer=user)
    asked_first = Case(When(last_action__in=ASKED, then=0), default=1)
    return found.order_by(asked_first, Coalesce("last_answer_at", "submitted_at"), "pk")


def _row(contribution: Contribution, user: User) -> QueueRow:
    answered = contribution.answered_at
    waits = answered is not None or contribution.state in WITH_REVIEWERS
    since = answered or (contribution.submitted_at if waits else contribution.state_changed_at)
    return QueueRow(
        contribution=contribution,
        age=timesince(since, depth=1),
        waits=waits,
        is_own=is_author(user, contribution),
        changed_since_accepted=contribution.changed_since_accepted,
        asked=contribution.asked_for,
        is_mine=contribution.reviewer_id == user.pk,
    )
