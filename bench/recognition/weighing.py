"""Weighs topics: how often a mention means that a story is about the topic, counted on the case studies of the demo."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from catalogue.recognition.reading import read
from catalogue.recognition.topics import topic_index
from catalogue.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parent.parent.parent
CONTENT = ROOT / "cms" / "demo" / "content"
TABLE = ROOT / "catalogue" / "data" / "topic_weights.tsv"
HEADER = """# How much a mention of a topic means: how often stories that mention it are about it, against the average.
# Counted on the demo's case studies by `python -m bench.recognition --weigh`.
# A topic without a line has the weight of its nearest broader topic.
# topic	weight
"""
# So many stories of the branch's average are added to those of a topic, and of the general average to those of a branch.
_OF_BRANCH, _OF_ALL = 4, 6
_FIELDS = ("summary", "what_happened", "support_given", "authorities_response", "result", "what_went_well_or_wrong")


def weigh(vocabulary: Vocabulary) -> None:
    """Write the table."""
    lines = [f"{slug}\t{weight:.2f}\n" for slug, weight in sorted(weights(vocabulary).items())]
    TABLE.write_text(HEADER + "".join(lines), encoding="utf-8")


def weights(vocabulary: Vocabulary) -> dict[str, float]:
    """Return the weight of each branch and of each topic that stories mention."""
    mentioned: Counter[str] = Counter()
    meant: Counter[str] = Counter()
    for named, chosen in _stories(vocabulary):
        mentioned.update(named)
        meant.update(named & chosen)
    branches = {slug: _branch(slug, vocabulary) for slug in mentioned}
    average = meant.total() / mentioned.total()
    of_branch = {}
    for branch in set(branches.values()):
        inside = [slug for slug in mentioned if branches[slug] == branch]
        hits, tries = sum(meant[slug] for slug in inside), sum(mentioned[slug] for slug in inside)
        of_branch[branch] = (hits + _OF_ALL * average) / (tries + _OF_ALL)
    found = {branch: (share / average) ** 0.5 for branch, share in of_branch.items()}
    for slug, number in mentioned.items():
        share = (meant[slug] + _OF_BRANCH * of_branch[branches[slug]]) / (number + _OF_BRANCH)
        found[slug] = (share / average) ** 0.5
    return found


def _branch(slug: str, vocabulary: Vocabulary) -> str:
    """Return the topic's branch: the widest topic above it, or the second where that is trafficking as a whole."""
    line = [*vocabulary.ancestors(slug), slug]
    return line[min(1, len(line) - 1)] if line[0] == "trafficking-in-human-beings" else line[0]


def _stories(vocabulary: Vocabulary) -> Iterator[tuple[set[str], set[str]]]:
    """Yield the topics that a case study mentions, and those chosen for it."""
    index = topic_index(vocabulary)
    for path in (CONTENT / "case-studies.json", CONTENT / "large" / "case-studies.json"):
        entries = json.loads(path.read_text(encoding="utf-8"))
        for entry in entries["entries"] if isinstance(entries, dict) else entries:
            if entry["language"] in index.languages:
                text = "\n".join(entry[name] for name in _FIELDS if isinstance(entry.get(name), str))
                mentions = index.mentions(read(text), (entry["language"],), (entry["language"],))
                yield {mention.slug for mention in mentions}, set(entry["topics"])
