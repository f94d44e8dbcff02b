"""From the buttons of the admin to what readers see, and back: publishing, withdrawing, deleting, moving."""

from .mutant import Mutant

_BUTTONS = ("tests/web/test_admin_publishing.py",)
_PUBLISHING = ("tests/integration/search/test_publishing.py", *_BUTTONS)
_REMOVING = ("tests/web/test_removing.py",)
_CITED = ("tests/web/test_item_pages.py::test_a_judgment_is_cited_with_court_day_case_number_and_ecli",)

MUTANTS = (
    Mutant(
        "a judgment is cited without its case number",
        "catalogue/descriptions.py", '"case_numbers": list(item.case_numbers),', "", _CITED,
    ),
    Mutant(
        "a judgment is cited without its ECLI",
        "catalogue/descriptions.py", '"ecli": item.ecli,', "", _CITED,
    ),
    Mutant(
        "a judgment is cited by its year alone",
        "catalogue/descriptions.py", '"decided": item.decision_date.isoformat(),', "", _CITED,
    ),
    Mutant(
        "publishing is told to nobody",
        "cases/publishing.py", '    page_published.connect(announce_published, dispatch_uid="cases.page_published")\n', "", _BUTTONS,
    ),
    Mutant(
        "withdrawing is told to nobody",
        "cases/publishing.py", '    page_unpublished.connect(announce_unpublished, dispatch_uid="cases.page_unpublished")\n', "",
        _BUTTONS,
    ),
    Mutant(
        "an action of Wagtail is half done when the catalogue fails",
        "cases/publishing.py", "        action.execute = transaction.atomic(action.execute)\n", "        pass\n", _PUBLISHING,
    ),
    Mutant(
        "a request of the admin is half done when the catalogue fails",
        "cms/middleware.py", "        with transaction.atomic():\n            return view(", "        if True:\n            return view(",
        _BUTTONS,
    ),
    Mutant(
        "a retired topic is published",
        "cases/publishing.py", "        follow_successors(instance)\n", "", ("tests/integration/search/test_publishing.py",),
    ),
    Mutant(
        "an item that is not live keeps its entry",
        "catalogue/services/entries.py", "    else:\n        withdraw_entries([item_id])\n", "", _PUBLISHING,
    ),
    Mutant(
        "a withdrawn item stays in the index",
        "catalogue/services/entries.py",
        "        _tell([(pk, version) for pk, version, _reference in entries])\n", "", _PUBLISHING,
    ),
    Mutant(
        "a withdrawn item answers 404 where readers were promised 410",
        "catalogue/services/entries.py", "        note_withdrawn(reference for _pk, _version, reference in entries)\n", "",
        ("tests/web/test_item_states.py",),
    ),
    Mutant(
        "what will be public only tomorrow tells of itself by 410",
        "cases/models/public_record.py", "reference=reference, since__lte=today()", "reference=reference",
        ("tests/web/test_item_states.py",),
    ),
    Mutant(
        "what was made private in the admin stays public",
        "catalogue/receivers.py",
        '        signal.connect(on_restriction_changed, sender=PageViewRestriction, dispatch_uid=f"catalogue.restriction_{name}")',
        "        pass", ("tests/web/test_visibility_matrix.py",),
    ),
    Mutant(
        "a renamed organisation keeps its old name",
        "catalogue/receivers.py",
        '    post_save.connect(on_organisation_changed, sender=Organisation, dispatch_uid="catalogue.organisation_saved")\n', "",
        ("tests/integration/search/test_publishing.py",),
    ),
    Mutant(
        "reviewers delete",
        "cases/permissions.py", "allowed and can_coordinate(self.user) and not", "allowed and not", _REMOVING,
    ),
    Mutant(
        "what was once public is deleted",
        "cases/permissions.py", " and not was_published(self.page))", ")", _REMOVING,
    ),
    Mutant(
        "a reviewer is told what was deleted",
        "cms/admin/removing.py", "PageLogEntry.objects.viewable_by_user(request.user)", "PageLogEntry.objects.all()", _REMOVING,
    ),
    Mutant(
        "an index page with published items below it is deleted",
        "cases/permissions.py", "return bool(page.get_descendants().filter(first_published_at__isnull=False).exists())",
        "return False", _REMOVING,
    ),
    Mutant(
        "a copy bears the reference of its original",
        "cases/models/sharing.py", 'exclude_fields_in_copy = ["reference"]', "exclude_fields_in_copy: list[str] = []",
        ("tests/web/test_copying.py",),
    ),
    Mutant(
        "a newer edition is told to who may not read it",
        "cms/items/relations.py", "CatalogueEntry.objects.seen_by(viewer).filter(Q(item__in=ties)",
        "CatalogueEntry.objects.filter(Q(item__in=ties)", ("tests/web/test_editions.py",),
    ),
    Mutant(
        "the home page lists the topics above all others",
        "cms/home.py", "vocabulary.concepts[slug].broader and slug != FORMS_OF_EXPLOITATION", "True", ("tests/web/test_site.py",),
    ),
)  # fmt: skip
