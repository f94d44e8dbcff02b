"""Who may see what: the sharing agreement in its places."""

from .mutant import Mutant

_RULE = "catalogue/visibility.py"
_EDGES = ("tests/integration/search/test_visibility_rule.py",)
_MATRIX = ("tests/web/test_visibility_matrix.py",)
_BUTTONS = ("tests/web/test_admin_publishing.py",)
_PAGES = ("tests/web/test_second_line.py",)
_ROBOTS = ("tests/web/test_web_search.py",)
_INITIALS = ("tests/web/test_persons_by_initials.py",)

MUTANTS = (
    Mutant(
        "the catalogue hides an item on its first day",
        _RULE, '{prefix}shared_from__lte"', '{prefix}shared_from__lt"', _EDGES,
    ),
    Mutant(
        "the catalogue hides an item on its last day",
        _RULE, '{prefix}shared_until__gte"', '{prefix}shared_until__gt"', _EDGES,
    ),
    Mutant(
        "the catalogue shows an item before its first day",
        _RULE, '(Q(**{f"{prefix}shared_from__isnull": True}) | Q(**{f"{prefix}shared_from__lte": self.day}))', "Q()", _MATRIX,
    ),
    Mutant(
        "the catalogue shows an item after its last day",
        _RULE, '(Q(**{f"{prefix}shared_until__isnull": True}) | Q(**{f"{prefix}shared_until__gte": self.day}))', "Q()", _MATRIX,
    ),
    Mutant(
        "the catalogue shows the network's items to everybody",
        _RULE, 'Q(**{f"{prefix}audience__in": sorted(self.audiences)})', "Q()", _MATRIX,
    ),
    Mutant(
        "the item's own agreement is read a day late",
        _RULE, "shared.shared_from <= self.day", "shared.shared_from < self.day", _EDGES,
    ),
    Mutant(
        "the item's own agreement ends a day early",
        _RULE, "shared.shared_until >= self.day", "shared.shared_until > self.day", _EDGES,
    ),
    Mutant(
        "the item's own audience is not asked",
        _RULE, "shared.audience in self.audiences", "True", _PAGES,
    ),
    Mutant(
        "everybody who is signed in reads the network's items",
        "accounts/permissions.py", "return _has_role(user, *NETWORK_ROLES)", "return user.is_authenticated",
        ("tests/unit/accounts/test_roles.py", *_MATRIX),
    ),
    Mutant(
        "an account that was made inactive keeps its role",
        "accounts/permissions.py", "return bool(user.is_active and (", "return bool((", ("tests/unit/accounts/test_roles.py",),
    ),
    Mutant(
        "who contributes may see files that no item has",
        "accounts/permissions.py", "return _has_role(user, Role.REVIEWER, Role.COORDINATOR)",
        "return _has_role(user, Role.CONTRIBUTOR, Role.REVIEWER, Role.COORDINATOR)",
        ("tests/web/test_files.py", "tests/unit/accounts/test_roles.py"),
    ),
    Mutant(
        "an organisation is named against its will",
        "cases/models/sharing.py", "self.organisation if self.organisation_naming == Naming.NAMED else None", "self.organisation",
        _MATRIX,
    ),
    Mutant(
        "aliases are in the catalogue",
        "catalogue/live_items.py", "live=True, alias_of__isnull=True)", "live=True)",
        ("tests/integration/search/test_publishing.py", "tests/web/test_copying.py", *_BUTTONS),
    ),
    Mutant(
        "drafts are in the catalogue",
        "catalogue/live_items.py", "published.filter(live=True, ", "published.filter(",
        ("tests/integration/search/test_publishing.py", *_BUTTONS),
    ),
    Mutant(
        "what lies under a private page is shown",
        "catalogue/live_items.py", "items.exclude(private) if private else items", "items",
        _MATRIX,
    ),
    Mutant(
        "a page does not ask the item that it shows",
        "cms/items/page.py", "or not is_shared_with(item, viewer)", "", _PAGES,
    ),
    Mutant(
        "a file does not ask the item that it belongs to",
        "cms/items/downloads.py", "model.objects.filter(viewer.condition(), live=True, alias_of__isnull=True)", "model.objects", _PAGES,
    ),
    Mutant(
        "a file is given whatever the catalogue says",
        "cms/items/downloads.py", "CatalogueEntry.objects.seen_by(viewer).filter(attached)",
        "CatalogueEntry.objects.filter(attached)", _PAGES,
    ),
    Mutant(
        "an unnamed organisation is named by an entry that is out of step",
        "cms/items/page.py", "item.organisation_naming != Naming.NAMED or ", "", _PAGES,
    ),
    Mutant(
        "what belongs with an item is shown to who may not see it",
        "cms/items/relations.py", "CatalogueEntry.objects.seen_by(viewer).filter(Q(item__in=ties)",
        "CatalogueEntry.objects.filter(Q(item__in=ties)", ("tests/web/test_editions.py", *_MATRIX),
    ),
    Mutant(
        "what an entry out of step shows is in the log by its title",
        "cms/items/page.py", 'puts it right.", entry.item_id', 'puts it right.", entry', _PAGES,
    ),
    Mutant(
        "sitemap and feeds have what web search engines may not list",
        "catalogue/models.py", "return self.seen_by(anonymous_viewer()).filter(in_web_search=True)",
        "return self.seen_by(anonymous_viewer())", _ROBOTS,
    ),
    Mutant(
        "files and pages do not say that they are not to be indexed",
        "cms/items/web_search.py", "if not in_web_search:", "if False:", _ROBOTS,
    ),
    Mutant(
        "the catalogue has the names of a case whose persons are shown by initials",
        "catalogue/services/derivation.py", "for item in (stored.as_shown() for stored in items):", "for item in items:", _INITIALS,
    ),
    Mutant(
        "the index has the names in the texts of files",
        "catalogue/services/derivation.py", "initials.of(text)) for", "text) for", _INITIALS,
    ),
    Mutant(
        "the page of a case has the names",
        "cms/items/page.py", "return entry, item.as_shown()", "return entry, item", _INITIALS,
    ),
    Mutant(
        "the address of a case has the names",
        "cases/models/court_case.py", "return slugify(self.as_shown().title)", "return slugify(self.title)", _INITIALS,
    ),
    Mutant(
        "consent is copied to another story",
        "cases/models/base.py", '        "consent",\n        "consent_date",\n        "kept_until",\n', "",
        ("tests/web/test_consent.py",),
    ),
    Mutant(
        "nobody ends what is past its last day by night",
        "search/services/nightly.py", "            end_sharing()\n", "", ("tests/integration/catalogue/test_ending.py",),
    ),
    Mutant(
        "the job withdraws what was given a later day meanwhile",
        "catalogue/services/ending.py", "filter(pk=item_id, live=True, shared_until__lt=today()).first()", "filter(pk=item_id).first()",
        ("tests/integration/catalogue/test_ending.py",),
    ),
)  # fmt: skip
