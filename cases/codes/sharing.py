"""The terms of a sharing agreement: who may read an item, who is named in it and how, and why it may be shared."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may read."""

    NETWORK = "network", _("The network only")
    PUBLIC = "public", _("Everyone")


class Naming(models.TextChoices):
    """Whether the organisation is named."""

    NAMED = "named", _("Name our organisation")
    UNNAMED = "unnamed", _("Say “a member of the network”")


class Consent(models.TextChoices):
    """Why a case may be shared: consent, or what stands in its place. It is never shown to readers."""

    PERSON = "person", _("The person agreed")
    ANONYMISED = "anonymised", _("Nobody can be recognised in it")
    PUBLISHED = "published", _("A court or an authority published it")
    OTHER = "other", _("Another legal basis")


class Persons(models.TextChoices):
    """How a court case names people."""

    AS_PUBLISHED = "as_published", _("As the court published them")
    INITIALS = "initials", _("By initials")
