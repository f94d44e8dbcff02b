"""Asks an address as a browser does, and reads all that it answers."""

from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.test import Client


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answers, redirects within the site followed."""

    status: int
    text: str
    headers: str


def ask(client: Client, path: str) -> Answer:
    """Return what the address answers to this reader."""
    response = client.get(path, follow=True)
    return Answer(response.status_code, body_of(response), f"{dict(response.headers)} {response.redirect_chain}")


def body_of(response: HttpResponseBase) -> str:
    """Return the text of a response, sent at once or in pieces."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", "replace")
