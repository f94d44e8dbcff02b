"""Who may do what, as predicates. Views, templates and Wagtail's policies ask here and nowhere else."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from .models import User
from .roles import Role

Person = User | AnonymousUser
NETWORK_ROLES = frozenset(Role)


def roles_of(user: Person) -> frozenset[str]:
    """Return the names of the user's groups; read once for each user instance."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    cached: frozenset[str] | None = getattr(user, "_role_names", None)
    if cached is None:
        cached = frozenset(user.groups.values_list("name", flat=True))
        user.__dict__["_role_names"] = cached
    return cached


def _has_role(user: Person, *roles: Role) -> bool:
    return bool(user.is_active and (user.is_superuser or roles_of(user) & frozenset(roles)))


def people_with(*roles: Role) -> QuerySet[User]:
    """Return the people with an open account and one of the roles, each once."""
    return User.objects.filter(is_active=True, groups__name__in=roles).distinct()


def can_read_network(user: Person) -> bool:
    """Whether the user may read what is shared within the network only: an active account with any role."""
    return _has_role(user, *NETWORK_ROLES)


def can_contribute(user: Person) -> bool:
    """Whether the user may share cases."""
    return _has_role(user, Role.CONTRIBUTOR, Role.REVIEWER, Role.COORDINATOR)


def can_review(user: Person) -> bool:
    """Whether the user may check what others share."""
    return _has_role(user, Role.REVIEWER, Role.COORDINATOR)


def can_coordinate(user: Person) -> bool:
    """Whether the user may manage topics, publications and people."""
    return _has_role(user, Role.COORDINATOR)
