"""A person at a browser without JavaScript: opens pages, and sends forms as they were shown with some fields changed."""

import http.client
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.form_fields import Fields


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
