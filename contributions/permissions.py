"""Who may do what with drafts and contributions, as predicates."""

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import Person, can_contribute, can_review, people_with
from accounts.roles import Role

from .models import Contribution, Draft


def organisations_of(user: Person) -> frozenset[int]:
    """Return the keys of the organisations that the user works for; read once for each user instance."""
    if not isinstance(user, User):
        return frozenset()
    cached: frozenset[int] | None = getattr(user, "_organisation_keys", None)
    if cached is None:
        cached = frozenset(user.memberships.values_list("organisation_id", flat=True))
        user.__dict__["_organisation_keys"] = cached
    return cached


def may_share(user: Person) -> bool:
    """Whether the user may share a case: a contributor who works for a member of the network."""
    return can_contribute(user) and bool(organisations_of(user))


def may_share_for(user: Person, organisation_id: int) -> bool:
    """Whether the user may share cases in the name of an organisation."""
    return may_share(user) and organisation_id in organisations_of(user)


def manages(user: Person, contribution: Contribution) -> bool:
    """Whether the user speaks for the contributor's side: rights follow the organisation, not the person who typed."""
    return can_contribute(user) and contribution.organisation_id in organisations_of(user)


def may_edit_draft(user: Person, draft: Draft) -> bool:
    """Whether the user may see and change a draft: its owner; once it was sent, the people of the organisation."""
    if draft.is_sent:
        return False
    contribution = draft.sent_as
    if contribution is not None:
        return manages(user, contribution)
    return user.pk == draft.owner_id and may_share_for(user, draft.organisation_id)


def is_author(user: Person, contribution: Contribution) -> bool:
    """Whether the user sent the contribution or wrote it: such a person decides nothing about it."""
    return user.pk is not None and user.pk in authors_of(contribution)


def authors_of(contribution: Contribution) -> set[int]:
    """Return the keys of all who sent the contribution or changed its text."""
    return {*filter(None, [contribution.contributor_id, contribution.author_id]), *contribution.writers}


def may_decide(user: Person, contribution: Contribution) -> bool:
    """Whether the user may decide about a contribution: a reviewer who is not its author."""
    return can_review(user) and not is_author(user, contribution)


def reviewers() -> QuerySet[User]:
    """Return all who may check what others share, by name."""
    return people_with(Role.REVIEWER, Role.COORDINATOR).order_by("first_name", "last_name", "email")


def possible_reviewers(contribution: Contribution) -> QuerySet[User]:
    """Return who may decide about a contribution, by name."""
    return reviewers().exclude(pk__in=authors_of(contribution))
