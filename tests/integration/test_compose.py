"""docker-compose.yml, read by docker-compose itself. Containers do not run here; the same parts run in tests/production."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.conf import settings

import pytest
import yaml

from search.engines.elasticsearch.connection import read_address

ROOT = Path(settings.BASE_DIR)
SECRETS = {
    "CASEBOOK_HOST": "casebook.example", "SECRET_KEY": "k" * 60, "POSTGRES_PASSWORD": "database0secret",
    "ELASTICSEARCH_PASSWORD": "search0secret", "EMAIL_URL": "smtp://mail.example", "CONTACT_EMAIL": "us@casebook.example",
    "TLS_CERTIFICATE": "/etc/tls/certificate.pem", "TLS_KEY": "/etc/tls/key.pem",
}  # fmt: skip
ONE_SHOT = {"setup"}


def config(**secrets: str) -> subprocess.CompletedProcess[str]:
    """Return what `docker-compose config` says with these secrets and no others."""
    command = shutil.which("docker-compose")
    if command is None:
        if os.environ.get("CI"):
            pytest.fail("docker-compose is missing")
        pytest.skip("needs docker-compose (Debian: apt install docker-compose)")
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **secrets}
    with tempfile.NamedTemporaryFile(suffix=".env") as nothing:
        return subprocess.run(
            [command, "--file", str(ROOT / "docker-compose.yml"), "--env-file", nothing.name, "config"],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip


@pytest.fixture(scope="module")
def services() -> dict:
    """Return the services as docker-compose reads them."""
    done = config(**SECRETS)
    assert done.returncode == 0, done.stderr
    return yaml.safe_load(done.stdout)["services"]


@pytest.mark.parametrize("missing", sorted(SECRETS))
def test_a_missing_value_is_named_and_none_has_a_default(missing):
    done = config(**{name: value for name, value in SECRETS.items() if name != missing})
    assert done.returncode != 0
    assert f"Set {missing} in .env" in done.stderr


def test_the_example_asks_for_every_value_and_holds_none():
    lines = (ROOT / "deploy" / "example.env").read_text(encoding="utf-8").splitlines()
    asked = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert asked == dict.fromkeys(SECRETS, "")


def test_every_service_has_a_health_check_a_memory_limit_and_comes_back(services):
    assert set(services) == {"setup", "web", "worker", "counter", "postgres", "elasticsearch", "valkey", "nginx"}
    for name, service in services.items():
        assert service["mem_limit"], name
        if name not in ONE_SHOT:
            assert service["healthcheck"]["test"], name
            assert service["restart"] == "unless-stopped", name


def test_data_is_kept_in_volumes(services):
    kept = {volume.split(":")[0] for service in services.values() for volume in map(str, service.get("volumes", []))}
    assert {"database", "index", "files"} <= kept


def test_the_proxy_sends_the_files_that_the_application_stores_and_cannot_change_them(services):
    (mount,) = (volume for volume in services["nginx"]["volumes"] if str(volume).startswith("media:"))
    assert mount == f"media:{services['nginx']['environment']['FILES_ROOT']}:ro"
    for name in ("web", "worker", "counter", "setup"):
        environment = services[name]["environment"]
        assert (environment["FILES_BY_NGINX"], environment["MEDIA_ROOT"]) == ("1", "/media")
        assert "media:/media" in "".join(map(str, services[name]["volumes"]))


def test_only_the_proxy_can_be_reached_from_outside(services):
    assert [name for name, service in services.items() if service.get("ports")] == ["nginx"]
    for name in ("postgres", "elasticsearch", "valkey"):
        assert set(services[name]["networks"]) == {"inside"}


def test_limits_count_the_client_and_are_shared(services):
    environment = services["web"]["environment"]
    assert environment["TRUSTED_PROXY_COUNT"] == "1", "nginx is the one proxy"
    assert environment["CACHE_URL"] == "redis://valkey:6379/0"


def test_the_address_of_the_search_is_one_that_the_engine_understands(services):
    address = read_address(services["web"]["environment"]["SEARCH_URL"])
    assert (address.user, address.password, address.alias) == ("elastic", "search0secret", "casebook")


def test_the_proxy_lets_through_what_the_application_takes(services):
    largest = int(services["web"]["environment"]["MAX_UPLOAD_MB"])
    assert int(services["nginx"]["environment"]["MAX_BODY_MB"]) > largest
