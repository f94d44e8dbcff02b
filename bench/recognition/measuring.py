"""The figures of recognition for `make bench ONLY=recognition`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

from django.core.management import call_command
from django.db import connection

from bench.timing import Figure, cpu_ms, spread
from catalogue.recognition import Proposals, recognise_question, recognise_story
from catalogue.vocabulary import Vocabulary, get_vocabulary

from .stories import read_stories, shares, told

_REPEATS = 15
_WORDS = 1_000


@contextmanager
def vocabulary_of_files() -> Iterator[Vocabulary]:
    """Give the vocabulary as it is shipped, from a database in memory."""
    connection.close()
    held, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], ":memory:"
    try:
        call_command("migrate", verbosity=0)
        call_command("load_topics", verbosity=0)
        yield get_vocabulary()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = held


def recognising(vocabulary: Vocabulary) -> Callable[[str], Proposals]:
    """Return what takes a text and gives its proposals."""
    return lambda text: recognise_story(text, "en", vocabulary)


def recognition() -> Iterator[Figure]:
    """Measure how much is right for the stories, and what a text and a question cost."""
    with vocabulary_of_files() as vocabulary:
        recognise = recognising(vocabulary)
        stories = read_stories()
        right = shares(list(told(stories, recognise)))
        detail = f"{len(stories)} stories in eight languages"
        for name, value, goal in (
            ("language right", right.language, 100),
            ("countries found of those named", right.countries, 90),
            ("stories without a wrong country", right.no_wrong_country, 90),
            ("stories with two of the expert's topics among the first five", right.topics, 80),
        ):
            yield Figure(f"recognition: {name}", 100 * value, "%", "higher", goal, detail)
        text = " ".join(" ".join(story.text for story in stories if story.language == "de").split() * 10)
        text = " ".join(text.split()[:_WORDS])
        for name, goal, work in (
            ("a story of 1,000 words", 300, lambda: recognise(text)),
            (
                "a question of six words",
                10,
                lambda: recognise_question("bulgarian women locked in hotel 2019", "en", vocabulary),
            ),
        ):
            work()
            times = [cpu_ms(work) for _repeat in range(_REPEATS)]
            yield Figure(f"recognition: {name}", median(times), "CPU ms", "lower", goal, spread(times))


GROUPS = {"recognition": recognition}
