"""Which words of a question stand next to each other: where they do so in a text as well, both engines let them weigh more."""

from collections.abc import Iterator

from .language import Query, Word, parts_of

# So many words may stand between them in a text.
MOST_BETWEEN = 5


def neighbours(query: Query) -> Iterator[tuple[int, str, int, str]]:
    """Yield each two neighbouring words of a question, each after the place of its clause in `required`.

    Words with a quoted phrase or alternatives between them are no neighbours.
    """
    last: tuple[int, str] | None = None
    for place, clause in enumerate(query.required):
        for part in parts_of(clause):
            word = (place, part.text) if isinstance(part, Word) else None
            if last and word:
                yield *last, *word
            last = word
