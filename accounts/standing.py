"""Who stands above whom: nobody changes an account, or gives a group, that may do what they may not."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db.models import QuerySet

from wagtail.models import GroupCollectionPermission, GroupPagePermission

from .models import User
from .permissions import Person

# Which tree, the path in it, the permission.
Place = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Grants:
    """Permissions of the site, and permissions below a page or a collection, which are known by their path in the tree."""

    permissions: frozenset[int]
    places: frozenset[Place]

    def cover(self, other: "Grants") -> bool:
        """Whether these hold everything that the others do."""
        return other.permissions <= self.permissions and all(self._cover_place(*place) for place in other.places)

    def __or__(self, other: "Grants") -> "Grants":
        """Return what both hold together."""
        return Grants(self.permissions | other.permissions, self.places | other.places)

    def _cover_place(self, tree: str, path: str, permission: int) -> bool:
        return any(
            tree == own_tree and permission == own and path.startswith(own_path)
            for own_tree, own_path, own in self.places
        )


def manageable(acting: Person, people: Collection[User]) -> set[int]:
    """Return the keys of those people whose accounts somebody may change, if they may change accounts at all.

    Five statements, however many people there are.
    """
    if acting.is_superuser:
        return {person.pk for person in people}
    if not isinstance(acting, User):
        return set()
    held = _held_by([acting.pk, *(person.pk for person in people)])
    own = held[acting.pk]
    return {person.pk for person in people if not person.is_superuser and own.cover(held[person.pk])}


def may_manage(acting: Person, person: User) -> bool:
    """Whether somebody may change the account of another person, if they may change accounts at all."""
    return person.pk in manageable(acting, [person])


def givable_groups(acting: Person, groups: QuerySet[Group]) -> QuerySet[Group]:
    """Return those of the groups that somebody may give: an administrator all, others none above their own."""
    if acting.is_superuser:
        return groups
    if not isinstance(acting, User):
        return groups.none()
    own = _held_by([acting.pk])[acting.pk]
    grants = _grants_of_groups(list(groups.values_list("pk", flat=True)))
    return groups.filter(pk__in=[group for group, held in grants.items() if own.cover(held)])


def _held_by(users: Collection[int]) -> dict[int, Grants]:
    """Return what each user holds by their groups and by themselves, whether active or not."""
    memberships = list(User.groups.through.objects.filter(user__in=users).values_list("user", "group"))
    by_group = _grants_of_groups({group for _user, group in memberships})
    held = _gathered(
        users, User.user_permissions.through.objects.filter(user__in=users).values_list("user", "permission")
    )
    for user, group in memberships:
        held[user] |= by_group[group]
    return held


def _grants_of_groups(groups: Collection[int]) -> dict[int, Grants]:
    """Return what each group holds in the site, below pages and below collections."""
    permissions = Group.permissions.through.objects.filter(group__in=groups).values_list("group", "permission")
    pages = GroupPagePermission.objects.filter(group__in=groups).values_list("group", "page__path", "permission")
    collections = GroupCollectionPermission.objects.filter(group__in=groups)
    return _gathered(
        groups,
        permissions,
        [(group, ("page", path, permission)) for group, path, permission in pages]
        + [
            (group, ("collection", path, permission))
            for group, path, permission in collections.values_list("group", "collection__path", "permission")
        ],
    )


def _gathered(
    holders: Iterable[int],
    permissions: Iterable[tuple[int, int]],
    places: Iterable[tuple[int, Place]] = (),
) -> dict[int, Grants]:
    """Return the grants of each holder from pairs of a holder and what it holds."""
    sites: dict[int, set[int]] = defaultdict(set)
    trees: dict[int, set[Place]] = defaultdict(set)
    for holder, permission in permissions:
        sites[holder].add(permission)
    for holder, place in places:
        trees[holder].add(place)
    return {holder: Grants(frozenset(sites[holder]), frozenset(trees[holder])) for holder in holders}
