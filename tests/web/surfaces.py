"""Every place where an item can show: the one list for all tests of visibility.

A new page, feed, export or file address belongs in here in the commit that makes it; `test_visibility_matrix` compares the
list with the map of addresses.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import translation

from catalogue.kinds import KINDS
from contributions.models import Contribution
from tests.signing_in import SIGN_IN
from usage.models import UseOfItem

from .asking import Answer, ask
from .planting import (
    BEGINNING,
    EVERYDAY,
    LOWER,
    MARKER,
    MISSPELT,
    PLANTED,
    RARE_TOPIC,
    SAME_MEANING,
    SPELLED_ALIKE,
    TOPIC,
    Planted,
)
from .surface_addresses import item_address, of_publication, of_usage, search_address, searches

CITATIONS = ("ris", "bib", "json")


class Seen(Enum):
    """Who sees an item on a surface."""

    BY_WHO_MAY_READ = auto()
    # Feed readers and robots have no account: it shows what everybody may read, whoever asks.
    AS_BY_EVERYBODY = auto()
    # The same as who may read, if the organisation is named.
    WITH_ITS_ORGANISATION = auto()
    # Reviewers and coordinators see files before anybody may read the item.
    BY_STAFF_TOO = auto()
    BY_STAFF = auto()
    BY_NOBODY = auto()


def _always(item: Any, planted: Planted) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Surface:
    """A place where an item can show: its address (None: this item has none) and how one tells that it shows there."""

    name: str
    address: Callable[[Planted], str | None]
    shows: Callable[[Planted, Answer], bool]
    seen: Seen = Seen.BY_WHO_MAY_READ
    # Whether an item has what would show there, such as the file.
    has_part: Callable[[Any, Planted], bool] = _always
    # Shows no item by itself, but something that several may have in common.
    in_common: bool = False

    def path(self, planted: Planted) -> str | None:
        """Return the address in English, whatever language the last request left behind."""
        with translation.override("en"):
            return self.address(planted)


def _linked(planted: Planted, answer: Answer) -> bool:
    return answer.status == 200 and planted.item.slug in answer.text


def _referred(planted: Planted, answer: Answer) -> bool:
    # Who is led to the sign-in is asked to come back to the address that was asked for, and told nothing else.
    return answer.status == 200 and SIGN_IN not in answer.headers and planted.item.reference in answer.text


def _answered(planted: Planted, answer: Answer) -> bool:
    return answer.status == 200


def _meant(planted: Planted, answer: Answer) -> bool:
    return 'class="meant"' in answer.text and LOWER in answer.text.lower()


def _leads_on(planted: Planted, answer: Answer) -> bool:
    return "All about what was understood" in answer.text


def _counted(planted: Planted, answer: Answer) -> bool:
    return f'<a href="{reverse("topic", args=[RARE_TOPIC])}">' in answer.text


def _offers_country(planted: Planted, answer: Answer) -> bool:
    return 'value="KI"' in answer.text


def _newer_exists(planted: Planted, answer: Answer) -> bool:
    return "a newer edition exists" in answer.text


def _topic(slug: str) -> Callable[[Any, Planted], bool]:
    return lambda item, planted: item.topics.filter(slug=slug).exists()


def _has_everyday_word(item: Any, planted: Planted) -> bool:
    return EVERYDAY in item.summary


def _has_file(item: Any, planted: Planted) -> bool:
    return getattr(item, item.file_relation).filter(pk=planted.file.pk).exists()


def _has_cover(item: Any, planted: Planted) -> bool:
    return item.cover_id == planted.picture.pk


def _is_used(item: Any, planted: Planted) -> bool:
    return UseOfItem.objects.filter(item=item.pk).exists()


def _is_newer(item: Any, planted: Planted) -> bool:
    return item.replaces_id == planted.older.pk


def _was_sent(item: Any, planted: Planted) -> bool:
    # Of what is erased the reference is left, and no page.
    return Contribution.objects.filter(reference=planted.item.reference).exists()


def _waits(item: Any, planted: Planted) -> bool:
    return Contribution.objects.waiting().filter(page=planted.item.pk).exists()


def _older_in_results(planted: Planted) -> str | None:
    return f"{reverse('search')}?q={planted.older.reference}" if planted.older else None


SURFACES = (
    Surface("search", search_address(f"?q={MARKER}"), _linked),
    Surface("search of which only some matches", search_address(f"?q={MARKER}+nowhere+unheard"), _linked),
    Surface("search for a word that is spelled alike", search_address(f"?q={SPELLED_ALIKE}+unheard"), _linked),
    Surface(
        "search for a word of the same meaning",
        search_address(f"?q={SAME_MEANING}+unheard"),
        _linked,
        has_part=_has_everyday_word,
    ),
    Surface("listing", search_address(""), _linked),
    Surface("listing in French", lambda planted: f"/fr{reverse('search')}", _linked),
    Surface("search in the words of a translation", search_address("?q=raconté"), _linked),
    Surface("search for the reference", search_address("?q={planted.item.reference}"), _linked),
    Surface("topic facet", search_address(f"?topic={TOPIC}"), _linked, has_part=_topic(TOPIC)),
    Surface("country facet", of_publication(search_address("")), _offers_country, in_common=True),
    Surface(
        "organisation facet",
        search_address("?organisation={planted.organisation.slug}"),
        _linked,
        Seen.WITH_ITS_ORGANISATION,
    ),
    Surface("did you mean", search_address(f"?q={MISSPELT}"), _meant, in_common=True),
    Surface(
        "what leads on from a search that finds nothing",
        search_address(f'?q="{RARE_TOPIC}"+AND+unheardof'),
        _leads_on,
        has_part=_topic(RARE_TOPIC),
        in_common=True,
    ),
    Surface("table", search_address("", "search_csv"), _linked),
    Surface("references", search_address("", "search_ris"), _referred),
    Surface("feed", search_address("", "search_feed"), _linked, Seen.AS_BY_EVERYBODY),
    Surface("suggestions", search_address(f"?q={BEGINNING}", "search_suggest"), _linked),
    Surface("suggestion of the reference", search_address("?q={planted.item.reference}", "search_suggest"), _linked),
    Surface("home", search_address("", "home"), _linked),
    Surface("count of a topic", search_address("", "topics"), _counted, has_part=_topic(RARE_TOPIC), in_common=True),
    Surface("topic", lambda planted: reverse("topic", args=[TOPIC]), _linked, has_part=_topic(TOPIC)),
    Surface(
        "feed of a topic",
        lambda planted: reverse("topic_feed", args=[TOPIC]),
        _linked,
        Seen.AS_BY_EVERYBODY,
        has_part=_topic(TOPIC),
    ),
    Surface(
        "organisation",
        lambda planted: reverse("organisation", args=[planted.organisation.slug]),
        _linked,
        Seen.WITH_ITS_ORGANISATION,
    ),
    Surface("page", lambda planted: planted.item.get_absolute_url(), _referred),
    Surface("page in French", lambda planted: f"/fr{planted.item.get_absolute_url()}", _referred),
    Surface("permalink", lambda planted: f"/{planted.item.reference}", _referred),
    *[Surface(f"citation as {ending}", item_address("cite", ending), _referred) for ending in CITATIONS],
    Surface(
        "cover",
        of_publication(item_address("cover")),
        _answered,
        has_part=_has_cover,
    ),
    Surface(
        "similar items",
        lambda planted: planted.neighbour and planted.neighbour.get_absolute_url(),
        _linked,
        has_part=_topic(TOPIC),
    ),
    Surface("related items", lambda planted: planted.naming and planted.naming.get_absolute_url(), _linked),
    Surface(
        "newer edition", lambda planted: planted.older and planted.older.get_absolute_url(), _linked, has_part=_is_newer
    ),
    Surface("newer edition in the results", _older_in_results, _newer_exists, has_part=_is_newer),
    Surface("register of uses", search_address("", "uses"), _linked, has_part=_is_used),
    Surface("telling of a use", search_address("?item={planted.item.reference}", "use_new"), _linked),
    Surface("sitemap", lambda planted: reverse("sitemap"), _linked, Seen.AS_BY_EVERYBODY),
    Surface("file", lambda planted: planted.file.url, _answered, Seen.BY_STAFF_TOO, has_part=_has_file, in_common=True),
    Surface(
        "file by another name",
        lambda planted: reverse("file", args=[planted.file.pk, "other.pdf"]),
        _answered,
        Seen.BY_STAFF_TOO,
        has_part=_has_file,
        in_common=True,
    ),
    Surface("file in the store", lambda planted: f"/media/{planted.file.file.name}", _answered, Seen.BY_NOBODY),
    Surface(
        "file at Wagtail's address",
        lambda planted: f"/documents/{planted.file.pk}/{planted.file.filename}",
        _answered,
        Seen.BY_NOBODY,
    ),
    Surface("queue of the review", search_address("", "review_queue"), _referred, Seen.BY_STAFF, has_part=_waits),
    Surface("review", item_address("review"), _referred, Seen.BY_STAFF, has_part=_was_sent),
    Surface(
        "decision about it", item_address("review_decide", "decline"), _referred, Seen.BY_STAFF, has_part=_was_sent
    ),
    Surface(
        "picture in the store",
        of_publication(lambda planted: f"/media/{planted.picture.file.name}"),
        _answered,
        Seen.BY_STAFF,
    ),
)


def addresses(planted: Planted) -> list[str]:
    """Return the address of each surface, with more searches that would find the item and pages that never show it."""
    item = planted.item
    with translation.override("en"):
        found = [
            *[path for surface in SURFACES if (path := surface.path(planted))],
            *searches(item.reference),
            *[reverse(kind.code, args=[item.slug]) for kind in KINDS],
            item_address("cover")(planted),
            item.url_path.removeprefix("/home"),
            f"/fr{reverse('topics')}",
            reverse("review_next"),
            reverse("review_log"),
            reverse("review_take", args=[item.reference]),
            f"{reverse('review_queue')}?state=published",
            "/robots.txt",
            "/about/",
            "/how-we-count/",
            *of_usage(planted),
            "/no-such-page/",
        ]
    return list(dict.fromkeys(found))


def leaks(client: Client, planted: Planted, asked: Collection[str] = ()) -> list[str]:
    """Return the addresses that show a planted text, or the item's address where the reader did not ask for it.

    Args:
        client: the reader's browser.
        planted: the item.
        asked: the addresses whose answers to this reader are known to tell nothing.
    """
    return [path for path in addresses(planted) if path not in asked and tells(planted, path, ask(client, path))]


def tells(planted: Planted, path: str, answer: Answer) -> bool:
    """Whether an answer has any planted text, or the item's address, that the question did not have itself."""
    shown, echoed = f"{answer.headers} {answer.text}".lower(), path.lower()
    # The page of an organisation and a search for it name it; what must stay away is that it shared this item.
    of_organisation = path.startswith("/organisations/") or "organisation=" in path
    texts = [text for text in PLANTED if not (of_organisation and "foundation" in text)]
    if LOWER not in echoed and not of_organisation:
        texts.append(LOWER)
    slug = planted.item.slug
    return any(text in shown and text not in echoed for text in texts) or (slug in shown and slug not in echoed)
