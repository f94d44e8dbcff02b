"""The organisations and accounts of the demo. The password is known to everybody: never on a server on the internet."""

from typing import Any

from accounts.addresses import confirm_address
from accounts.models import Organisation, User
from accounts.roles import Role
from accounts.services import add_member

PASSWORD = "casebook-demo"  # noqa: S105  printed by `make run`
COORDINATOR = "coordinator@casebook.example"
ACCOUNTS = (
    ("reader@casebook.example", "Network", "Reader", Role.NETWORK_READER),
    ("contributor@casebook.example", "Case", "Contributor", Role.CONTRIBUTOR),
    ("reviewer@casebook.example", "Case", "Reviewer", Role.REVIEWER),
    (COORDINATOR, "Network", "Coordinator", Role.COORDINATOR),
)
SECRETARIAT = {"name": "Network Secretariat", "slug": "secretariat", "country": "NL"}


def load_organisations(rows: list[dict[str, Any]]) -> dict[str, Organisation]:
    """Create the organisations that are missing; return all by slug."""
    for row in [SECRETARIAT, *rows]:
        values = {name: row[name] for name in ("name", "country", "website", "description") if name in row}
        Organisation.objects.get_or_create(slug=row["slug"], defaults=values)
    return {organisation.slug: organisation for organisation in Organisation.objects.all()}


def load_accounts(organisations: dict[str, Organisation]) -> None:
    """Create the accounts that are missing: readers and contributors belong to a member, the others to the secretariat."""
    secretariat = organisations["secretariat"]
    member = next((one for slug, one in organisations.items() if slug != "secretariat"), secretariat)
    for email, first, last, role in ACCOUNTS:
        if not User.objects.filter(email=email).exists():
            user = User.objects.create_user(email, PASSWORD, first_name=first, last_name=last)
            confirm_address(user=user)
            home = member if role in {Role.NETWORK_READER, Role.CONTRIBUTOR} else secretariat
            add_member(user=user, organisation=home, role=role)
