"""What a user agent is: a person's browser, or one of several kinds of programs that are not counted.

The lists are those of two packages, compiled without regard to case, as COUNTER recommends. Their patterns are searched for in
what a phone's name leaves of the text: COUNTER's "bot", "motor", "core" and "titan" are also in names of devices.
"""

import re
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files

from crawleruseragents import CRAWLER_USER_AGENTS_DATA

from .codes import Reason

# Longer ones say nothing more, and looking through them takes time.
LONGEST = 512
# Makes of phones and browsers whose names a pattern of a list would find.
DEVICES = re.compile(
    r"cubot[\w .-]*|motorola[\w .-]*|\bmoto [\w ().-]*|\btitan(?: pocket| slim)?(?=[; )])|\bcore/[\d.]+(?= .*qqbrowser)"
    r"|alexa(?: build|;|/\d)[\w./ ]*",
    re.IGNORECASE,
)
# Scripts, and programs that keep lists of references: they fetch by themselves (COUNTER 7.9).
_OWN_MACHINES = (
    r"zotero", r"mendeley", r"endnote", r"papers/\d", r"jabref", r"citavi", r"paperpile", r"readcube", r"okhttp", r"axios/",
    r"node-fetch", r"undici", r"go-http-client", r"python-requests", r"httpx", r"aiohttp", r"scrapy", r"java-http-client",
    r"apache-httpclient", r"libwww-perl", r"guzzlehttp", r"httpie", r"powershell", r"winhttp", r"dart/\d", r"rclone",
)  # fmt: skip
# Programs that read for a person who asks them (COUNTER 5.1.1: without immediate human oversight), and those that learn.
_OWN_AI_AGENTS = (
    r"claude", r"anthropic", r"perplexity", r"chatgpt", r"gptbot", r"oai-searchbot", r"openai", r"cohere", r"mistralai",
    r"gemini", r"google-extended", r"duckassist", r"bytespider", r"meta-external", r"ccbot", r"ai2bot", r"diffbot",
    r"amazonbot", r"youbot", r"copilot", r"deepseek", r"applebot-extended", r"operator/\d", r"manus-user",
)  # fmt: skip


def classify(user_agent: str) -> Reason | None:
    """Return why requests of this user agent are not counted, or None for what people use."""
    return _classify(user_agent[:LONGEST])


@lru_cache(maxsize=4096)
def _classify(user_agent: str) -> Reason | None:
    text = user_agent.strip()
    if len(text) < 2:
        return Reason.ROBOT
    if _ai_agents().search(text):
        return Reason.AI_AGENT
    text = DEVICES.sub("", text)
    if _machines().search(text):
        return Reason.MACHINE
    return Reason.ROBOT if _robots().search(text) else None


@cache
def _machines() -> re.Pattern[str]:
    return _one_of([*_OWN_MACHINES, *_counter_list("machine"), *_tagged("http-library")])


@cache
def _ai_agents() -> re.Pattern[str]:
    return _one_of([*_OWN_AI_AGENTS, *_tagged("ai-crawler")])


@cache
def _robots() -> re.Pattern[str]:
    return _one_of([*_counter_list("robot"), *(row["pattern"] for row in CRAWLER_USER_AGENTS_DATA)])


def _counter_list(name: str) -> list[str]:
    text = (files("counter_robots") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip()]


def _tagged(tag: str) -> list[str]:
    return [row["pattern"] for row in CRAWLER_USER_AGENTS_DATA if tag in row.get("tags", ())]


def _one_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@cache
def list_versions() -> dict[str, str]:
    """Return which versions of the lists decide, for the record of each day."""
    return {name: version(name) for name in ("counter-robots", "crawler-user-agents")}
