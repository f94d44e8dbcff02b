"""The admin's pages about people and organisations: coordinators manage accounts, only administrators make administrators."""

from django.contrib.auth.models import Group
from django.urls import reverse

import pytest

from accounts.models import Organisation, User
from accounts.roles import Role
from tests.factories import OrganisationFactory, UserFactory, person

pytestmark = pytest.mark.django_db

ADD = "/admin/users/new/"
NEW = {"email": "New.Person@Example.org", "first_name": "New", "last_name": "Person", "password1": "", "password2": ""}
PASSWORD = "correct-horse-battery"


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
    return {**names, "password1": "", "password2": "", "groups": [], **changes}


def test_a_coordinator_adds_a_person_with_a_role_and_an_organisation(client, coordinator):
    organisation = OrganisationFactory()
    assert client.get(ADD).status_code == 200
    response = client.post(ADD, {**NEW, "groups": [group(Role.CONTRIBUTOR)], "organisations": [organisation.pk]})
    assert response.status_code == 302, response.context["form"].errors
    made = User.objects.get(email="new.person@example.org")
    assert [one.name for one in made.groups.all()] == [Role.CONTRIBUTOR]
    assert list(made.organisations.all()) == [organisation]


def test_without_a_password_nobody_signs_in_until_one_is_set(client, coordinator):
    client.post(ADD, NEW)
    made = User.objects.get(email="new.person@example.org")
    assert not made.has_usable_password()
    assert not client.login(username=made.email, password="")


def test_a_password_is_checked_and_works(client, coordinator):
    for first, second in (("short", "short"), (PASSWORD, "another-" + PASSWORD)):
        assert client.post(ADD, {**NEW, "password1": first, "password2": second}).status_code == 200
    assert not User.objects.filter(email="new.person@example.org").exists()
    client.post(ADD, {**NEW, "password1": PASSWORD, "password2": PASSWORD})
    assert User.objects.get(email="new.person@example.org").check_password(PASSWORD)


def test_an_address_belongs_to_one_person_in_any_case(client, coordinator):
    UserFactory(email="new.person@example.org")
    response = client.post(ADD, NEW)
    assert "Another person has this e-mail address." in response.content.decode()


def test_a_coordinator_cannot_make_an_administrator(client, coordinator):
    client.post(ADD, {**NEW, "is_superuser": "on"})
    assert not User.objects.get(email="new.person@example.org").is_superuser
    known = UserFactory()
    client.post(edit(known), values(known, is_superuser="on"))
    assert not User.objects.get(pk=known.pk).is_superuser


def test_an_administrator_can(client):
    client.force_login(UserFactory(is_superuser=True))
    client.post(ADD, {**NEW, "is_superuser": "on"})
    assert User.objects.get(email="new.person@example.org").is_superuser


def test_a_coordinator_cannot_touch_an_administrator(client, coordinator):
    boss = UserFactory(is_superuser=True)
    before = boss.password
    for send in (client.get, client.post):
        assert send(edit(boss), values(boss, password1=PASSWORD, password2=PASSWORD)).status_code in {302, 403}
    assert User.objects.get(pk=boss.pk).password == before


def test_a_coordinator_gives_roles_only_and_takes_no_other_group(client, coordinator):
    other = Group.objects.create(name="Server team")
    known = UserFactory()
    assert client.post(edit(known), values(known, groups=[other.pk])).status_code == 200
    known.groups.add(other)
    assert client.post(edit(known), values(known, groups=[group(Role.REVIEWER)])).status_code == 302
    assert {one.name for one in known.groups.all()} == {"Server team", Role.REVIEWER}


def bulk(name, *users):
    query = "&".join(f"id={user.pk}" for user in users)
    return f"{reverse('wagtail_bulk_action', args=['accounts', 'user', name])}?{query}"


def test_a_coordinator_cannot_do_it_to_many_either(client, coordinator):
    boss, known = UserFactory(is_superuser=True), UserFactory()
    other = Group.objects.create(name="Server team")
    client.post(bulk("set_active_state", boss, known), {"mark_as_active": "False"})
    assert User.objects.get(pk=boss.pk).is_active
    client.post(bulk("assign_role", known), {"role": other.pk})
    assert not known.groups.exists()
    client.post(bulk("assign_role", known), {"role": group(Role.REVIEWER)})
    assert [one.name for one in known.groups.all()] == [Role.REVIEWER]


def test_a_coordinator_manages_organisations_with_their_members(client, coordinator, django_assert_max_num_queries):
    member = UserFactory()
    sent = {"name": "Help and Hope", "slug": "help-and-hope", "country": "BE", "website": "", "description": ""}
    response = client.post("/admin/organisations/new/", {**sent, "members": [member.pk]})
    assert response.status_code == 302, response.context["form"].errors
    made = Organisation.objects.get(slug="help-and-hope")
    assert list(made.members.all()) == [member]
    client.post(f"/admin/organisations/edit/{made.pk}/", {**sent, "slug": "other", "name": "Hope", "members": []})
    changed = Organisation.objects.get(pk=made.pk)
    assert (changed.name, changed.slug, changed.members.count()) == ("Hope", "help-and-hope", 0)
    for number in range(10):
        OrganisationFactory(name=f"One of many {number}")
    with django_assert_max_num_queries(16):
        text = client.get("/admin/organisations/").content.decode()
    assert "Hope" in text


def test_others_do_not_reach_people_and_organisations(client):
    client.force_login(person(Role.REVIEWER))
    for url in (ADD, "/admin/users/", "/admin/organisations/", "/admin/organisations/new/"):
        assert client.get(url).status_code in {302, 403}
