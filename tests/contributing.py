"""Makes people, drafts and contributions for tests."""

from typing import Any

from accounts.models import Organisation, User
from accounts.roles import Role
from accounts.services import add_member
from cases.models import CaseStudyPage
from contributions.models import Contribution, Draft
from contributions.services import moderation
from contributions.states import State
from tests.factories import case_study, new_organisation, new_user


def member(role: Role, organisation: Organisation, **fields: Any) -> User:
    """Return a user who works for an organisation."""
    user = new_user(**fields)
    add_member(user=user, organisation=organisation, role=role)
    return user


def contributor(organisation: Organisation | None = None, **fields: Any) -> User:
    """Return a contributor, of an organisation of their own unless told otherwise."""
    return member(Role.CONTRIBUTOR, organisation or new_organisation(), **fields)


def reviewer(organisation: Organisation | None = None, **fields: Any) -> User:
    """Return a reviewer."""
    return member(Role.REVIEWER, organisation or new_organisation(), **fields)


def make_draft(owner: User, **fields: Any) -> Draft:
    """Return a draft of a case study without answers."""
    organisation = fields.pop("organisation", None) or owner.organisations.get()
    return Draft.objects.create(owner=owner, organisation=organisation, **{"kind": "case_study", **fields})


def contribution_in(state: State, owner: User, **page_values: Any) -> Contribution:
    """Return a contribution that went the ways of the table into a state, with the page that it was sent as."""
    organisation = page_values.pop("organisation", None) or owner.organisations.get()
    # What nothing is published without.
    page_values = {"topics": ["compensation"], "exploitation_countries": ("NL",), **page_values}
    return sent(state, case_study(live=False, organisation=organisation, **page_values), owner)


def sent(state: State, page: CaseStudyPage, owner: User | None = None) -> Contribution:
    """Return a contribution in a state that was sent as this page; by a contributor of its organisation unless told otherwise."""
    owner = owner or contributor(page.organisation)
    draft = make_draft(owner, organisation=page.organisation)
    held = moderation.submit(draft=draft, page=page.page_ptr, reference=page.reference, by=owner)
    other = reviewer()
    if state is State.CHANGES_ASKED:
        moderation.ask_for_changes(contribution=held, by=other, text="How old was she?")
    elif state is State.DECLINED:
        moderation.decline(contribution=held, by=other, text="It is in the collection already.")
    elif state is State.WITHDRAWN:
        moderation.withdraw(contribution=held, by=owner)
    elif state is State.ERASED:
        moderation.erase(contribution=held, by=member(Role.COORDINATOR, new_organisation()))
    elif state in {State.APPROVED, State.PUBLISHED}:
        moderation.approve(contribution=held, by=other)
    if state is State.PUBLISHED:
        moderation.publish(contribution=held, by=other)
    return Contribution.objects.get(pk=held.pk)
