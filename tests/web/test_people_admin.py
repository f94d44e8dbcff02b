"""The admin's pages about people and organisations: coordinators manage accounts, only administrators make administrators."""

import re

from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

import pytest

from accounts.models import Organisation, User
from accounts.roles import Role
from tests.factories import new_organisation, new_user, person
from tests.signing_in import PASSWORD, account, is_signed_in, sign_in

pytestmark = pytest.mark.django_db

ADD = "/admin/users/new/"
NEW = {"email": "New.Person@Example.org", "first_name": "New", "last_name": "Person"}


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


def group(role):
    return Group.objects.get(name=role).pk


def edit(user):
    return f"/admin/users/edit/{user.pk}/"


def values(user, **changes):
    names = {"email": user.email, "first_name": "Some", "last_name": "Body", "is_active": "on"}
    return {**names, "groups": [], **changes}


def test_a_coordinator_adds_a_person_with_a_role_and_an_organisation(client, coordinator):
    organisation = new_organisation()
    assert client.get(ADD).status_code == 200
    response = client.post(ADD, {**NEW, "groups": [group(Role.CONTRIBUTOR)], "organisations": [organisation.pk]})
    assert response.status_code == 302, response.context["form"].errors
    made = User.objects.get(email="new.person@example.org")
    assert [one.name for one in made.groups.all()] == [Role.CONTRIBUTOR]
    assert list(made.organisations.all()) == [organisation]


def test_a_new_person_is_invited_and_nobody_signs_in_before(client, coordinator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ADD, {**NEW, "password1": PASSWORD, "password2": PASSWORD})
    made = User.objects.get(email="new.person@example.org")
    assert not made.has_usable_password(), "nobody sets the password of somebody else"
    assert [one.to for one in mail.outbox] == [[made.email]]
    page = re.search(r"http://[^/]+(/\S+)", mail.outbox[0].body).group(1)
    invited = Client()
    invited.post(invited.get(page)["Location"], {"password1": PASSWORD, "password2": PASSWORD})
    sign_in(invited, made.email)
    assert is_signed_in(invited)


def test_a_coordinator_sends_the_link_again(client, coordinator, django_capture_on_commit_callbacks):
    known = account("known@example.org")
    assert "/invite/" in client.get(edit(known)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/admin/users/invite/{known.pk}/").status_code == 302
    assert [one.to for one in mail.outbox] == [[known.email]]
    assert User.objects.get(pk=known.pk).check_password(PASSWORD), "the old one works until the link was used"
    User.objects.filter(pk=known.pk).update(is_active=False)
    client.post(f"/admin/users/invite/{known.pk}/")
    assert len(mail.outbox) == 1


def test_an_address_belongs_to_one_person_in_any_case(client, coordinator):
    new_user(email="new.person@example.org")
    response = client.post(ADD, NEW)
    assert "Another person has this e-mail address." in response.content.decode()


def test_a_coordinator_cannot_make_an_administrator(client, coordinator):
    client.post(ADD, {**NEW, "is_superuser": "on"})
    assert not User.objects.get(email="new.person@example.org").is_superuser
    known = new_user()
    client.post(edit(known), values(known, is_superuser="on"))
    assert not User.objects.get(pk=known.pk).is_superuser


def test_an_administrator_can(client):
    client.force_login(new_user(is_superuser=True))
    client.post(ADD, {**NEW, "is_superuser": "on"})
    assert User.objects.get(email="new.person@example.org").is_superuser


def stronger() -> list[User]:
    """Return people who may do what a coordinator may not, each by another way, and one of them not active."""
    found = [new_user(is_superuser=True), *(new_user() for _ in range(5))]
    for user, name in zip(found[1:], ("permission", "page", "collection", "sleeping"), strict=False):
        user.groups.add(Group.objects.create(name=f"With a {name}"))
    change_group = Permission.objects.get(codename="change_group")
    for name in ("permission", "sleeping"):
        Group.objects.get(name=f"With a {name}").permissions.add(change_group)
    User.objects.filter(groups__name="With a sleeping").update(is_active=False)
    lock = Permission.objects.get(codename="unlock_page")
    GroupPagePermission.objects.create(group=Group.objects.get(name="With a page"), page_id=1, permission=lock)
    delete = Permission.objects.get(codename="delete_document")
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.create(
        group=Group.objects.get(name="With a collection"), collection=root, permission=delete
    )
    found[5].user_permissions.add(change_group)
    return found


def test_a_coordinator_cannot_touch_who_may_do_more(client, coordinator, django_capture_on_commit_callbacks):
    for user in stronger():
        with django_capture_on_commit_callbacks(execute=True):
            for send in (client.get, client.post):
                assert send(edit(user), values(user, email="taken@example.org")).status_code in {302, 403}
            client.post(f"/admin/users/invite/{user.pk}/")
            client.post(f"/admin/users/delete/{user.pk}/")
            client.post(bulk("set_active_state", user), {"mark_as_active": "False"})
            client.post(bulk("set_active_state", user), {"mark_as_active": "True"})
            client.post(bulk("assign_role", user), {"role": group(Role.REVIEWER)})
        now = User.objects.get(pk=user.pk)
        assert (now.email, now.is_active) == (user.email, "sleeping" not in str(user.groups.first()))
        assert not now.groups.filter(name=Role.REVIEWER).exists()
    assert mail.outbox == []


@pytest.mark.parametrize("role", Role)
def test_a_coordinator_manages_people_of_every_role(client, coordinator, role):
    known = person(role)
    answer = client.post(edit(known), values(known, groups=[group(role)], email="changed@example.org"))
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    assert User.objects.get(pk=known.pk).email == "changed@example.org"


def test_a_role_that_was_given_more_is_no_longer_a_coordinators_to_give(client, coordinator):
    Group.objects.get(name=Role.REVIEWER).permissions.add(Permission.objects.get(codename="change_group"))
    known = new_user()
    assert client.post(edit(known), values(known, groups=[group(Role.REVIEWER)])).status_code == 200
    client.post(bulk("assign_role", known), {"role": group(Role.REVIEWER)})
    assert not known.groups.exists()


def test_a_coordinator_gives_roles_only_and_takes_no_other_group(client, coordinator):
    other = Group.objects.create(name="Server team")
    known = new_user()
    assert client.post(edit(known), values(known, groups=[other.pk])).status_code == 200
    known.groups.add(other)
    assert client.post(edit(known), values(known, groups=[group(Role.REVIEWER)])).status_code == 302
    assert {one.name for one in known.groups.all()} == {"Server team", Role.REVIEWER}


def test_the_list_of_people_asks_as_often_for_many_as_for_few(client, coordinator):
    def ask():
        with CaptureQueriesContext(connection) as statements:
            assert client.get("/admin/users/").status_code == 200
        return len(statements)

    person(Role.REVIEWER)
    ask()
    few = ask()
    for _number in range(8):
        person(Role.REVIEWER)
    assert ask() == few


def test_no_account_is_copied(client):
    client.force_login(new_user(is_superuser=True))
    assert client.get(f"/admin/users/copy/{new_user().pk}/").status_code == 404


def bulk(name, *users):
    query = "&".join(f"id={user.pk}" for user in users)
    return f"{reverse('wagtail_bulk_action', args=['accounts', 'user', name])}?{query}"


def test_a_coordinator_cannot_do_it_to_many_either(client, coordinator):
    boss, known = new_user(is_superuser=True), new_user()
    other = Group.objects.create(name="Server team")
    client.post(bulk("set_active_state", boss, known), {"mark_as_active": "False"})
    assert User.objects.get(pk=boss.pk).is_active
    client.post(bulk("assign_role", known), {"role": other.pk})
    assert not known.groups.exists()
    client.post(bulk("assign_role", known), {"role": group(Role.REVIEWER)})
    assert [one.name for one in known.groups.all()] == [Role.REVIEWER]


def test_a_coordinator_manages_organisations_with_their_members(client, coordinator, django_assert_max_num_queries):
    member = new_user()
    sent = {"name": "Help and Hope", "slug": "help-and-hope", "country": "BE", "website": "", "description": ""}
    response = client.post("/admin/organisations/new/", {**sent, "members": [member.pk]})
    assert response.status_code == 302, response.context["form"].errors
    made = Organisation.objects.get(slug="help-and-hope")
    assert list(made.members.all()) == [member]
    client.post(f"/admin/organisations/edit/{made.pk}/", {**sent, "slug": "other", "name": "Hope", "members": []})
    changed = Organisation.objects.get(pk=made.pk)
    assert (changed.name, changed.slug, changed.members.count()) == ("Hope", "help-and-hope", 0)
    for number in range(10):
        new_organisation(name=f"One of many {number}")
    with django_assert_max_num_queries(16):
        text = client.get("/admin/organisations/").content.decode()
    assert "Hope" in text


def test_others_do_not_reach_people_and_organisations(client):
    client.force_login(person(Role.REVIEWER))
    for url in (ADD, "/admin/users/", "/admin/organisations/", "/admin/organisations/new/"):
        assert client.get(url).status_code in {302, 403}
