"""SEARCH_URL: what it may say, and what a wrong certificate or password is answered with."""

import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from elasticsearch import ApiError, TransportError

from search.checks import check_search_url
from search.engines.elasticsearch.connection import AddressError, connect, read_address
from search.engines.elasticsearch.failures import sentence
from tests.certificates import certificate


def test_all_parts_are_read():
    address = read_address("elasticsearch+https://us%40er:p%2Fw@search.example:9201/cases?ca_certs=/etc/ca.pem")
    assert (address.url, address.alias) == ("https://search.example:9201", "cases")
    assert (address.user, address.password, address.ca_certs) == ("us@er", "p/w", "/etc/ca.pem")
    assert read_address("elasticsearch+http://[::1]/").url == "http://[::1]:9200"
    assert read_address("elasticsearch+http://h").alias == "casebook"


def test_what_is_shown_of_an_address_holds_no_secret():
    shown = repr(read_address("elasticsearch+https://user:hush@h")) + repr(
        read_address("elasticsearch+https://h/?api_key=hush")
    )
    assert "hush" not in shown


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("elasticsearch+http://", "names no host"),
        ("elasticsearch+http://h:port", "not a number"),
        ("elasticsearch+http://user@h", "without a password"),
        ("elasticsearch+http://user:hush@h?api_key=hush", "keep one of them"),
        ("elasticsearch+http://h/Upper", "lower-case"),
        ("elasticsearch+http://h/a,b", "lower-case"),
        ("elasticsearch+http://h?verify_certs=0", "not known: verify_certs"),
        ("elasticsearch+http://h?ca_certs=/ca.pem", "not elasticsearch\\+https"),
    ],
)
def test_a_wrong_address_is_told_without_its_secrets(url, message):
    with pytest.raises(AddressError, match=message) as caught:
        read_address(url)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "engine", "expected"),
    [
        ("sqlite://", "django.db.backends.sqlite3", []),
        ("sqlite://", "django.db.backends.postgresql", ["search.E001"]),
        ("elasticsearch+http://", "django.db.backends.postgresql", ["search.E002"]),
        ("elasticsearch+https://h?ca_certs=/no/such/file", "django.db.backends.postgresql", ["search.E003"]),
        ("elasticsearch+http://user:hush@search.example", "django.db.backends.postgresql", ["search.E004"]),
        ("elasticsearch+http://user:hush@127.0.0.1", "django.db.backends.postgresql", []),
        ("elasticsearch+https://user:hush@search.example", "django.db.backends.postgresql", []),
    ],
)
def test_checks_name_what_is_wrong(settings, monkeypatch, url, engine, expected):
    settings.SEARCH_URL = url
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", engine)
    found = check_search_url()
    assert [message.id for message in found] == expected
    assert "hush" not in "".join(str(message) for message in found)


def test_a_closed_network_may_do_without_encryption(settings):
    settings.SEARCH_URL = "elasticsearch+http://user:hush@search.example"
    settings.SEARCH_PLAIN_ALLOWED = True
    assert check_search_url() == []


class Guarded(BaseHTTPRequestHandler):
    """Answers as a server with security does to whoever has no right."""

    def do_HEAD(self) -> None:
        self.send_response(401)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """Serve over TLS on a free port; return it and the certificate."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Guarded)
    ca, key = certificate(tmp_path, "localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(ca, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1], ca
    server.shutdown()
    server.server_close()


def told(url: str) -> str:
    with pytest.raises((ApiError, TransportError)) as caught:
        connect(read_address(url), 5).indices.exists_alias(name="x")
    return sentence(caught.value)


def test_a_certificate_that_nobody_vouches_for_is_refused(guarded):
    port, _ca = guarded
    assert "certificate of Elasticsearch cannot be verified" in told(f"elasticsearch+https://localhost:{port}")


def test_a_wrong_password_is_told_without_it(guarded):
    port, ca = guarded
    said = told(f"elasticsearch+https://user:hush@localhost:{port}/?ca_certs={ca}")
    assert "refuses the user, password or API key" in said
    assert "hush" not in said


def test_a_server_that_is_not_there_is_told(guarded):
    assert "cannot be reached" in told("elasticsearch+http://127.0.0.1:9")
