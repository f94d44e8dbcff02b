"""What was sent, where it stands, and everything that was done and said about it."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, OuterRef, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from accounts.models import Organisation, User
from cases.codes.withdrawal import WithdrawalReason
from cases.models import CaseBase

from ..states import ASKED, FOR_REVIEWERS, STORED_CHOICES, STORED_STATES, WITH_REVIEWERS, Action, State
from .draft import MODEL_BY_CODE, Draft, kind_choices


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Reads of contributions."""

    def of_organisations(self, organisations: frozenset[int]) -> "ContributionQuerySet":
        """Return what these organisations sent, what changed last first."""
        return self.filter(organisation__in=organisations).order_by("-state_changed_at", "-pk")

    def waiting(self) -> "ContributionQuerySet":
        """Return what lies with the reviewers, the longest waiting first."""
        return self.filter(state__in=WITH_REVIEWERS).order_by("submitted_at", "pk")

    def not_by(self, user: User) -> "ContributionQuerySet":
        """Leave out what the person sent or wrote: they decide nothing about it."""
        return self.exclude(contributor=user).exclude(author=user)

    def with_last_action(self) -> "ContributionQuerySet":
        """Add what was done last, as `last_action`."""
        newest = ContributionEvent.objects.filter(contribution=OuterRef("pk")).order_by("-pk")
        return self.annotate(last_action=Subquery(newest.values("action")[:1]))

    def with_answer(self) -> "ContributionQuerySet":
        """Add when the reviewers' last question was answered, as `last_answer_at`; None where it was not, or none is open."""
        said = ContributionEvent.objects.filter(
            contribution=OuterRef("pk"), action__in=(Action.ASK_FOR_CHANGES, Action.ANSWER)
        )
        answered = said.order_by("-pk").values_list(Case(When(action=Action.ANSWER, then="at")))[:1]
        return self.annotate(last_answer_at=Case(When(state=State.CHANGES_ASKED, then=Subquery(answered))))

    def in_step(self, state: State) -> "ContributionQuerySet":
        """Return what is in a state."""
        return self.filter(state=state)


class Contribution(models.Model):
    """One thing that was sent: a page, not published until a reviewer who is not its author has accepted it.

    The row outlives the page, without any text of it.
    """

    page = models.OneToOneField(Page, models.SET_NULL, null=True, related_name="contribution")
    reference = models.CharField(_("reference"), max_length=15, unique=True)
    kind = models.CharField(_("kind of case"), max_length=20, choices=kind_choices)
    language = models.CharField(_("language of the text"), max_length=8)
    # The answers while they can still change; the page alone holds the text once it is published.
    draft = models.OneToOneField(Draft, models.SET_NULL, null=True, related_name="contribution")
    # Who sent it last, and whose draft it was: they may be two people of one organisation.
    contributor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="contributions",
        verbose_name=_("contributor"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    # The keys of all others who changed or sent it: they decide nothing about it either.
    writers = models.JSONField(default=list)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contributions", verbose_name=_("organisation")
    )
    state = models.CharField(_("state"), max_length=13, choices=STORED_CHOICES)
    state_changed_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(default=timezone.now)
    # Who has it on the table, and since when.
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="reviews", verbose_name=_("reviewer")
    )
    taken_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("accepted by")
    )
    # Why it was withdrawn, where it had been published.
    withdrawn_because = models.CharField(
        _("why it was withdrawn"), max_length=10, choices=WithdrawalReason.choices, blank=True
    )
    # The version about which a reviewer decided something last: what has changed since is shown.
    reviewed_revision = models.ForeignKey("wagtailcore.Revision", models.SET_NULL, null=True, related_name="+")
    # The version of the page that was accepted: publishing publishes this one and no other.
    approved_revision = models.ForeignKey("wagtailcore.Revision", models.SET_NULL, null=True, related_name="+")

    objects = ContributionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-state_changed_at", "-pk"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        indexes = [models.Index(fields=["state", "submitted_at"], name="contributions_queue")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=STORED_STATES), name="contributions_contribution_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | (
                    (models.Q(contributor__isnull=True) | ~models.Q(approved_by=models.F("contributor")))
                    & (models.Q(author__isnull=True) | ~models.Q(approved_by=models.F("author")))
                ),
                name="contributions_contribution_approver_is_never_the_author",
                violation_error_message=_("Somebody other than the author accepts a contribution."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def item(self) -> CaseBase | None:
        """The page as its own type, or None if it was erased."""
        return MODEL_BY_CODE[self.kind].objects.filter(pk=self.page_id).first() if self.page_id else None

    @property
    def title(self) -> str:
        """The title of the newest version; the reference where there is no page any more."""
        return (self.page.draft_title or self.page.title) if self.page else self.reference

    @property
    def answered_at(self) -> datetime | None:
        """When the reviewers' question that is open was answered; known where `with_answer` has asked."""
        return self.__dict__.get("last_answer_at")

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(Action.ANSWER.label if self.answered_at else State(self.state).label)

    @property
    def review_label(self) -> str:
        """The state in a reviewer's words."""
        return str(Action.ANSWER.label if self.answered_at else FOR_REVIEWERS[State(self.state)])

    @property
    def newest_revision_id(self) -> int | None:
        """The key of the newest version of the page; None where there is no page any more."""
        return self.page.latest_revision_id if self.page else None

    @property
    def changed_since_accepted(self) -> bool:
        """Whether there is a newer version than the one that was accepted, which therefore cannot be published."""
        accepted = self.approved_revision_id
        return bool(accepted and self.page and self.page.latest_revision_id != accepted)

    @property
    def has_unsent_answers(self) -> bool:
        """Whether its draft holds what was typed since it was opened again, and was never sent."""
        return self.draft is not None and self.draft.changed_at > self.submitted_at

    @property
    def closed_with_unsent_answers(self) -> bool:
        """Whether it was declined or withdrawn while somebody wrote on it; its draft is kept to be copied."""
        return self.state in {State.DECLINED, State.WITHDRAWN} and self.has_unsent_answers

    @property
    def asked_for(self) -> str:
        """What those who shared it ask for since it was published, in words; known where `with_last_action` has asked."""
        action = self.__dict__.get("last_action")
        return str(Action(action).label) if action in ASKED else ""

    def last_said(self) -> "ContributionEvent | None":
        """Return what the reviewers asked last."""
        return self.events.filter(action=Action.ASK_FOR_CHANGES).order_by("-pk").first()


class ContributionEvent(models.Model):
    """That somebody did something with a contribution. The text is a question, an answer or a reason; it is in no e-mail."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    action = models.CharField(max_length=20, choices=Action.choices)
    state = models.CharField(max_length=13, choices=STORED_CHOICES)
    text = models.TextField(blank=True, max_length=5000)
    # Of what was erased: the names of the fields that had something in them, never what.
    fields = models.JSONField(default=list)

    objects: ClassVar[models.Manager["ContributionEvent"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("event of a contribution")
        verbose_name_plural = _("events of contributions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=STORED_STATES), name="contributions_contributionevent_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.action}"

    @property
    def action_label(self) -> str:
        """What was done, in words."""
        return str(Action(self.action).label)
