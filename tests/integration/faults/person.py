"""A person at a browser without JavaScript: opens pages, and sends forms as they were shown with some fields changed."""

import http.client
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

Fields = list[tuple[str, str]]


@dataclass(slots=True)
class Answer:
    """What the site answered."""

    status: int
    text: str
    location: str


@dataclass(slots=True)
class Person:
    """Somebody who uses the site at a port of this machine, with the cookies they were given."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, None)

    def send(self, path: str, fields: Fields) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(fields))

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            for name, value in response.getheaders():
                if name.lower() == "set-cookie":
                    key, _equals, rest = value.partition("=")
                    self.cookies[key] = rest.partition(";")[0]
            return Answer(response.status, response.read().decode(), response.getheader("Location", ""))
        finally:
            connection.close()


def form_with(page: str, name: str) -> Fields:
    """Return what the form that has a field of this name would send, without its buttons."""
    reader = _Forms()
    reader.feed(page)
    return next(form for form in reader.forms if any(there == name for there, _value in form))


def changed(fields: Fields, **changes: str) -> Fields:
    """Return the fields with other values."""
    return [pair for pair in fields if pair[0] not in changes] + list(changes.items())


class _Forms(HTMLParser):
    """Collects the fields of each form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Fields] = []
        self._inside = False
        self._select = ""
        self._textarea: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field."""
        values = dict(attrs)
        name, value = values.get("name") or "", values.get("value") or ""
        if tag == "form":
            self.forms.append([])
            self._inside = True
        elif not self._inside or "disabled" in values:
            return
        elif tag == "input" and name and values.get("type") not in {"submit", "button", "file", "range", "image"}:
            if values.get("type") not in {"checkbox", "radio"} or "checked" in values:
                self.forms[-1].append((name, value))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in values:
            self.forms[-1].append((self._select, value))
        elif tag == "textarea":
            self._textarea, self._text = name, ""

    def handle_data(self, data: str) -> None:
        """Note the text of a large field."""
        if self._textarea is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a field or form."""
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._textarea is not None:
            # The line break right after the tag is not part of the text.
            self.forms[-1].append((self._textarea, self._text.removeprefix("\n")))
            self._textarea = None
