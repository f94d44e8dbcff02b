"""Roles: what each may do in the admin."""

from django.contrib.auth.models import Group

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import GroupCollectionPermission
from wagtail.permissions import policy_registry

import pytest

from accounts.models import Membership
from accounts.permissions import can_contribute, can_coordinate, can_read_network, can_review
from accounts.roles import Role
from accounts.services import add_member, ensure_roles, set_organisations
from catalogue.visibility import anonymous_viewer, viewer_for
from tests.factories import new_organisation, new_user, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "enters"), [
    (Role.NETWORK_READER, False), (Role.CONTRIBUTOR, False), (Role.REVIEWER, True), (Role.COORDINATOR, True),
])  # fmt: skip
def test_only_reviewers_and_coordinators_enter_the_admin(role, enters):
    assert person(role).has_perm("wagtailadmin.access_admin") is enters


@pytest.mark.parametrize("permission", [
    "accounts.add_organisation", "accounts.change_organisation", "accounts.add_membership", "accounts.delete_membership",
    "accounts.add_user", "accounts.change_user",
])  # fmt: skip
def test_only_coordinators_manage_organisations_and_people(permission):
    assert person(Role.COORDINATOR).has_perm(permission)
    assert not person(Role.REVIEWER).has_perm(permission)


def test_nobody_deletes_a_topic_or_an_organisation():
    coordinator = person(Role.COORDINATOR)
    assert not coordinator.has_perm("cases.delete_topic")
    assert not coordinator.has_perm("accounts.delete_organisation")


@pytest.mark.parametrize("model", [get_document_model(), get_image_model()])
def test_coordinators_add_change_and_choose_files_and_reviewers_choose(model):
    policy = policy_registry.get_by_type(model)
    coordinator, reviewer = person(Role.COORDINATOR), person(Role.REVIEWER)
    for action in ("add", "change", "choose"):
        assert policy.user_has_permission(coordinator, action)
    assert policy.user_has_permission(reviewer, "choose")
    assert not policy.user_has_permission(reviewer, "add")


def test_done_twice_it_changes_nothing_and_takes_nothing_away(django_assert_max_num_queries):
    reviewers = ensure_roles()[Role.REVIEWER]
    extra = Group.objects.create(name="Extra")
    permission = ensure_roles()[Role.COORDINATOR].permissions.get(codename="change_organisation")
    reviewers.permissions.add(permission)

    def counts():
        return Group.permissions.through.objects.count(), GroupCollectionPermission.objects.count()

    before = counts()
    with django_assert_max_num_queries(12):
        ensure_roles()
    assert counts() == before
    assert permission in reviewers.permissions.all()
    assert Group.objects.filter(pk=extra.pk).exists()


def test_a_member_is_added_once():
    user, organisation = new_user(), new_organisation()
    for _ in range(2):
        add_member(user=user, organisation=organisation, role=Role.CONTRIBUTOR)
    assert Membership.objects.filter(user=user).count() == 1
    assert [group.name for group in user.groups.all()] == [Role.CONTRIBUTOR]


def test_organisations_are_set_and_those_that_stay_are_left_alone():
    user, left, stays, new = new_user(), new_organisation(), new_organisation(), new_organisation()
    set_organisations(user=user, organisations=[left, stays])
    kept = user.memberships.get(organisation=stays).pk
    set_organisations(user=user, organisations=[stays, new])
    assert set(user.organisations.all()) == {stays, new}
    assert user.memberships.get(organisation=stays).pk == kept


def test_an_account_without_a_role_reads_what_everybody_reads_and_no_more():
    assert not can_read_network(new_user())
    assert viewer_for(new_user()) == anonymous_viewer()


def test_an_account_that_is_no_longer_active_may_nothing_not_even_an_administrators():
    user = new_user(is_superuser=True)
    assert can_read_network(user)
    user.is_active = False
    assert not any(may(user) for may in (can_read_network, can_contribute, can_review, can_coordinate))
