"""An ECLI that two cases have: the page of the second is without it, and people who share cases are not told of the first."""

from typing import Any

from cases.models import CaseBase, CourtCasePage

from ..models import Contribution


def without_double_ecli(page: CaseBase) -> None:
    """Leave out an ECLI that another case has: the database knows each once, and reviewers look at both."""
    if isinstance(page, CourtCasePage) and page.ecli and _is_of_another(page.ecli, page.pk):
        page.ecli = ""


def keep_double_ecli(held: Contribution, answers: dict[str, Any]) -> None:
    """Take out of the answers of a page that it has no ECLI, where it is without one only because another case has it.

    Otherwise the draft, or a second import, would show a difference, and so tell of a case that the person may not know of.
    """
    typed = str(held.draft.answers.get("ecli") or "") if held.draft else ""
    if typed and answers.get("ecli") == "" and _is_of_another(typed, held.page_id):
        del answers["ecli"]


def _is_of_another(ecli: str, page_id: int | None) -> bool:
    return CourtCasePage.objects.filter(ecli=ecli).exclude(pk=page_id).exists()
