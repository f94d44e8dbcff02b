"""What a court did. Outcomes and remedies follow SHERLOC practice and the procedures of the European courts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Instance(models.TextChoices):
    """The level of the court."""

    FIRST = "first", _("First instance")
    APPEAL = "appeal", _("Appeal")
    SUPREME = "supreme", _("Supreme court")
    CONSTITUTIONAL = "constitutional", _("Constitutional court")
    INTERNATIONAL = "international", _("International court")


class Outcome(models.TextChoices):
    """How the case ended. Acquittals are published too."""

    CONVICTED = "convicted", _("Convicted")
    ACQUITTED = "acquitted", _("Acquitted")
    CONVICTION_QUASHED = "conviction_quashed", _("Convictions quashed")
    VIOLATION = "violation", _("Violation found")
    NO_VIOLATION = "no_violation", _("No violation found")
    PRELIMINARY_RULING = "preliminary_ruling", _("Preliminary ruling")
    APPEAL_ALLOWED = "appeal_allowed", _("Appeal allowed")
    APPEAL_DISMISSED = "appeal_dismissed", _("Appeal dismissed")
    CLAIM_UPHELD = "claim_upheld", _("Claim upheld")
    CLAIM_UPHELD_IN_PART = "claim_upheld_in_part", _("Claim upheld in part")
    DISMISSED = "dismissed", _("Dismissed")
    DISCONTINUED = "discontinued", _("Discontinued")
    SETTLED = "settled", _("Settled")
    REMITTED = "remitted", _("Sent back to a lower court")
    PENDING = "pending", _("Pending")


class Remedy(models.TextChoices):
    """What the person received or was awarded."""

    PECUNIARY = "pecuniary", _("Compensation for material loss")
    NON_PECUNIARY = "non_pecuniary", _("Compensation for suffering")
    LEGAL_COSTS = "legal_costs", _("Legal costs")
    STATE_FUND = "state_fund", _("Payment from a State fund")
    CONFISCATED_ASSETS = "confiscated_assets", _("Payment from confiscated assets")
    NONE = "none", _("No remedy")
    NOT_EXECUTED = "not_executed", _("Awarded but not paid")


class NonPunishment(models.TextChoices):
    """Whether the court applied the non-punishment principle (CETS 197 art. 26, Directive 2011/36/EU art. 8)."""

    APPLIED = "applied", _("Applied")
    NOT_APPLIED = "not_applied", _("Raised but not applied")
    NOT_RAISED = "not_raised", _("Not raised")
