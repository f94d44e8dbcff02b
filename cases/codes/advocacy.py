"""What changed and what contributed to it: the terms of Outcome Harvesting; strength from HURIDOCS list 44."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.TextChoices):
    """What kind of change it is."""

    BEHAVIOUR = "behaviour", _("Behaviour")
    RELATIONSHIP = "relationship", _("Relationship")
    POLICY = "policy", _("Policy")
    LAW = "law", _("Law")
    PRACTICE = "practice", _("Practice")
    BUDGET = "budget", _("Budget")
    RULING = "ruling", _("Ruling")


class Level(models.TextChoices):
    """Where the change happened."""

    LOCAL = "local", _("Local")
    NATIONAL = "national", _("National")
    REGIONAL = "regional", _("Regional")
    EU = "eu", _("European Union")
    COUNCIL_OF_EUROPE = "council_of_europe", _("Council of Europe")
    UN = "un", _("United Nations")


class DatePrecision(models.TextChoices):
    """How much of the date is known."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


class Strength(models.TextChoices):
    """How strong our contribution was (HURIDOCS list 44, impact on the situation)."""

    STRONG_POSITIVE = "strong_positive", _("Strong, positive")
    MODERATE_POSITIVE = "moderate_positive", _("Moderate, positive")
    MINOR = "minor", _("Minor")
    NONE_DISCERNIBLE = "none_discernible", _("None that can be seen")
    MODERATE_NEGATIVE = "moderate_negative", _("Moderate, negative")
    STRONG_NEGATIVE = "strong_negative", _("Strong, negative")
    UNKNOWN = "unknown", _("Not known")
