"""The pages of an account in a real browser: they work under the strict policy, also a passkey, and without the script."""

import re
from collections.abc import Callable, Iterator

from django.conf import settings

import pytest
from playwright.sync_api import Browser, Page

from cms.demo.people import PASSWORD

from .conftest import axe, look_at

# Nobody else in these tests signs in with this account.
PERSON = "reader@casebook.example"
PAGES = {
    "two steps": "/accounts/2fa/",
    "app": "/accounts/2fa/totp/activate/",
    "passkey": "/accounts/2fa/webauthn/add/",
    "passkeys": "/accounts/2fa/webauthn/",
    "address": "/accounts/email/",
    "password": "/accounts/password/change/",
    "signing out": "/accounts/logout/",
}


@pytest.fixture
def open_account(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a page as a person who is signed in. A passkey needs a name in the address, so it is that of this machine."""
    contexts, problems = [], []

    def run(path: str = "/accounts/2fa/", **options) -> Page:
        context = browser.new_context(base_url=site.replace("127.0.0.1", "localhost"), **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        sign_in(page, path)
        return page

    yield run
    for context in contexts:
        context.close()
    # There is no icon by the name that browsers ask for by themselves.
    assert [problem for problem in problems if "404" not in problem] == []


def send(page: Page) -> None:
    """Send the form of the page and wait for what comes."""
    with page.expect_navigation():
        page.click("main button[type=submit]")


def sign_in(page: Page, path: str) -> None:
    """Sign in and go on to a page."""
    page.goto(f"/accounts/login/?next={path}")
    page.fill("[name=login]", PERSON)
    page.fill("[name=password]", PASSWORD)
    send(page)


def prove(page: Page) -> None:
    """Write the password where a page asks for it."""
    if "/reauthenticate/" in page.url:
        page.fill("[name=password]", PASSWORD)
        send(page)


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_the_pages_of_an_account_have_no_violations(open_account, prefix):
    page = open_account(viewport={"width": 320, "height": 800})
    for name, path in PAGES.items():
        page.goto(prefix + path)
        assert axe(page, contrast=not prefix) == [], name
        prove(page)
        look_at(page, right_to_left=bool(prefix))
        page.set_viewport_size({"width": 320, "height": 800})


def test_a_passkey_is_added_used_and_removed(open_account):
    page = open_account()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(PAGES["passkey"])
    prove(page)
    page.fill("[name=name]", "My phone")
    with page.expect_navigation():
        page.click("#mfa_webauthn_add")
    assert len(page.locator("code").all()) == 10, "recovery codes are shown at once"
    assert axe(page) == []
    page.goto("/accounts/logout/")
    send(page)
    sign_in(page, "/topics/")
    assert "/2fa/authenticate/" in page.url
    assert axe(page) == []
    with page.expect_navigation(url=re.compile("/topics/$")):
        page.click("#mfa_webauthn_authenticate")
    page.goto(PAGES["passkeys"])
    assert "My phone" in page.inner_text("main")
    page.click("main section a:last-of-type")
    page.wait_for_url(re.compile("reauthenticate|remove"))
    prove(page)
    with page.expect_navigation():
        page.click("main button.danger")
    assert "My phone" not in page.inner_text("main")


def test_where_scripts_are_off_a_sentence_says_what_works(open_account):
    page = open_account(java_script_enabled=False)
    page.goto(PAGES["passkey"])
    prove(page)
    assert "Passkeys need JavaScript" in page.inner_text("main")
    page.goto(PAGES["app"])
    assert page.locator("main .qr svg").count() == 1
    assert len(page.input_value("#authenticator_secret")) == 32


def test_one_browser_is_asked_for_the_script_of_passkeys_only_where_it_is_used(open_account):
    page = open_account()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(PAGES["two steps"])
    assert not [url for url in asked if f"{settings.STATIC_URL}mfa/" in url]
