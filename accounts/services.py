"""Writes of people and organisations: roles and members."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from wagtail.models import Collection, GroupCollectionPermission

from .models import Membership, Organisation, User
from .roles import Role

# Permissions by role, as "app.codename". Pages are granted by subtree, files and pictures by collection.
_PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.NETWORK_READER: (),
    Role.CONTRIBUTOR: (),
    Role.REVIEWER: ("wagtailadmin.access_admin",),
    Role.COORDINATOR: (
        "wagtailadmin.access_admin",
        *[f"accounts.{action}_organisation" for action in ("add", "change", "view")],
        *[f"accounts.{action}_membership" for action in ("add", "change", "delete", "view")],
        *[f"accounts.{action}_user" for action in ("add", "change", "view")],
    ),
}
# Wagtail asks for the permissions of its own document model, whatever model stands in its place.
_COLLECTION_PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.REVIEWER: ("wagtaildocs.choose_document", "wagtailimages.choose_image"),
    Role.COORDINATOR: (
        *[f"wagtaildocs.{action}_document" for action in ("add", "change", "choose")],
        *[f"wagtailimages.{action}_image" for action in ("add", "change", "choose")],
    ),
}


@transaction.atomic
def ensure_roles() -> dict[str, Group]:
    """Create the group of each role and give it what the role may do; nothing that staff added is taken away."""
    permissions = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    groups = {role: Group.objects.get_or_create(name=role)[0] for role in Role}
    Group.permissions.through.objects.bulk_create(
        [
            Group.permissions.through(group_id=groups[role].pk, permission_id=permissions[name])
            for role, names in _PERMISSIONS.items()
            for name in names
        ],
        ignore_conflicts=True,
    )
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(group=groups[role], collection=root, permission_id=permissions[name])
            for role, names in _COLLECTION_PERMISSIONS.items()
            for name in names
        ],
        ignore_conflicts=True,
    )
    return {str(role): group for role, group in groups.items()}


@transaction.atomic
def add_member(*, user: User, organisation: Organisation, role: Role) -> Membership:
    """Make a person a member of an organisation and give them a role; done twice, it changes nothing."""
    user.groups.add(ensure_roles()[role])
    return Membership.objects.get_or_create(user=user, organisation=organisation)[0]


@transaction.atomic
def set_organisations(*, user: User, organisations: Iterable[Organisation]) -> None:
    """Make a person a member of these organisations and of no others; memberships that stay are left as they are."""
    wanted = {organisation.pk for organisation in organisations}
    held = set(user.memberships.values_list("organisation_id", flat=True))
    user.memberships.filter(organisation_id__in=held - wanted).delete()
    Membership.objects.bulk_create(Membership(user=user, organisation_id=pk) for pk in sorted(wanted - held))
