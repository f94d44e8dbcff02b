"""Files that nginx sends: to whom the application says, as HTTP wants it, and counted as if the application had sent them."""

import json

import pytest

from tests.factories import publication
from tests.integration.faults.web_process import web_process
from tests.production.stack import Stack, wait_until
from tests.usage_cases import FIREFOX, SINGLE, Case
from tests.usage_library import make_file, make_library

pytestmark = [
    pytest.mark.usefixtures("own_database", "media"),
    pytest.mark.skipif(not Stack.has_nginx(), reason="needs nginx (Debian: apt install nginx-light)"),
]
# Who is signed in is known by the application alone, whoever sends the file.
CASES = [case for case in SINGLE if not any(ask.who for ask in case.asks)]
HOST = {"Host": "127.0.0.1"}


@pytest.fixture
def library(media):
    media.mkdir()
    return make_library()


@pytest.fixture
def site(tmp_path, library, monkeypatch):
    """The web process behind nginx, which sends the files; each on a port of its own."""
    monkeypatch.setenv("FILES_BY_NGINX", "1")
    with web_process(tmp_path) as web:
        stack = Stack(tmp_path, database_url="", search_url="", app_port=web.port)
        stack.start_nginx()
        try:
            wait_until(lambda: stack.get("/-/live", **HOST).status == 200, "nginx answers")
            yield stack
        finally:
            stack.stop()


def recorded(stack: Stack) -> list[dict]:
    """Return the lines of the spool, and empty it."""
    lines = []
    for path in sorted((stack.folder / "usage").glob("*.jsonl")):
        lines += [json.loads(line) for line in path.read_bytes().split(b"\n") if line]
        path.unlink()
    return lines


def counted(stack: Stack, case: Case, addresses: dict[str, str]) -> tuple[int, int, list[str]]:
    """Ask as the case says; return how many requests and investigations count, and why the others do not."""
    for ask in case.asks:
        headers = HOST | ask.headers | ({} if ask.agent is None else {"User-Agent": ask.agent})
        stack.get(addresses[ask.what] + ask.query, ask.method, **headers)
    lines = recorded(stack)
    events = [line for line in lines if "id" in line]
    return (
        sum(bool(event["file"]) for event in events),
        len(events),
        sorted(line["out"] for line in lines if "out" in line),
    )


def test_each_case_is_counted_as_the_rules_say(site, library):
    found = {case.name: counted(site, case, library.addresses) for case in CASES}
    assert len(found) >= 50
    assert found == {case.name: (case.total, case.figures[0], sorted(case.out)) for case in CASES}


def test_what_web_search_engines_may_not_list_says_so(site, library):
    kept_out = make_file("kept-out.pdf")
    publication(title="Kept out", files=[kept_out], in_web_search=False)
    answer = site.get(kept_out.url, **HOST, User_Agent=FIREFOX)
    assert (answer.status, answer.headers.get("x-robots-tag")) == (200, "noindex")
    assert "x-robots-tag" not in site.get(library.addresses["file"], **HOST, User_Agent=FIREFOX).headers


def test_files_are_sent_as_http_wants_it_and_only_by_the_application(site, library, media):
    address = library.addresses["file"]
    content = next(media.rglob("study*.pdf")).read_bytes()
    whole = site.get(address, **HOST, User_Agent=FIREFOX)
    assert (whole.status, whole.body) == (200, content)
    assert whole.headers["content-type"] == "application/pdf"
    assert whole.headers["content-disposition"].startswith("inline")
    assert whole.headers["cache-control"] == "private, no-cache"
    assert whole.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in whole.headers["content-security-policy"]
    assert "x-accel-redirect" not in whole.headers
    head = site.get(address, "HEAD", **HOST)
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(content)))
    part = site.get(address, **HOST, Range="bytes=5-9")
    assert (part.status, part.body) == (206, content[5:10])
    assert part.headers["content-range"] == f"bytes 5-9/{len(content)}"
    assert site.get(address, **HOST, Range=f"bytes={len(content)}-").status == 416
    known = site.get(address, **HOST, If_None_Match=whole.headers["etag"])
    assert (known.status, known.body) == (304, b"")
    for missing in (
        library.addresses["gone"],
        library.addresses["hidden"],
        "/-/files/",
        f"/-/files/documents/{address[-9:]}",
    ):
        assert site.get(missing, **HOST).status == 404, missing
