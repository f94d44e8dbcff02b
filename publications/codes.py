"""Closed lists of publications: types (after the COAR resource types) and licences (SPDX identifiers)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicationType(models.TextChoices):
    """What kind of publication it is."""

    STUDY = "study", _("Study")
    REPORT = "report", _("Report")
    MANUAL = "manual", _("Manual")
    POLICY_PAPER = "policy_paper", _("Policy paper")
    SUBMISSION = "submission", _("Submission")
    FACTSHEET = "factsheet", _("Fact sheet")
    TRAINING = "training", _("Training material")
    ANNUAL_REPORT = "annual_report", _("Annual report")


class Licence(models.TextChoices):
    """Under which licence it may be used; the codes are SPDX identifiers."""

    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"
    CC0 = "CC0-1.0", "CC0 1.0"
    ALL_RIGHTS_RESERVED = "all-rights-reserved", _("All rights reserved")


LICENCE_URLS = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}
