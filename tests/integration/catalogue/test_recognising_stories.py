"""Of a pasted story, its language, countries, topics, years and identifiers are proposed."""

import pytest

from bench.recognition.stories import read_stories, shares, told
from cases.vocabulary.loading import read_concepts
from catalogue.kinds import MODEL_BY_KIND
from catalogue.recognition import recognise_story
from catalogue.recognition.ranking import topic_weights
from catalogue.vocabulary import get_vocabulary

pytestmark = pytest.mark.django_db

JUDGMENT = """The applicant complained that the conviction of her traffickers had been quashed.
The Court held that there had been a violation of Article 4 ECHR (ECLI:CE:ECHR:2017:0330JUD002188415).
The judgment of 30.03.2017 is final."""
OUTCOME = (
    "After a campaign of four years the parliament adopted an amendment: the ministry must pay compensation. The bill follows the "
    "reform that we had lobbied for."
)


def countries_of(text):
    return {one.code: one.role for one in recognise_story(text).countries}


def test_the_stories_are_recognised_as_well_as_was_measured():
    vocabulary = get_vocabulary()
    found = shares(list(told(read_stories(), lambda text: recognise_story(text, "en", vocabulary))))
    assert found.language == 1
    assert found.countries >= 0.95
    assert found.no_wrong_country >= 0.95
    assert found.topics >= 0.8


def test_the_stories_are_five_in_each_of_eight_languages_with_topics_of_the_vocabulary():
    stories = read_stories()
    languages = [story.language for story in stories]
    assert sorted(languages) == sorted(["en", "de", "fr", "nl", "es", "ro", "ru", "bg"] * 5)
    slugs = {concept.slug for concept in read_concepts()}
    assert not [story for story in stories if not story.topics <= slugs or not 3 <= len(story.topics) <= 6]


def test_a_weight_is_of_a_topic_and_none_is_nothing():
    weights = topic_weights()
    assert set(weights) <= {concept.slug for concept in read_concepts()}
    assert min(weights.values()) > 0


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("She came from Moldova to Italy through Hungary.", {"MD": "origin", "IT": "exploitation", "HU": "transit"}),
        (
            "The Dutch police found the Nigerian women in Spain.",
            {"NL": "exploitation", "NG": "origin", "ES": "exploitation"},
        ),
        ("Die Frau kam aus Ghana durch Libyen nach Italien.", {"GH": "origin", "LY": "transit", "IT": "exploitation"}),
        (
            "Украинку увезли из Молдовы в Турцию через Румынию.",
            {"UA": "origin", "MD": "origin", "TR": "exploitation", "RO": "transit"},
        ),
        ("Norway is mentioned.", {"NO": ""}),
    ],
)
def test_a_country_has_a_role_where_the_words_tell(text, roles):
    assert countries_of(text) == roles


@pytest.mark.parametrize(
    "text",
    [
        "She spoke no English and had a Polish interpreter.",
        "La mujer no hablaba español ni en francés.",
        "Der Vertrag war auf Polnisch.",
        "Contractul era în română.",
    ],
)
def test_a_language_is_no_country(text):
    assert countries_of(text) == {}


def test_a_judgment_proposes_its_ecli_court_law_and_year():
    found = recognise_story(JUDGMENT)
    assert (found.kind, found.ecli) == ("court_case", "ECLI:CE:ECHR:2017:0330JUD002188415")
    assert found.court == "European Court of Human Rights"
    assert [law.reference for law in found.laws] == ["ECHR Art. 4"]
    assert found.years == (2017,)


def test_the_kind_is_one_that_items_have():
    kinds = [recognise_story(text).kind for text in (JUDGMENT, OUTCOME, "A waitress was not paid.")]
    assert kinds == ["court_case", "advocacy_outcome", "case_study"]
    assert set(kinds) <= set(MODEL_BY_KIND)


def test_the_title_is_the_first_sentence_and_is_cut_where_a_word_ends():
    assert recognise_story("He was not paid. He left.").title == "He was not paid"
    assert recognise_story("A heading\nHe was not paid.").title == "A heading"
    long = recognise_story("word " * 40).title
    assert len(long) <= 90
    assert long.endswith("word…")


def test_the_narrower_of_two_topics_that_are_named_alike_comes_first():
    found = recognise_story("Forced labour. Exploitation.", "en").topics
    assert found.index("forced-labour") < found.index("forms-of-exploitation")


@pytest.mark.parametrize("text", ["", " ", "\0", "1234", "ไม่มีเงิน", "🙂"])
def test_any_text_gives_proposals(text):
    assert recognise_story(text, "nl").language


def test_a_text_costs_no_statement_where_the_vocabulary_is_at_hand(django_assert_num_queries):
    vocabulary = get_vocabulary()
    with django_assert_num_queries(0):
        recognise_story("A waitress was not paid.", "en", vocabulary)
