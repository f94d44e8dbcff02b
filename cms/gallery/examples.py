"""Made-up things for the components to show. Nothing here is in the catalogue, and nothing of the catalogue is here."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.utils.safestring import mark_safe

from cases.codes.sharing import Audience
from cases.models import CaseStudyPage, CourtCasePage
from cases.translations import Translation
from catalogue.kinds import KINDS
from catalogue.links import Link
from catalogue.models import CatalogueEntry
from contributions.progress import Progress, Task
from contributions.views.check import Answer
from publications.models import PublicationPage
from search.forms import SearchForm
from search.params import SearchParams
from search.results.facets import Chip, FacetOption, ShownFacet
from search.results.finding import Instead, SearchPage
from search.results.groups import Group
from search.results.pagination import PageLink, Pagination
from search.results.rows import ResultRow, ShownPassage
from search.results.similar import SimilarEntry
from search.results.spelling import Respelling
from search.results.understood import ShownSubject
from search.results.wider import Lead, Leads
from search.views.topics import TopicNode
from usage.breakdowns import Row, Table
from usage.models import Use, UseOfItem
from usage.selectors.badges import UsageBadge
from usage.small_numbers import Untold, in_words
from usage.use_codes import Relation, UseKind

from ..items.facts import Fact, Value
from ..items.files import FileLink
from ..items.sections import Paragraph, Section

HERE = "#main"
LONG = "Ordinariobestuurdersaansprakelijkheidsverzekeringsmaatschappij"


def examples() -> dict[str, Any]:
    """Return everything that the page shows."""
    entries = [_court_case(), _case_study(), _publication()]
    return {
        "crumbs": [Link("Topics", HERE), Link("Justice and remedies", HERE)],
        "form": SearchForm({"year_from": "abc", "year_to": "1", "sort": "x"}),
        "fields": FieldsForm({"name": "", "written": "abc"}),
        "untouched": FieldsForm(prefix="untouched"),
        "entries": entries,
        "group": Group(CourtCasePage.kind.code, "Court cases", entries[:1], 12, HERE),
        "kinds": KINDS,
        "facets": [_topics(), _years(), ShownFacet("country", "Country", [], 0)],
        "chips": [_chip("Country", "Netherlands"), _chip("Organisation", LONG)],
        "rows": _rows(),
        "pagination": _pagination(),
        "nothing": _nothing(),
        "subjects": [ShownSubject(label, SearchParams(), HERE) for label in ("Forced labour", "Poland", LONG)],
        "facts": _facts(),
        "files": _files(),
        "translation": Translation(
            "en", "Promised a summer in a kitchen", "She worked seven days a week.", "a volunteer"
        ),
        "uses": _uses(),
        "usage": UsageBadge("12,045", "fewer than 5", uses=3),
        "figures": Table("part", "By language", "A note.", [Row("English", 1204, 91), Row(LONG, 91, Untold.SMALL)]),
        "in_words": in_words,
        "missing_days": [date(2026, 3, 1), date(2026, 3, 4)],
        "sections": _sections(),
        "similar": [SimilarEntry(entry, ["Compensation", "the same court"]) for entry in entries],
        "grid": [{"label": "Compensation", "url": HERE, "count": 91}, {"label": "Sports", "url": HERE, "count": None}],
        "tree": _tree(),
        "tasks": _tasks(),
        "answers": _answers(),
        "cite_links": [Link("RIS", HERE), Link("BibTeX", HERE)],
    }


def _tasks() -> list[Task]:
    return [
        Task("About the case", HERE, Progress.DONE),
        Task("What happened", HERE, Progress.WRONG, needed=True),
        Task("Who may read it", HERE, Progress.EMPTY, needed=True),
        Task("Check and send", HERE, None),
    ]


def _answers() -> list[Answer]:
    return [
        Answer("Title", ["A waitress without wages"], "en"),
        Answer("What happened", ["وعدت امرأة بعمل.", LONG], "ar"),
        Answer("Economic sectors", ["Construction"], None),
    ]


class FieldsForm(forms.Form):
    """A field of each kind."""

    name = forms.CharField(label="Name", help_text="A hint in one sentence.")
    written = forms.DateField(label="Day", required=False)
    kept = forms.CharField(label="Read only", initial="ABCD EFGH", widget=forms.TextInput(attrs={"readonly": True}))
    told = forms.CharField(label="What happened", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    order = forms.ChoiceField(label="List", choices=[("best", "Best match"), ("new", "Newest")])
    one = forms.ChoiceField(
        label="One of these", choices=[("a", "The first"), ("b", "The second")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="A choice")


def _entry(superseded_by: int | None = None, **values: Any) -> CatalogueEntry:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    common = {"language": "en", "audience": Audience.PUBLIC, "published_at": at, "updated_at": at}
    entry = CatalogueEntry(**(common | values))
    entry.superseded_by = superseded_by  # type: ignore[attr-defined]  # a query says it
    return entry


def _court_case() -> CatalogueEntry:
    return _entry(
        kind=CourtCasePage.kind.code, reference="CC-2026-0000", slug="cc-2026-0000", title="A fictional party v State",
        summary="The court ordered compensation for unpaid work.", year=2024, audience=Audience.NETWORK,
    )  # fmt: skip


def _case_study() -> CatalogueEntry:
    return _entry(
        kind=CaseStudyPage.kind.code, reference="CS-2026-0000", slug="cs-2026-0000", title="وعد بالعمل في مطبخ فندق",
        summary="وُعدت امرأة بعمل في فندق.", language="ar",
    )  # fmt: skip


def _publication() -> CatalogueEntry:
    return _entry(
        kind=PublicationPage.kind.code, reference="PB-2026-0000", slug="pb-2026-0000", title=f"A study with a {LONG}",
        summary="What changed, and what did not.", year=2019, superseded_by=1,
    )  # fmt: skip


def _topics() -> ShownFacet:
    options = [
        FacetOption("justice", "Justice and remedies", 1204, False),
        FacetOption("compensation", "Compensation", 91, True, depth=1),
        FacetOption("state", "State compensation", 0, False, depth=2),
    ]
    return ShownFacet("topic", "Topic", options, 1)


def _years() -> ShownFacet:
    years = [FacetOption(str(year), str(year), year % 100, False, bar=year % 100) for year in range(2026, 2014, -1)]
    return ShownFacet("year", "Year", years, 0)


def _chip(label: str, value: str) -> Chip:
    return Chip(label, value, HERE, without=SearchForm({}).params())


def _rows() -> list[ResultRow]:
    topics = [Link("Compensation", HERE), Link("Forced labour", HERE)]
    passage = mark_safe("The court ordered <mark>compensation</mark> for unpaid work.")
    in_file = ShownPassage(mark_safe("… on <mark>compensation</mark>, see …"), 12, "study.pdf", HERE)
    return [
        ResultRow(_court_case(), HERE, ["Court of Somewhere", "2024"], topics, ShownPassage(passage)),
        ResultRow(_case_study(), HERE, [], []),
        ResultRow(_publication(), HERE, ["Study", "2019"], topics, in_file, is_some=True, lacks=("greenhouse", LONG)),
    ]


def _pagination() -> Pagination:
    links = [PageLink(1, HERE), PageLink(0, "", gap=True), PageLink(7, HERE, current=True), PageLink(8, HERE)]
    return Pagination(7, 8, HERE, HERE, links)


def _nothing() -> SearchPage:
    instead = Instead("pasport", HERE, Respelling((("passport", True),), SearchParams()))
    wider = [Lead("without “Country: Greece”", HERE, 3), Lead(f"“{LONG}” alone", HERE, 1)]
    respellings = [
        Respelling((("passport", True), (" taken", False)), SearchParams()),
        Respelling((("passports", True),), SearchParams()),
    ]
    return SearchPage(
        params=SearchParams(), total=0, whole=0, rows=[], facets=[], chips=[], clear_url=HERE, sorts=[], pagination=_pagination(),
        feed_url=HERE, csv_url=HERE, ris_url=HERE, leads=Leads([Lead("Forced labour", HERE, 12)], wider), instead=instead,
        respellings=respellings,
    )  # fmt: skip


def _facts() -> list[Fact]:
    countries = [Value("Netherlands", HERE), Value("Belgium", HERE)]
    return [Fact("Country", countries), Fact("Year", [Value("2021–2023")]), Fact("Court", [Value(LONG)])]


def _files() -> list[FileLink]:
    warning = "This file may not work with screen readers. Ask for another format."
    return [
        FileLink(HERE, "PDF, 1.2 MB, 84 pages, English", "en", media_type="pdf"),
        FileLink(HERE, "Word, 340 KB, Arabic", "ar", title="تقرير", media_type="docx", warning=warning),
    ]


def _uses() -> list[UseOfItem]:
    judgment = Use(
        kind=UseKind.JUDGMENT, account="The court took over the definition of control.", language="en", date=date(2026, 3, 1),
        date_precision="month", jurisdiction="Court of Appeal, Somewhere", identifier_scheme="docket", identifier="12 K 345/26",
    )  # fmt: skip
    training = Use(kind=UseKind.TRAINING, account="تدريب لمفتشي العمل على التعرف على الضحايا.", language="ar")
    return [UseOfItem(use=judgment, relation=Relation.QUOTES), UseOfItem(use=training, relation=Relation.TRAINS_WITH)]


def _sections() -> list[tuple[Section, str, str]]:
    """Return sections, each with the language and the direction of its text."""
    english = mark_safe("A numbered paragraph with a <mark>marked</mark> word. Its number is a link.")
    arabic = mark_safe("فقرة مرقَّمة بالعربية، وفيها <mark>كلمة</mark> معلَّمة.")
    return [
        (Section("what-happened", "what happened", [Paragraph("p1", english)]), "en", "ltr"),
        (Section("what-changed", "what changed", [Paragraph("p2", arabic)]), "ar", "rtl"),
    ]


def _tree() -> list[TopicNode]:
    unused = TopicNode("State compensation", HERE, 0, "")
    return [TopicNode("Justice and remedies", HERE, 1204, "", [TopicNode("Compensation", HERE, 91, "", [unused])])]
