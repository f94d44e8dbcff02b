"""Limits through the real nginx, two processes of gunicorn and Valkey: each client is counted, whatever it claims to be."""

import re
import time
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from .stack import HOST, Answer, Stack

pytestmark = pytest.mark.xdist_group("production")

SIGN_IN = "/accounts/login/"
PASSWORD = "correct-horse-battery"
MAKE = f"""
from allauth.account.models import EmailAddress
from accounts.models import User
for name in ("one", "two"):
    user = User.objects.create_user(f"{{name}}@casebook.example", {PASSWORD!r})
EmailAddress.objects.update(verified=True)
"""


@pytest.fixture(scope="module")
def people(stack: Stack) -> None:
    """Make two accounts."""
    stack.python(MAKE)


def sign_in(stack: Stack, email: str, password: str, client: str, **headers: str) -> Answer:
    """Fill in the sign-in form as a client with this address."""
    form = stack.get(SIGN_IN, client=client)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.text).group(1)
    cookie = SimpleCookie(form.headers["set-cookie"])["csrftoken"].value
    body = urlencode({"login": email, "password": password, "csrfmiddlewaretoken": token}).encode()
    headers = {
        "Content_Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={cookie}",
        "Referer": f"https://{HOST}{SIGN_IN}", **headers,
    }  # fmt: skip
    return stack.get(SIGN_IN, "POST", body, client=client, **headers)


def opens(answer: Answer) -> bool:
    """Whether the answer begins a session."""
    return answer.status == 302 and "sessionid" in answer.headers.get("set-cookie", "")


def test_a_client_that_claims_to_be_others_is_counted_and_others_are_not(stack: Stack, people: None):
    for number in range(5):
        claimed = {"X_Forwarded_For": f"198.51.100.{number}", "X_Real_Ip": f"198.51.100.{number}"}
        assert sign_in(stack, "one@casebook.example", "wrong", "127.0.0.2", **claimed).status == 200
    refused = sign_in(stack, "one@casebook.example", PASSWORD, "127.0.0.2", X_Forwarded_For="198.51.100.99")
    assert refused.status == 429
    assert refused.headers["retry-after"] == "300"
    assert "try again" in refused.text
    assert opens(sign_in(stack, "one@casebook.example", PASSWORD, "127.0.0.3"))
    assert opens(sign_in(stack, "two@casebook.example", PASSWORD, "127.0.0.2")), "a colleague behind the same address"


def test_a_program_is_refused_by_all_processes_and_readers_go_on(stack: Stack):
    for client in ("127.0.0.4", "127.0.0.7", "127.0.0.8"):
        minute = int(time.time() // 60)
        found = [stack.get("/search/results.csv", client=client).status for _ in range(60)]
        # With the next minute the count begins anew; then another client tries.
        if int(time.time() // 60) == minute:
            break
    assert found.count(200) <= 30 + 2 * 10, "each process tells the cache of every tenth"
    assert found[-1] == 429
    assert stack.get("/search/results.csv", client="127.0.0.5").status == 200


def test_the_cache_names_nobody(stack: Stack, people: None):
    sign_in(stack, "two@casebook.example", "wrong", "127.0.0.6")
    stack.python(
        "import re, redis\nfrom django.conf import settings\n"
        "keys = redis.from_url(settings.CACHE_URL).keys()\n"
        "assert keys\n"
        "assert not [key for key in keys if not re.fullmatch(rb'1:[0-9a-f]{64}', key)], keys"
    )
