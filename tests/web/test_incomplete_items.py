"""What was sent in may be incomplete: it is a page that can be previewed, and is not published before it is complete."""

from django.core.exceptions import ValidationError

import pytest

from accounts.roles import Role
from tests.factories import advocacy_outcome, case_study, court_case, person

pytestmark = pytest.mark.django_db

MISSING = [
    (case_study, {"year_from": None, "year_to": None}),
    (court_case, {"decision_date": None, "outcome": ""}),
    (advocacy_outcome, {"date": None, "level": ""}),
]


@pytest.mark.parametrize(("maker", "values"), MISSING, ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_not_known_yet_is_missing_in_the_preview_and_stops_the_publication(client, maker, values):
    item = maker(live=False, **values)
    client.force_login(person(Role.COORDINATOR))
    preview = client.get(f"/admin/pages/{item.pk}/view_draft/")
    assert preview.status_code == 200
    assert "None" not in preview.content.decode()
    with pytest.raises(ValidationError) as refused:
        item.save_revision(clean=False).publish()
    assert set(refused.value.message_dict) == set(values)
