"""What Wagtail sends by mail leads to the site and tells nothing of an item."""

from django.conf import settings
from django.core import mail
from django.urls import reverse

from wagtail.models import PageSubscription, Site, Task, Workflow

import pytest

from accounts.roles import Role
from cms.models import StandardPage
from cms.services.site_setup import ensure_site
from tests.factories import case_study, person

from .test_topic_admin import item_values

pytestmark = pytest.mark.django_db


def test_there_is_no_moderation_that_nobody_does(client):
    assert not Workflow.objects.exists()
    assert not Task.objects.exists()
    client.force_login(person(Role.COORDINATOR))
    item = case_study(live=False)
    url = reverse("wagtailadmin_pages:edit", args=[item.pk])
    page = client.get(url)
    assert "action-submit" not in page.content.decode()
    client.post(url, item_values(page, **{"topics": "", "action-submit": "1"}))
    item.refresh_from_db()
    assert not item.locked
    assert not item.workflow_states.exists()


def test_links_lead_to_the_address_of_the_site():
    site = Site.objects.get()
    assert site.root_url == settings.SITE_URL
    site.hostname = "localhost"
    site.save()
    ensure_site()
    assert case_study().full_url.startswith(f"{settings.SITE_URL}/case-studies/")


def test_a_mail_about_comments_holds_no_title_and_no_comment(client):
    colleague, page = person(Role.COORDINATOR), StandardPage.objects.get(slug="about")
    page.title = page.draft_title = "Quagga"
    page.save_revision().publish()
    PageSubscription.objects.create(page=page, user=colleague, comment_notifications=True)
    client.force_login(person(Role.COORDINATOR))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    comment = {
        "comments-TOTAL_FORMS": 1, "comments-0-text": "Zyzzyva is her name", "comments-0-contentpath": "title",
        "comments-0-position": "", "comments-0-replies-TOTAL_FORMS": 0, "comments-0-replies-INITIAL_FORMS": 0,
    }  # fmt: skip
    assert client.post(url, {**item_values(client.get(url)), "body": "null", **comment}).status_code == 302
    (sent,) = mail.outbox
    whole = f"{sent.subject} {sent.body} {sent.alternatives}"
    assert f"{settings.SITE_URL}{url}" in whole
    assert "localhost" not in whole
    assert "Quagga" not in whole
    assert "Zyzzyva" not in whole
