"""What counts and what does not: requests, and what is to be counted of them. Asked of Django's views and of the real nginx.

Times are in seconds after 13:05 UTC. T and U are total and unique requests (downloads); TII and UII total and unique investigations.
"""

from dataclasses import dataclass, field

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
)


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: when, for what ("file", "french", "page", "missing", …), with which headers, from where and by whom."""

    at: float = 0
    what: str = "file"
    headers: dict[str, str] = field(default_factory=dict)
    method: str = "GET"
    agent: str | None = FIREFOX
    client: str = "192.0.2.7"
    who: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Some requests and what is counted of them; `out` is the reason why each of the others is left out."""

    name: str
    asks: tuple[Ask, ...]
    total: int
    unique: int
    investigations: int | None = None
    unique_investigations: int | None = None
    out: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[int, int, int, int]:
        """The four figures of the work: TII, UII, T, U."""
        tii = self.total if self.investigations is None else self.investigations
        uii = self.unique if self.unique_investigations is None else self.unique_investigations
        return tii, uii, self.total, self.unique

    @property
    def needs_time(self) -> bool:
        """Whether it is about moments, which cannot be set where another process answers."""
        return any(ask.at for ask in self.asks)


def one(name: str, total: int, *out: str, **of_ask: object) -> Case:
    """Return a case of a single request."""
    return Case(name, (Ask(**of_ask),), total, total, out=out)


def by_header(name: str, value: str) -> dict[str, str]:
    """Return headers with one more."""
    return {name: value}


def at(*moments: float, what: str = "file") -> tuple[Ask, ...]:
    """Return the same request at some moments."""
    return tuple(Ask(moment, what) for moment in moments)


SINGLE = (
    one("a plain download", 1),
    one("a download on a phone", 1, agent=CHROME),
    one("HEAD", 0, "method", method="HEAD"),
    one("OPTIONS", 0, method="OPTIONS"),
    one("POST", 0, method="POST"),
    one("not changed since", 1, headers=by_header("If-None-Match", "*")),
    one("another file name leads on and is no download", 0, what="renamed"),
    one("no such file", 0, what="missing"),
    one("the file is gone from the disk", 0, what="gone"),
    one("a file that the reader may not have", 0, what="hidden"),
    one("a range from the first byte", 1, headers=by_header("Range", "bytes=0-99")),
    one("an open range from the first byte", 1, headers=by_header("Range", "bytes=0-")),
    one("a range in the middle", 0, "part", headers=by_header("Range", "bytes=100-199")),
    one("only a resume", 0, "part", headers=by_header("Range", "bytes=100-")),
    one("only the end", 0, "part", headers=by_header("Range", "bytes=-100")),
    one("the range is nonsense", 1, headers=by_header("Range", "bytes=a-b")),
    one("the range is of another unit", 1, headers=by_header("Range", "lines=5-9")),
    one("the range ends before it begins", 1, headers=by_header("Range", "bytes=9-1")),
    one("prefetch", 0, "prefetch", headers=by_header("Sec-Purpose", "prefetch")),
    one("prerender", 0, "prefetch", headers=by_header("Sec-Purpose", "prefetch;prerender")),
    one("prefetch of older browsers", 0, "prefetch", headers=by_header("Purpose", "prefetch")),
    one("prefetch of Firefox", 0, "prefetch", headers=by_header("X-Moz", "prefetch")),
    one("embedded as a picture", 0, "embedded", headers=by_header("Sec-Fetch-Dest", "image")),
    one("embedded as a style sheet", 0, "embedded", headers=by_header("Sec-Fetch-Dest", "style")),
    one("opened in a frame", 1, headers=by_header("Sec-Fetch-Dest", "iframe")),
    one("opened in an object", 1, headers=by_header("Sec-Fetch-Dest", "object")),
    one("Googlebot", 0, "robot", agent="Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
    one("a robot in capitals", 0, "robot", agent="GOOGLEBOT/2.1"),
    one("TelegramBot, which the list has in small letters", 0, "robot", agent="TelegramBot (like TwitterBot)"),
    one("no user agent", 0, "robot", agent=None),
    one("an empty user agent", 0, "robot", agent=""),
    one("a user agent of one letter", 0, "robot", agent="-"),
    one("curl", 0, "machine", agent="curl/8.5.0"),
    one("python-requests", 0, "machine", agent="python-requests/2.32.0"),
    one("Zotero", 0, "machine", agent="Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Zotero/7.0"),
    one("Claude-User", 0, "ai_agent", agent="Mozilla/5.0 (compatible; Claude-User/1.0; +Claude-User@anthropic.com)"),
    one("Perplexity-User", 0, "ai_agent", agent="Mozilla/5.0 (compatible; Perplexity-User/1.0)"),
    one("GPTBot", 0, "ai_agent", agent="Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2; +https://openai.com/gptbot)"),
    one("a phone called Cubot", 1, agent=CHROME.replace("Pixel 8", "CUBOT X18 Plus")),
    one("a phone by Motorola", 1, agent=CHROME.replace("Pixel 8", "motorola edge 50")),
    one("staff", 0, "internal", who="coordinator"),
    one("a reviewer", 0, "internal", who="reviewer"),
    one("the organisation's own people", 0, "internal", who="own"),
    one("a member of another organisation", 1, who="member"),
    one("Global Privacy Control", 0, "opted_out", headers=by_header("Sec-GPC", "1")),
    one("Global Privacy Control is off", 1, headers=by_header("Sec-GPC", "0")),
    one("the opt-out cookie", 0, "opted_out", headers=by_header("Cookie", "not_counted=1")),
    one("a robot that asks not to be counted is a robot", 0, "robot", agent="bingbot", headers=by_header("Sec-GPC", "1")),
    Case("a page", (Ask(what="page"),), 0, 0, 1, 1),
    Case("a page with the words of a search", (Ask(what="page", query="?q=law"),), 0, 0, 1, 1),
    Case("a page with a Range header is sent whole", (Ask(what="page", headers=by_header("Range", "bytes=5-")),), 0, 0, 1, 1),
    Case("HEAD of a page", (Ask(what="page", method="HEAD"),), 0, 0, out=("method",)),
    Case("a page for a robot", (Ask(what="page", agent="bingbot/2.0"),), 0, 0, out=("robot",)),
    Case("an older address of a page leads on", (Ask(what="old page"),), 0, 0),
    Case("a withdrawn page", (Ask(what="withdrawn"),), 0, 0),
    Case("a list is no item", (Ask(what="search"),), 0, 0),
    Case("a citation is no reading", (Ask(what="citation"),), 0, 0),
)  # fmt: skip

VIEWER = tuple(Ask(headers={"Range": f"bytes={start}-{start + 9}"}) for start in range(10, 130, 10))
IPV6 = ("2001:db8:1:2::7", "2001:db8:1:2:ffff::9", "2001:db8:1:3::7")
SEVERAL = (
    Case("a viewer reads the file in parts", (Ask(), *VIEWER), 1, 1, out=("part",) * 12),
    Case("200, then 304 after 20 s", (Ask(), Ask(20, headers=by_header("If-None-Match", "*"))), 1, 1),
    Case("a prefetch, then a click", (Ask(headers=by_header("Sec-Purpose", "prefetch")), Ask(5)), 1, 1, out=("prefetch",)),
    Case("0 and 29 s", at(0, 29), 1, 1),
    Case("0 and 30 s exactly", at(0, 30), 1, 1),
    Case("0 and 31 s", at(0, 31), 2, 1),
    Case("a chain of 0, 20, 40 and 60 s", at(0, 20, 40, 60), 1, 1),
    Case("9 and 11 s", at(9, 11), 1, 1),
    Case("two in the same moment", at(3, 3), 1, 1),
    Case("two languages of one work within 10 s", (Ask(), Ask(10, "french")), 2, 1),
    Case("13:05 and 13:50", at(0, 2700), 2, 1),
    Case("13:59:50 and 14:00:30", at(3290, 3330), 2, 2),
    Case("13:59:50 and 14:00:10 are a double click in the second hour", at(3290, 3310), 1, 1),
    Case("two people with one address and browser", (Ask(), Ask(5)), 1, 1),
    Case("two browsers behind one address", (Ask(), Ask(5, agent=CHROME)), 2, 2),
    Case("two addresses", (Ask(), Ask(5, client="192.0.2.8")), 2, 2),
    Case("two people who are signed in", (Ask(who="member"), Ask(5, who="other member")), 2, 2),
    Case("one who signs in between", (Ask(), Ask(5, who="member")), 2, 2),
    Case("one IPv6 network", tuple(Ask(5 * number, client=IPV6[number]) for number in (0, 1)), 1, 1),
    Case("two IPv6 networks", tuple(Ask(5 * number, client=IPV6[number]) for number in (0, 2)), 2, 2),
    Case("the query string is no part of it", (Ask(query="?download=1"), Ask(5, query="?utm_source=x")), 1, 1),
    Case("the page, then the file", (Ask(what="page"), Ask(10)), 1, 1, 2, 1),
    Case("the page in two languages", (Ask(what="page"), Ask(5, what="page in French")), 0, 0, 2, 1),
    Case("the page twice", at(0, 20, what="page"), 0, 0, 1, 1),
    Case("two editions of one study", (Ask(), Ask(5, "older edition")), 2, 1),
    Case("midnight comes between two clicks", at(39290, 39305), 2, 2),
)  # fmt: skip
CASES = (*SINGLE, *SEVERAL)
