"""Limits: who is counted, what is answered, and what one person's mistakes do to others (nothing)."""

import re
from datetime import UTC, datetime
from typing import Any

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.test import Client

import pytest
import time_machine
from redis.exceptions import ConnectionError as RedisConnectionError

from accounts.roles import Role
from cms.limits import STEP, Limit, counter
from cms.settings import base
from tests.factories import person
from tests.makers import make_pdf
from tests.signing_in import CODE, SIGN_IN, account, add_app, code_of, is_signed_in, sign_in

pytestmark = pytest.mark.django_db

RESET = "/accounts/password/reset/"
# The beginning of a minute and of an hour.
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NARROW = {"search": (20, 60), "suggest": (20, 60), "export": (20, 60), "upload": (3, 3600), "report": (3, 3600)}


@pytest.fixture(autouse=True)
def one_moment():
    """Let a test happen in one moment: the next minute would begin to count anew."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def narrow(settings):
    """Few requests are enough to pass a limit."""
    settings.LIMITS = NARROW


def from_address(address: str, **headers: str) -> Client:
    return Client(REMOTE_ADDR=address, **headers)


def until_refused(ask: Any, most: int = 200) -> tuple[int, Any]:
    """Ask until the answer is 429; return how many were answered otherwise, and the refusal."""
    for number in range(most):
        answer = ask()
        if answer.status_code == 429:
            return number, answer
    raise AssertionError(f"{most} requests were answered")


def test_wrong_passwords_for_one_account_are_refused_and_the_page_says_what_to_do():
    account("known@example.org")
    client = from_address("192.0.2.1")
    number, answer = until_refused(lambda: sign_in(client, "known@example.org", "wrong"))
    assert number == 5
    assert answer["Retry-After"] == "300"
    text = answer.content.decode()
    assert "Wait 5 minutes" in text
    assert RESET in text
    sign_in(client, "known@example.org")
    assert not is_signed_in(client), "also the right one has to wait"


def test_neither_the_owner_elsewhere_nor_the_office_is_locked_out():
    account("known@example.org")
    account("colleague@example.org")
    office = "192.0.2.1"
    for _ in range(30):
        sign_in(from_address(office), "known@example.org", "wrong")
    for client, address in (
        (from_address(office), "colleague@example.org"),
        (from_address("192.0.2.9"), "known@example.org"),
    ):
        sign_in(client, address)
        assert is_signed_in(client), address


def test_somebody_who_tries_many_accounts_is_refused():
    tried = iter(range(1000))
    client = from_address("192.0.2.1")
    number, _answer = until_refused(lambda: sign_in(client, f"somebody{next(tried)}@example.org", "wrong"))
    assert number == 60


def test_codes_of_a_second_factor_are_not_guessed():
    user = account("known@example.org")
    secret = add_app(user)
    client = from_address("192.0.2.1")
    sign_in(client, user.email)
    for _ in range(8):
        text = client.post(CODE, {"code": "000000"}).content.decode()
    assert "Wait five minutes" in text
    client.post(CODE, {"code": code_of(secret)})
    assert not is_signed_in(client)


def test_new_passwords_are_asked_for_a_few_times_only_and_the_same_for_all(django_capture_on_commit_callbacks):
    account("known@example.org")
    found = set()
    for place, address in enumerate(("known@example.org", "nobody@example.org")):
        client = from_address(f"192.0.2.{place}")
        with django_capture_on_commit_callbacks(execute=True):
            number, answer = until_refused(
                lambda client=client, address=address: client.post(RESET, {"email": address})
            )
        found.add((number, answer["Retry-After"]))
    assert found == {(3, "300")}
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    "path", ["/search/?q=x", "/fr/search/", "/search/feed/?q=x", "/search/results.csv", "/search/results.ris"]
)
def test_programs_that_fetch_everything_are_refused(narrow, path):
    client = from_address("192.0.2.1")
    number, answer = until_refused(lambda: client.get(path))
    assert number == 20
    assert 0 < int(answer["Retry-After"]) <= 60
    assert answer["Cache-Control"].startswith("max-age=0")
    assert from_address("192.0.2.2").get(path).status_code == 200


def test_the_page_is_in_the_language_of_the_reader_and_suggestions_answer_as_data(narrow):
    client = from_address("192.0.2.1")
    _number, answer = until_refused(lambda: client.get("/ar/search/"))
    assert '<html lang="ar" dir="rtl">' in answer.content.decode()
    _number, answer = until_refused(lambda: client.get("/search/suggest/?q=x"))
    assert answer.json()["error"]
    assert int(answer["Retry-After"]) <= 60


def test_people_who_are_signed_in_are_counted_by_account(narrow):
    visitor, member, colleague = (from_address("192.0.2.1") for _ in range(3))
    member.force_login(person(Role.NETWORK_READER))
    colleague.force_login(person(Role.NETWORK_READER))
    for client in (visitor, member):
        until_refused(lambda client=client: client.get("/search/"))
    assert colleague.get("/search/").status_code == 200


def test_uploads_and_exports_of_the_admin_are_counted(narrow, media):
    client = Client()
    client.force_login(person(Role.COORDINATOR))
    pdf = make_pdf(["x"])
    send = {"title": "x", "collection": 1}
    number, _answer = until_refused(
        lambda: client.post("/admin/documents/add/", {**send, "file": SimpleUploadedFile("x.pdf", pdf)})
    )
    assert number == 3
    assert client.post("/admin/documents/add/", send).status_code == 200, "a form without a file is none"
    number, _answer = until_refused(lambda: client.get("/admin/reports/site-history/?export=csv"))
    assert number == 20


@pytest.mark.parametrize(("proxies", "counted"), [(0, "proxy"), (1, "client")])
def test_who_is_counted_behind_a_proxy(narrow, settings, proxies, counted):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    bad = from_address("127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.7, 203.0.113.1")
    until_refused(lambda: bad.get("/search/"))
    other = from_address("127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.2").get("/search/")
    assert other.status_code == (200 if counted == "client" else 429)
    forged = from_address("127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.99, 203.0.113.1").get("/search/")
    assert forged.status_code == 429


def test_addresses_of_one_network_of_ipv6_are_one_client(narrow):
    until_refused(lambda: from_address("2001:db8::1").get("/search/"))
    assert from_address("2001:db8::2").get("/search/").status_code == 429
    assert from_address("2001:db8:0:1::2").get("/search/").status_code == 200


@pytest.fixture
def shared_table(settings):
    """Use the cache of the default settings, its table made as every migrate makes it."""
    settings.CACHES = base.CACHES
    assert base.CACHE_URL == "database://"
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def test_processes_share_what_they_counted(narrow, shared_table):
    client = from_address("192.0.2.1")
    for _ in range(2 * STEP):
        assert client.get("/search/").status_code == 200
    # Another process, which has counted nothing yet.
    counter.forget()
    number, _answer = until_refused(lambda: client.get("/search/"))
    assert number <= STEP
    for _ in range(5):
        sign_in(client, "known@example.org", "wrong")
    assert sign_in(client, "known@example.org", "wrong").status_code == 429


def test_what_is_shared_names_neither_people_nor_devices(shared_table):
    client = from_address("192.0.2.77")
    sign_in(client, "known@example.org", "wrong")
    for _ in range(STEP):
        client.get("/search/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM shared_cache")
        rows = cursor.fetchall()
    assert len(rows) >= 3
    assert not re.search(r"192|known|search|limit", " ".join(str(row[0]) for row in rows))


def test_a_search_that_is_counted_writes_nothing(narrow, shared_table, django_assert_num_queries):
    client = from_address("192.0.2.1")
    client.get("/search/")
    with django_assert_num_queries(0, info="only every tenth request is told to the shared cache"):
        for _ in range(STEP - 2):
            counter.count("search", "client:192.0.2.1", Limit(10**6, 60), 0.0)


def test_without_its_cache_the_site_is_read_and_nobody_signs_in(settings, monkeypatch, caplog):
    settings.CACHES = {"default": {"BACKEND": "cms.caching.ForgivingRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}}
    monkeypatch.setattr("allauth.core.internal.ratelimit.CACHE_LOCK_WAIT_TIMEOUT", 0)

    def refuse(*args, **kwargs):
        raise RedisConnectionError("secret-host refused")

    monkeypatch.setattr("redis.connection.Connection.connect", refuse)
    account("known@example.org")
    for _ in range(STEP + 1):
        assert Client().get("/search/").status_code == 200
    assert Client().get("/").status_code == 200
    client = Client()
    assert sign_in(client, "known@example.org").status_code == 429
    assert not is_signed_in(client)
    assert "The cache does not answer" in caplog.text
    assert "secret-host" not in caplog.text


def test_the_sign_in_page_itself_can_be_read_any_number_of_times():
    client = from_address("192.0.2.1")
    assert {client.get(SIGN_IN).status_code for _ in range(70)} == {200}


ONLY_READ = [
    "/", "/search/?q=court", "/search/suggest/?q=co", "/search/feed/", "/search/results.csv", "/search/results.ris", "/topics/",
    "/topics/recruitment/", "/topics/recruitment/feed/", "/organisations/x/", "/about/", "/sitemap.xml", "/robots.txt", "/-/live",
    "/-/ready", "/CS-2026-0001", "/case-studies/cs-2026-0001/", "/cite/CS-2026-0001.ris", "/covers/PB-2026-0001",
]  # fmt: skip


@pytest.mark.parametrize("address", ONLY_READ)
def test_what_is_only_read_is_not_asked_for_by_a_form(address):
    """Else a form that anybody sends would have a search or an export made that nothing counts."""
    assert Client().post(address).status_code == 405


@pytest.mark.parametrize("address", ["/search/suggest/?q=co", "/search/?q=court", "/topics/"])
def test_what_is_only_read_tells_its_head(address):
    assert Client().head(address).status_code == 200


@pytest.mark.parametrize(
    ("method", "address"), [("head", "/search/"), ("post", "/search/"), ("options", "/search/results.csv")]
)
def test_a_search_counts_whatever_the_method_is(narrow, method, address):
    client = from_address("192.0.2.1")
    assert until_refused(lambda: getattr(client, method)(address))[0] == 20
