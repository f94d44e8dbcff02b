"""What each thing weighs that a search is asked for, beside a word of the text. Both engines add up the same."""

from ..query.language import Kind

# What a subject of an item weighs, by what it is.
SUBJECTS = {Kind.TOPIC: 2.5, Kind.COUNTRY: 1.5, Kind.YEAR: 0.5, Kind.LAW: 1.5, Kind.COURT: 1.0}
# What a word with the same meaning weighs, the word itself among them: it counts both ways.
MEANING = 2.5
# What the words of a name weigh of which each is there or meant: there are several, and small ones among them.
NAME_MEANT = 1.5
# What a word weighs that is spelled like one of the search.
LETTERS = 0.3
# What two neighbouring words of the search weigh once more where they stand close together.
NEAR = 0.2
# By what the score of an item in the reader's language is multiplied: so much parts what is nearly equally good.
OWN_LANGUAGE = 1.05
