"""Turns the file of real judgments into the fields of court cases."""

from typing import Any

from accounts.models import Organisation
from cases.codes.courts import Instance, Outcome
from cases.codes.verification import Verification

_OUTCOMES = {
    "violation found": Outcome.VIOLATION,
    "no violation found": Outcome.NO_VIOLATION,
    "appeal allowed": Outcome.APPEAL_ALLOWED,
    "preliminary ruling": Outcome.PRELIMINARY_RULING,
    "convictions quashed": Outcome.CONVICTION_QUASHED,
    "summary judgment for claimants in part": Outcome.CLAIM_UPHELD_IN_PART,
}
_INSTANCES = {
    "European Court of Human Rights": Instance.INTERNATIONAL,
    "Court of Justice of the European Union": Instance.INTERNATIONAL,
    "Supreme Court of the United Kingdom": Instance.SUPREME,
    "Court of Appeal (Criminal Division)": Instance.APPEAL,
    "High Court (Queen's Bench Division)": Instance.FIRST,
}
LONGEST_LIST = 600
# Fields that a row says as the model has them, where the sources bear them out.
_FROM_THE_SOURCES = (
    "facts", "holding", "acts", "means", "purposes", "sectors", "remedies", "compensation_amount", "compensation_currency",
    "non_punishment",
)  # fmt: skip


def court_case_fields(row: dict[str, Any], organisation: Organisation) -> dict[str, Any]:
    """Return the fields of a court case; `row` is an entry of court-cases.json."""
    return {
        **{name: row[name] for name in _FROM_THE_SOURCES if name in row},
        "title": row["title"],
        "language": "en",
        "summary": row["summary"][:LONGEST_LIST],
        "organisation": organisation,
        "audience": "public",
        "court": row["court"],
        "jurisdiction": row["jurisdiction"],
        "instance": _INSTANCES[row["court"]],
        "countries": row["respondent_countries"],
        "case_numbers": row["case_numbers"],
        "ecli": row.get("ecli") or "",
        "neutral_citation": row.get("neutral_citation") or "",
        "decision_date": row["decision_date"],
        "articles": row["articles"],
        "outcome": _OUTCOMES[row["outcome"]],
        "source": row.get("source") or "",
        # Told from what `read` names; nobody has compared it with the whole judgment.
        "verification": Verification.NOT_CHECKED,
    }
