"""The admin's pages about topics, and the forms of items: choosing topics, and saving a draft early."""

from collections import defaultdict

from django.urls import reverse

import pytest

from accounts.roles import Role
from cases.admin.fields import TopicsField, TopicsWidget
from cases.models import CASE_TYPES, CaseStudyPage, Topic
from cases.services.topics import retire_topic
from cases.translations import to_parts
from publications.models import PublicationPage
from tests.factories import case_study, new_organisation, person, topic

pytestmark = pytest.mark.django_db

# The least that a draft needs next to a title, an organisation and the choices that begin with a value.
LEAST = defaultdict(dict, {CaseStudyPage: {"elements_note": "Not known yet."}})
PAGES = ("edit", "move", "merge", "retire", "reinstate")


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR)
    client.force_login(user)
    return user


def address(name, *args):
    return reverse(f"cases_topics:{name}", args=args)


def filled(response):
    """Return what a form would send as it is shown."""
    form = response.context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: "" if value is None else value for name, value in values.items()}


def item_values(response, **changes):
    """Return what the form of an item would send as it is shown, with changes."""
    form = response.context["form"]
    values = {field.html_name: field.value() for field in form}
    values = {name: [one.pk for one in value] if hasattr(value, "model") else value for name, value in values.items()}
    values = {name: value for name, value in values.items() if value not in (None, False)}
    values["translations"] = to_parts(values.get("translations", ()))
    for name in form.formsets:
        values |= {f"{name}-{count}": 0 for count in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    return {**values, **changes}


def new_item(client, model, **changes):
    """Return the address of the page that adds an item, and what its form sends with a title and an organisation."""
    index = model.allowed_parent_page_models()[0].objects.get()
    url = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, index.pk])
    values = {"title": "Only a title", "topics": "", "organisation": new_organisation().pk}
    return url, item_values(client.get(url), **values, **changes)


def test_the_tree_is_shown_with_counts(client, coordinator):
    case_study(topics=["forced-labour"], live=False)
    text = client.get(address("list")).content.decode()
    assert "Forced labour" in text
    assert text.index("Forms of exploitation") < text.index("Forced labour")


@pytest.mark.parametrize("name", ["edit", "retire"])
def test_a_topic_says_that_drafts_and_withdrawn_items_are_counted(client, coordinator, name):
    case_study(topics=["forced-labour"])
    case_study(topics=["forced-labour"]).unpublish()
    text = client.get(address(name, topic("forced-labour").pk)).content.decode()
    assert "2 items are about this topic, counting drafts and withdrawn items." in text


def test_the_tree_takes_few_statements(client, coordinator, django_assert_max_num_queries):
    client.get(address("list"))
    with django_assert_max_num_queries(18):
        client.get(address("list"))


def test_a_topic_is_found_by_a_word_in_any_language(client, coordinator):
    text = client.get(address("list"), {"q": "Menschenhandel"}).content.decode()
    assert "Trafficking in human beings" in text
    assert "Forced labour" not in text
    assert client.get(address("list"), {"q": "no\0such <b>"}).status_code == 200


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.CONTRIBUTOR])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_coordinators_reach_the_pages(client, role, method):
    client.force_login(person(role))
    target = topic("forced-labour")
    for url in [address("list"), address("add"), *[address(name, target.pk) for name in PAGES]]:
        assert getattr(client, method)(url).status_code in {302, 403}
    assert Topic.objects.get(pk=target.pk).retired_at is None


def test_the_menu_shows_topics_to_coordinators_only(client, coordinator):
    assert address("list") in client.get("/admin/").content.decode()
    client.force_login(person(Role.REVIEWER))
    assert address("list") not in client.get("/admin/").content.decode()


def test_a_topic_is_added(client, coordinator):
    values = filled(client.get(address("add")))
    values |= {
        "slug": "test-topic", "preferred_en": "Test topic", "preferred_fr": "Sujet d’essai",
        "synonyms_en": "trial topic\n\ntrial subject", "matches": "CETS197 art. 4 (a) exact",
        "broader": topic("forced-labour").pk,
    }  # fmt: skip
    assert client.post(address("add"), values).status_code == 302
    made = topic("test-topic")
    assert made.broader == topic("forced-labour")
    assert set(made.labels.values_list("language", "text")) == {
        ("fr", "Sujet d’essai"),
        ("en", "trial topic"),
        ("en", "trial subject"),
    }
    assert [str(match) for match in made.matches.all()] == ["CETS197: art. 4 (a)"]


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(client, coordinator):
    values = filled(client.get(address("add")))
    values |= {"slug": "forced-labour", "preferred_en": "Quite new", "preferred_sw": "Mpya kabisa"}
    response = client.post(address("add"), values)
    assert "Another topic has this address" in str(response.context["form"]["slug"].errors)
    assert "Mpya kabisa" in response.content.decode()
    response = client.post(address("add"), {**values, "slug": "quite-new", "matches": "SOMEWHERE 4 exact"})
    assert "is not understood" in str(response.context["form"]["matches"].errors)
    assert not Topic.objects.filter(slug="quite-new").exists()


def test_saving_the_form_as_it_is_changes_nothing(client, coordinator):
    target = topic("forced-labour")
    before = set(target.labels.values_list("pk", "text")), set(target.matches.values_list("pk", "notation"))
    response = client.post(address("edit", target.pk), filled(client.get(address("edit", target.pk))), follow=True)
    assert "nothing was changed" in response.content.decode()
    assert before == (
        set(target.labels.values_list("pk", "text")), set(target.matches.values_list("pk", "notation")),
    )  # fmt: skip


def test_a_name_is_changed(client, coordinator):
    target = topic("forced-labour")
    values = filled(client.get(address("edit", target.pk)))
    client.post(address("edit", target.pk), {**values, "preferred_fr": "Travaux forcés (essai)"})
    assert target.labels.filter(language="fr", kind="preferred", text="Travaux forcés (essai)").exists()


def test_search_words_are_changed_and_find_the_topic_after_its_names(client, coordinator):
    target = topic("agriculture")
    values = filled(client.get(address("edit", target.pk)))
    values["hidden_fr"] += "\nquagga sauvage"
    client.post(address("edit", target.pk), values)
    assert target.labels.filter(language="fr", kind="hidden", text="quagga sauvage").exists()
    assert "quagga sauvage" in client.get(address("edit", target.pk)).content.decode()
    assert "Agriculture" in client.get(address("list"), {"q": "quagga"}).content.decode()
    client.post(address("add"), {"slug": "quaggas", "preferred_en": "Wild quaggas", "scope_note": "", "matches": ""})
    assert client.get(address("suggestions"), {"term": "quagga"}).json() == ["Wild quaggas", target.name]


def test_search_words_that_are_too_long_are_refused_at_their_field(client, coordinator):
    target = topic("agriculture")
    values = filled(client.get(address("edit", target.pk)))
    response = client.post(address("edit", target.pk), {**values, "hidden_nl": "x" * 201})
    assert "200" in str(response.context["form"]["hidden_nl"].errors)


def test_a_topic_is_moved_retired_and_reinstated_by_post_only(client, coordinator):
    target = (
        topic("begging")
        if Topic.objects.filter(slug="begging").exists()
        else Topic.objects.filter(narrower=None).first()
    )
    for name in ("move", "merge", "retire"):
        assert client.get(address(name, target.pk)).status_code == 200
    assert Topic.objects.get(pk=target.pk).retired_at is None
    client.post(address("move", target.pk), {"broader": ""})
    assert Topic.objects.get(pk=target.pk).broader is None
    client.post(address("retire", target.pk), {"successor": ""})
    assert Topic.objects.get(pk=target.pk).retired_at is not None
    assert target.name in client.get(address("list")).content.decode()
    client.post(address("reinstate", target.pk))
    assert Topic.objects.get(pk=target.pk).retired_at is None


def test_merging_is_confirmed(client, coordinator):
    target, into = Topic.objects.filter(narrower=None)[:2]
    client.post(address("merge", target.pk), {"into": into.pk})
    assert Topic.objects.get(pk=target.pk).retired_at is None
    client.post(address("merge", target.pk), {"into": into.pk, "confirmed": "on"})
    assert Topic.objects.get(pk=target.pk).successor == into


def test_a_refusal_of_the_service_is_shown(client, coordinator):
    target = topic("forms-of-exploitation")
    response = client.post(address("retire", target.pk), {"successor": ""})
    assert response.status_code == 200
    assert "Move or retire them first" in response.content.decode()


def test_topics_are_suggested_by_a_word_in_any_language_and_never_retired_ones(client):
    client.force_login(person(Role.REVIEWER))
    for term in ("mensenhandel", "MENSENHAN", "торговля ЛЮДЬМИ", "etres humains"):
        assert "Trafficking in human beings" in client.get(address("suggestions"), {"term": term}).json()
    target = Topic.objects.filter(narrower=None).first()
    assert target.name in client.get(address("suggestions"), {"term": target.name}).json()
    retire_topic(topic=target)
    assert target.name not in client.get(address("suggestions"), {"term": target.name}).json()
    assert client.get(address("suggestions"), {"term": "\0"}).json() == []


@pytest.mark.parametrize("model", [CaseStudyPage, PublicationPage])
def test_the_forms_of_items_use_our_field(model):
    field = model.get_edit_handler().get_form_class().base_fields["topics"]
    assert isinstance(field, TopicsField)
    assert isinstance(field.widget, TopicsWidget)


def test_names_with_commas_survive_the_widget():
    named = topic("forced-labour")
    named.name = "Hotels, restaurants and catering (test)"
    named.save()
    shown = TopicsWidget().format_value([named, topic("forms-of-exploitation")])
    assert set(TopicsField(required=False).clean(shown)) == {named, topic("forms-of-exploitation")}
    # As the script sends it.
    assert TopicsField().clean('"Hotels, restaurants and catering (test)"') == [named]


def test_a_retired_topic_gives_way_to_its_successor_and_an_unknown_name_is_refused():
    retired, other, successor = Topic.objects.filter(narrower=None)[:3]
    retire_topic(topic=retired, successor=successor)
    retire_topic(topic=other)
    field = TopicsField(required=False)
    assert field.clean(f"{retired.name}|{successor.name}") == [successor]
    for value in (other.name, "No such topic"):
        with pytest.raises(Exception, match=value):
            field.clean(value)
    assert field.clean("") == []
    assert not field.has_changed([successor], successor.name)
    assert field.has_changed([successor], "")


def test_an_editor_chooses_topics_in_the_form_of_an_item(client, coordinator):
    item = case_study(topics=["forced-labour"])
    page = client.get(f"/admin/pages/{item.pk}/edit/")
    text = page.content.decode()
    assert address("suggestions") in text
    form = page.context["form"]
    assert form["topics"].value()
    assert "comma" not in page.content.decode()
    assert page.content.decode().count("Type a word in any language and choose a topic from the list.") == 1
    assert form.fields["topics"].widget.format_value(form["topics"].value()) == topic("forced-labour").name
    values = item_values(page, topics=f'"{topic("forms-of-exploitation").name}"', **{"action-publish": "1"})
    response = client.post(f"/admin/pages/{item.pk}/edit/", values)
    assert response.status_code == 302, response.context["form"].errors
    assert [one.slug for one in CaseStudyPage.objects.get(pk=item.pk).topics.all()] == ["forms-of-exploitation"]


@pytest.mark.parametrize("model", CASE_TYPES)
def test_a_new_item_takes_topics_in_use_and_refuses_retired_ones(client, coordinator, model):
    url, values = new_item(client, model, **LEAST[model])
    chosen, other = topic("forced-labour"), Topic.objects.filter(narrower=None).exclude(slug="forced-labour")[0]
    retire_topic(topic=other)
    response = client.post(url, {**values, "topics": f"{chosen.name}|{other.name}"})
    assert "is retired" in str(response.context["form"]["topics"].errors)
    assert not model.objects.exists()
    client.post(url, {**values, "topics": chosen.name})
    assert list(model.objects.get().get_latest_revision_as_object().topics.all()) == [chosen]
