"""Who acts in the admin and who reads: each with a browser of their own, filling in the forms that they are shown."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

import lxml.html

from accounts.models import User
from accounts.roles import Role
from tests.factories import new_user, person

ANONYMOUS = "anonymous"
ADMINISTRATOR = "administrator"
ROLES = (ANONYMOUS, *Role, ADMINISTRATOR)
STAFF = frozenset({Role.REVIEWER, Role.COORDINATOR, ADMINISTRATOR})
COORDINATORS = frozenset({Role.COORDINATOR, ADMINISTRATOR})
ADMINISTRATORS = frozenset({ADMINISTRATOR})
NOBODY: frozenset[str] = frozenset()
READERS = (ANONYMOUS, Role.NETWORK_READER, Role.REVIEWER, Role.COORDINATOR)
# What a refusal looks like: led to sign in or back to the start of the admin with a message, forbidden, or not there.
REFUSALS = frozenset({302, 403, 404, 405})


def user_of(role: str) -> User | None:
    """Return a new user with the role; nobody for the anonymous visitor."""
    if role == ANONYMOUS:
        return None
    return new_user(is_superuser=True) if role == ADMINISTRATOR else person(Role(role))


def browser_of(role: str) -> Client:
    """Return a browser in which a new user with the role is signed in."""
    return signed_in(user_of(role))


def signed_in(user: User | None) -> Client:
    """Return a new browser in which the user is signed in."""
    client = Client()
    if user:
        client.force_login(user)
    return client


@dataclass(slots=True)
class Form:
    """The form of a page: where it is sent, and the values that it holds when it is opened."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    buttons: frozenset[str] = frozenset()


class Forms:
    """The forms that roles are shown where rows begin, each page opened once by each of them."""

    def __init__(self) -> None:
        self._administrator = browser_of(ADMINISTRATOR)
        self._found: dict[tuple[str, str], Form] = {}

    def form(self, address: str, role: str, browser: Client) -> Form:
        """Return the form of a page; who is not shown one borrows an administrator's. Empty where nobody is shown one."""
        key = (address, role)
        if key not in self._found:
            response = browser.get(address)
            shown = response.status_code == 200
            self._found[key] = _form_of(response, address) if shown else self._lent(address)
        return self._found[key]

    def _lent(self, address: str) -> Form:
        key = (address, "")
        if key not in self._found:
            response = self._administrator.get(address)
            self._found[key] = _form_of(response, address) if response.status_code == 200 else Form(address)
        return self._found[key]


class Actor:
    """Somebody who does something in the admin.

    Who is not shown a form borrows an administrator's, and sends it all the same: a refusal must not rest on the form.
    """

    def __init__(self, role: str, user: User | None, forms: Forms) -> None:
        self.role = role
        self.browser = signed_in(user)
        self._forms = forms
        # Whether something was sent: the forms of where a row begins are of no use then.
        self._acted = False
        # The last answer to something that was sent.
        self.answer: HttpResponse = HttpResponse()

    def open(self, address: str) -> Form:
        """Open a page and read its form; empty where nobody is shown one."""
        forms = Forms() if self._acted else self._forms
        return forms.form(address, self.role, self.browser)

    def send(self, address: str, *, button: str = "", **changes: Any) -> HttpResponse:
        """Open a page, change values of its form, press a button; a value of None leaves the field out."""
        form = self.open(address)
        values: dict[str, Any] = {**form.values, **changes}
        if button:
            values[button] = button
        values = {name: value for name, value in values.items() if value is not None}
        return self._post(form.action, values)

    def call(self, address: str, **values: Any) -> HttpResponse:
        """Send values as the admin's own scripts do, as JSON."""
        headers = {"accept": "application/json"}
        return self._post(address, values, content_type="application/json", headers=headers)

    def press(self, address: str, **values: Any) -> HttpResponse:
        """Press a button that sends no form."""
        return self._post(address, values)

    def _post(self, address: str, values: dict[str, Any], **options: Any) -> HttpResponse:
        self.answer = self.browser.post(address, values, **options)
        self._acted = True
        return self.answer


def _form_of(response: HttpResponse, address: str) -> Form:
    """Read the page's own form: the one for its address, or the last that is posted."""
    text = response.content.decode()
    if response["Content-Type"].startswith("application/json"):
        text = json.loads(text).get("html") or "<p></p>"
    page = lxml.html.fromstring(text)
    posted = [form for form in page.forms if form.method == "POST" and form.action]
    path = address.partition("?")[0]
    own = [form for form in posted if form.action.partition("?")[0] == path] or posted
    if not own:
        return Form(address)
    form = own[-1]
    values: dict[str, list[str]] = {}
    for name, value in _values(form):
        values.setdefault(name, []).append(value)
    buttons = {str(button.get("name")) for button in page.xpath("//button[@name]")}
    return Form(form.action, values, frozenset(buttons))


def _values(form: Any) -> list[tuple[str, str]]:
    """Return what a browser would send of the form without a button."""
    found: list[tuple[str, str]] = []
    for control in form.inputs:
        name, kind = control.get("name"), control.get("type", "")
        if not name or "disabled" in control.attrib or kind in {"submit", "button", "image", "reset", "file"}:
            continue
        if kind in {"checkbox", "radio"}:
            if control.checked:
                found.append((name, control.get("value", "on")))
        elif control.tag == "select" and control.multiple:
            found += [(name, value) for value in control.value]
        elif control.tag == "textarea":
            # The line break after the tag is not part of the text.
            found.append((name, (control.value or "").removeprefix("\n")))
        else:
            found.append((name, control.value or ""))
    return found
