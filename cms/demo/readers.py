"""The invented readers of the demo: people with browsers, robots, scripts and AI agents, and some who want not to be counted.

Addresses are of the networks that are kept for examples (RFC 5737, RFC 3849), so nobody has them.
"""

from dataclasses import dataclass, field
from random import Random

PEOPLE, OTHERS = 420, 70
LANGUAGES = ("en", "en", "en", "fr", "nl", "ar")
# How many visits come at each hour of UTC.
MOST_VISITS_AT = (1, 1, 1, 1, 1, 2, 4, 8, 12, 14, 14, 12, 10, 12, 14, 13, 10, 7, 5, 5, 4, 3, 2, 1)
_BROWSERS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{0}.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:{0}.0) Gecko/20100101 Firefox/{0}.0",
    "Mozilla/5.0 (X11; Linux x86_64; rv:{0}.0) Gecko/20100101 Firefox/{0}.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.{1} Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_{1} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.{1} Mobile/15E148"
    " Safari/604.1",
    "Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{0}.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 50) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{0}.0.0.0 Mobile Safari/537.36",
)
_OTHERS = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "Mozilla/5.0 (compatible; ClaudeBot/1.0)",
    "python-requests/2.32.3",
    "curl/8.9.1",
    "Zotero/7.0.11",
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody or something that asks, as a server sees it."""

    address: str
    user_agent: str
    headers: dict[str, str] = field(default_factory=dict)


def readers(chance: Random) -> list[Reader]:
    """Return the readers; one in seven is a program."""
    people = [_person(chance, number) for number in range(PEOPLE)]
    return people + [Reader(_address(chance, 5000 + number), chance.choice(_OTHERS)) for number in range(OTHERS)]


def _person(chance: Random, number: int) -> Reader:
    browser = chance.choice(_BROWSERS).format(chance.randrange(128, 146), chance.randrange(0, 6))
    headers = {"HTTP_SEC_GPC": "1"} if chance.random() < 0.03 else {}
    return Reader(_address(chance, number), browser, headers)


def _address(chance: Random, number: int) -> str:
    if chance.random() < 0.3:
        return f"2001:db8:{number:x}:{chance.randrange(65536):x}::{chance.randrange(1, 65536):x}"
    network = chance.choice(("192.0.2", "198.51.100", "203.0.113"))
    return f"{network}.{chance.randrange(1, 255)}"
