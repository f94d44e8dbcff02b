"""The page "How we count": what it says holds, and who does not want to be counted is not."""

from django.conf import settings
from django.test import Client

import pytest

from tests.usage_cases import FIREFOX
from tests.usage_library import left_out, make_library
from usage.models import Event
from usage.services.upkeep import look_after

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

PAGE = "/how-we-count/"


def page(client: Client, **headers: str) -> str:
    response = client.get(PAGE, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_who_chooses_not_to_be_counted_is_not_until_they_choose_otherwise():
    address = make_library().addresses["page"]
    reader = Client(headers={"User-Agent": FIREFOX}, enforce_csrf_checks=True)
    assert "Do not count me" in page(reader)
    answer = reader.post(PAGE, {"choice": "out"})
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}#choice")
    assert "you chose so on this device" in page(reader)
    reader.get(address)
    look_after(at_once=True)
    assert (Event.objects.count(), left_out()) == (0, ["opted_out"])
    reader.post(PAGE, {"choice": "in"})
    assert "Do not count me" in page(reader)
    reader.get(address)
    look_after(at_once=True)
    assert Event.objects.count() == 1


def test_the_browsers_own_wish_is_confirmed():
    assert "Global Privacy Control), and we do as it says" in page(Client(), **{"Sec-GPC": "1"})


def test_the_cookie_holds_nothing_but_the_choice(settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = Client().post(PAGE, {"choice": "out"}).cookies[settings.USAGE_OPT_OUT_COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["secure"], cookie["samesite"]) == ("1", True, True, "Lax")


@pytest.mark.parametrize("sent", [{}, {"choice": "x"}, {"choice": "\x00"}])
def test_what_is_no_choice_changes_nothing(sent):
    answer = Client().post(PAGE, sent)
    assert (answer.status_code, len(answer.cookies)) == (302, 0)


def test_reading_the_page_sets_no_cookie_and_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = Client().get(PAGE)
    assert len(answer.cookies) == 0
    assert "no-store" in answer["Cache-Control"]


def test_it_says_why_a_report_and_the_page_of_an_edition_differ():
    text = " ".join(page(Client()).split())
    assert "count all editions of a study together under the newest one" in text


def test_the_page_speaks_the_languages_of_the_site():
    for code, _name in settings.LANGUAGES:
        prefix = "" if code == "en" else f"/{code}"
        assert f'lang="{code}"' in Client().get(f"{prefix}{PAGE}").content.decode()
