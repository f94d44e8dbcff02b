"""Who stands above whom: nobody changes an account, or gives a group, that may do what they may not."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

from wagtail.models import GroupCollectionPermission, GroupPagePermission

from .models import User
from .permissions import Person


@dataclass(frozen=True, slots=True)
class Grants:
    """Permissions of the site, and permissions below a page or a collection, which are known by their path in the tree."""

    permissions: frozenset[int]
    places: frozenset[tuple[str, str, int]]

    def cover(self, other: "Grants") -> bool:
        """Whether these hold everything that the others do."""
        return other.permissions <= self.permissions and all(self._cover_place(*place) for place in other.places)

    def _cover_place(self, tree: str, path: str, permission: int) -> bool:
        return any(
            tree == own_tree and permission == own and path.startswith(own_path)
            for own_tree, own_path, own in self.places
        )


def grants_of(groups: QuerySet[Group], user: User | None = None) -> Grants:
    """Return what these groups hold, and what the person was given without a group; whether active or not."""
    held = Q(group__in=groups) if user is None else Q(group__in=groups) | Q(user=user)
    pages = GroupPagePermission.objects.filter(group__in=groups).values_list("page__path", "permission_id")
    collections = GroupCollectionPermission.objects.filter(group__in=groups)
    places = {("page", path, permission) for path, permission in pages}
    places |= {
        ("collection", path, permission)
        for path, permission in collections.values_list("collection__path", "permission_id")
    }
    return Grants(frozenset(Permission.objects.filter(held).values_list("pk", flat=True)), frozenset(places))


def may_manage(acting: Person, person: User) -> bool:
    """Whether somebody may change the account of another person, if they may change accounts at all."""
    if acting.is_superuser:
        return True
    if person.is_superuser or not isinstance(acting, User):
        return False
    return _own(acting).cover(_own(person))


def givable_groups(acting: Person, groups: QuerySet[Group]) -> QuerySet[Group]:
    """Return those of the groups that somebody may give: an administrator all, others none above their own."""
    if acting.is_superuser:
        return groups
    if not isinstance(acting, User):
        return groups.none()
    own = _own(acting)
    return groups.filter(
        pk__in=[group.pk for group in groups if own.cover(grants_of(Group.objects.filter(pk=group.pk)))]
    )


def _own(user: User) -> Grants:
    return grants_of(user.groups.all(), user)
