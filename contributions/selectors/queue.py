"""What lies with the reviewers, in the order in which it should be taken."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, When
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
    # How many contributions are in each state, of all there are.
    by_state: dict[str, int]
    pagination: Pagination | None

    @property
    def waiting(self) -> int:
        """How many lie with the reviewers."""
        return sum(self.by_state.get(state, 0) for state in WITH_REVIEWERS)


def queue_for(user: User, chosen: QueueFilter, page: str) -> Queue:
    """Return a page of what fits the filter, the longest waiting first; a page that is not there is the nearest.

    It takes three statements, however many rows there are.
    """
    by_state = dict(Contribution.objects.order_by().values_list("state").annotate(Count("pk")))
    found = Paginator(_chosen(user, chosen), ROWS_A_PAGE).get_page(page)
    pages = found.paginator.num_pages
    return Queue(
        rows=[_row(contribution, user) for contribution in found],
        total=found.paginator.count,
        by_state=by_state,
        pagination=page_links(found.number, pages, chosen.address) if pages > 1 else None,
    )


def _chosen(user: User, chosen: QueueFilter) -> ContributionQuerySet:
    found = Contribution.objects.select_related("page", "organisation", "reviewer", "contributor")
    found = found.with_last_action()
    waiting = Q(state__in=WITH_REVIEWERS) | Q(state=State.PUBLISHED, last_action__in=ASKED)
    found = found.in_step(State(chosen.state)) if chosen.state else found.filter(waiting)
    if chosen.mine:
        found = found.filter(reviewer=user)
    asked_first = Case(When(last_action__in=ASKED, then=0), default=1)
    return found.order_by(asked_first, "submitted_at", "pk")


def _row(contribution: Contribution, user: User) -> QueueRow:
    waits = contribution.state in WITH_REVIEWERS
    return QueueRow(
        contribution=contribution,
        age=timesince(contribution.submitted_at if waits else contribution.state_changed_at, depth=1),
        waits=waits,
        is_own=is_author(user, contribution),
        changed_since_accepted=contribution.changed_since_accepted,
        asked=contribution.asked_for,
        is_mine=contribution.reviewer_id == user.pk,
    )
