"""Casebook as it runs on the internet, asked through nginx."""

import re

import pytest

from .stack import HOST, MAX_UPLOAD_MB, Stack, wait_until

pytestmark = pytest.mark.xdist_group("production")

PUBLISH = """
from functools import partial
from accounts.models import Organisation
from tests.factories import case_study
own = Organisation.objects.get_or_create(slug="one", defaults={"name": "One", "country": "NL"})[0]
partial(case_study, organisation=own)"""


def test_every_part_answers(stack: Stack):
    # The worker makes the index at its first start.
    wait_until(lambda: '"search": "ok"' in stack.get("/-/ready").text, "an index")
    assert stack.get("/-/ready").status == 200
    for path in ("/", "/search/", "/topics/", "/accounts/login/", "/robots.txt", "/sitemap.xml"):
        assert stack.get(path).status == 200, path


def test_the_settings_pass_their_own_check(stack: Stack):
    assert "no issues" in stack.manage("check", "--deploy", "--fail-level", "WARNING")


def test_a_published_case_is_found_and_a_withdrawn_one_is_gone(stack: Stack):
    stack.python(
        "from tests.factories import case_study; case_study(title='Quagga on a farm', what_happened='Orchard.')"
    )
    wait_until(lambda: "Quagga on a farm" in stack.get("/search/?q=orchards").text, "found by an inflected word")
    assert "<mark>Orchard</mark>" in stack.get("/search/?q=orchards").text
    stack.python("from cases.models import CaseStudyPage as C; C.objects.get(title='Quagga on a farm').unpublish()")
    assert "Quagga on a farm" not in stack.get("/search/?q=orchards").text
    wait_until(lambda: "changes that wait: 0" in stack.manage("search_status"), "delivered")
    assert "agree" in stack.manage("search_check")


def test_what_the_web_process_could_not_deliver_the_worker_does(stack: Stack):
    # Written as a process leaves it that was killed right after the commit.
    stack.python(
        f"from search.services import outbox; outbox.schedule_delivery = lambda: None\n{PUBLISH}(title='Left behind')"
    )
    wait_until(lambda: "Left behind" in stack.get("/search/?q=behind").text, "delivered by the worker")


def test_plain_http_leads_to_https(stack: Stack):
    answer = stack.get_plain("/search/?q=x", X_Forwarded_Proto="https")
    assert answer.status == 308
    assert answer.headers["location"] == f"https://{HOST}/search/?q=x"


def test_what_a_client_claims_about_itself_goes_no_further(stack: Stack):
    answer = stack.get(
        "/search/", X_Forwarded_Proto="http", X_Forwarded_Host="evil.example", Forwarded="host=evil.example"
    )
    assert answer.status == 200
    assert "evil.example" not in answer.text


def test_another_host_is_refused(stack: Stack):
    assert stack.get("/", Host="evil.example").status == 400


def test_static_files_never_expire_and_come_compressed(stack: Stack):
    home = stack.get("/").text
    path = re.search(r'href="(/static/[^"]+\.css)"', home).group(1)
    answer = stack.get(path, Accept_Encoding="gzip")
    assert answer.status == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"].startswith("text/css")


def test_pages_are_compressed_and_under_the_strict_policy(stack: Stack):
    answer = stack.get("/search/", Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    assert "server" not in answer.headers or "/" not in answer.headers["server"]
    assert "set-cookie" not in answer.headers


def test_a_file_that_is_too_large_is_refused_at_the_door(stack: Stack):
    answer = stack.get("/accounts/login/", "POST", b"x" * ((MAX_UPLOAD_MB + 2) * 1024 * 1024))
    assert answer.status == 413


def test_no_folder_of_files_is_served(stack: Stack):
    secret = stack.folder / "var" / "media" / "documents"
    secret.mkdir(parents=True, exist_ok=True)
    (secret / "secret.pdf").write_bytes(b"secret")
    for path in ("/media/documents/secret.pdf", "/static/../var/media/documents/secret.pdf", "/documents/secret.pdf"):
        answer = stack.get(path)
        assert answer.status in {400, 404}, path
        assert answer.body != b"secret"


def test_the_log_names_neither_people_nor_what_they_look_for(stack: Stack):
    stack.get("/search/?q=unmistakable-words", Referer="https://elsewhere.example/", User_Agent="Somebody/1.0")
    stack.get("/search/suggest/?q=unmistakable-words")
    log = (stack.folder / "access.log").read_text(encoding="utf-8")
    assert "GET /search/ 200" in log
    for word in ("unmistakable", "elsewhere", "Somebody", "127.0.0.1"):
        assert word not in log
    for name in ("gunicorn", "worker", "error"):
        file = stack.folder / f"{name}.log"
        assert "unmistakable" not in (file.read_text(encoding="utf-8") if file.exists() else "")
