"""What the tests of contributions have in common."""

import pytest

from tests.contributing import contributor


@pytest.fixture
def owner(client):
    """Return a contributor who is signed in."""
    user = contributor()
    client.force_login(user)
    return user
