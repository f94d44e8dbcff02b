"""User (known by e-mail), Organisation, and the Membership between them."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .characters import clean_texts_of
from .countries import country_choices, validate_country


class UserManager(BaseUserManager["User"]):
    """Makes users from an e-mail address and a password."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user; the whole address is stored in lower case, so that one person has one account.

        Raises:
            ValueError: the address is empty.
        """
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user who may do everything in the admin."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        # Whoever can start commands on the server needs no mail to prove the address.
        user.emailaddress_set.update(verified=True)  # type: ignore[attr-defined]  # django-allauth's
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find the user at sign-in; upper and lower case are the same."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person with an account; the e-mail address is the name to sign in with."""

    username = None  # type: ignore[assignment]  # AbstractUser's way to drop a field
    email = models.EmailField(_("e-mail address"), unique=True)
    # Of the pages, when the person signed in last: mails are written in it.
    language = models.CharField(max_length=10, blank=True, default="", editable=False)
    session_series = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django compares it at every request: another password or address or a higher number ends the sessions.
        return salted_hmac(
            "accounts.User.session",
            f"{self.password}|{self.email}|{self.session_series}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class Organisation(models.Model):
    """A member of the network: the owner of what its people share."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        help_text=_("The last part of the organisation's address. Do not change it."),
    )
    country = models.CharField(_("country"), max_length=2, choices=country_choices, validators=[validate_country])
    website = models.URLField(_("website"), blank=True)
    description = models.TextField(_("description"), blank=True, max_length=1000)
    members: "models.ManyToManyField[User, Membership]" = models.ManyToManyField(
        User, through="Membership", related_name="organisations", verbose_name=_("members")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(country__regex=r"^[A-Z]{2}$"),
                name="accounts_organisation_country_is_iso",
                violation_error_message=_("Choose a country from the list."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the organisation's public page."""
        return reverse("organisation", args=[self.slug])

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check everything."""
        clean_texts_of(self)
        super().full_clean(*args, **kwargs)


class Membership(models.Model):
    """That a person works for an organisation. Roles are groups (see `roles`), because they hold across organisations."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("user"))
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name=_("organisation")
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                name="accounts_membership_once",
                violation_error_message=_("This person is already a member of this organisation."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"
