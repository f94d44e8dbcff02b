"""The closed lists of the register of uses.

Relations follow CiTO, the Citation Typing Ontology (https://sparontologies.github.io/cito/current/cito.html), as far as it has them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UseKind(models.TextChoices):
    """Where something was used."""

    JUDGMENT = "judgment", _("Judgment")
    COURT_SUBMISSION = "court_submission", _("Submission to a court")
    LAW_DEBATE = "law_debate", _("Debate on a law")
    PARLIAMENTARY_QUESTION = "parliamentary_question", _("Parliamentary question")
    POLICY = "policy", _("Policy or guideline")
    AUTHORITY_TALKS = "authority_talks", _("Meeting or talks with a ministry or other authority")
    TRAINING = "training", _("Training")
    SHADOW_REPORT = "shadow_report", _("Shadow report")
    MEDIA = "media", _("Media")
    ACADEMIC = "academic", _("Academic work")
    TRANSLATION = "translation", _("Translation")
    # What it was is said in the sentence that every use has.
    OTHER = "other", _("Something else")


class UseState(models.TextChoices):
    """Where a use stands: proposed by anybody, then accepted or refused by a coordinator."""

    PROPOSED = "proposed", _("Proposed")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class Relation(models.TextChoices):
    """What was done with an item."""

    CITES_AS_AUTHORITY = "cites_as_authority", _("cited as authority")
    CITES_AS_EVIDENCE = "cites_as_evidence", _("cited as evidence")
    QUOTES = "quotes", _("quoted")
    DISCUSSES = "discusses", _("discussed")
    TRAINS_WITH = "trains_with", _("used for training")
    TRANSLATES = "translates", _("translated")


# What is said first of a use of this kind, until somebody who knows says otherwise.
USUAL_RELATIONS = {
    UseKind.JUDGMENT: Relation.CITES_AS_AUTHORITY,
    UseKind.COURT_SUBMISSION: Relation.CITES_AS_EVIDENCE,
    UseKind.TRAINING: Relation.TRAINS_WITH,
    UseKind.TRANSLATION: Relation.TRANSLATES,
}


def usual_relation(kind: str) -> Relation:
    """Return what a use of this kind most often does with an item."""
    return USUAL_RELATIONS.get(UseKind(kind), Relation.DISCUSSES)


class Scheme(models.TextChoices):
    """How a judgment, law, work or file is known elsewhere."""

    ECLI = "ecli", _("ECLI")
    CELEX = "celex", _("CELEX number")
    DOI = "doi", _("DOI")
    DOCKET = "docket", _("Docket or case number")
