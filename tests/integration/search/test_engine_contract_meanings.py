"""What every search engine must do with what words mean: words of the same meaning are found where few items match all."""

from django.core.files.base import ContentFile

from wagtail.models import Collection

import pytest

from catalogue.recognition.everyday_words import meanings_of
from files.services import store_file
from tests.factories import case_study, publication
from tests.makers import make_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_words_of_before")]


@pytest.mark.parametrize("typed", ["chłopca", "хлопець", "ein Junge"])
def test_a_word_of_another_language_that_means_the_same_is_found_and_marked_but_never_as_all_of_the_words(
    search, typed
):
    case_study(title="Found", what_happened="They kept a boy in the cellar.")
    case_study(title="Else", what_happened="A quagga in a zoo.")
    results = search(f"{typed} unheard")
    assert (results.total, results.whole) == (1, 0)
    assert ("boy", True) in results.hits[0].passage.pieces
    assert results.hits[0].lacks == (1,), "the other word"
    assert (search(f"{typed} Keller").total, search(f"{typed} Keller").whole) == (1, 0)


def test_a_word_that_means_the_same_is_found_in_the_language_of_the_text_alone(found):
    case_study(title="English", language="en", what_happened="It was a gift.")
    case_study(title="German", language="de", what_happened="Es war ein Gift.")
    assert found("poison unheard") == ["German"]
    assert found("present unheard") == ["English"]


def test_who_is_of_a_country_is_found_where_only_the_text_tells_of_it(found):
    case_study(title="Found", what_happened="A Togolese girl kept house.")
    case_study(title="Else", what_happened="A quagga in a zoo.")
    assert found("togolaise inconnue") == ["Found"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("child soldiers quagga", "She saw troops on the road."),
        ('forced "labour" quagga', "She was compelled to stay."),
        ("Costa Rica fisherman", "The price was high: cost and coast."),
        ("Tchad inconnue", "Her neighbour Chad helped her."),
        ("togolaise inconnue", "После того как она приехала."),
        ("chińska unheard", "Wielkie cierpienie i suferință."),
        ("uña unheard", "Una mujer, una casa."),
    ],
)
def test_half_of_a_name_a_quoted_word_and_what_only_looks_alike_mean_nothing_else(found, typed, text):
    case_study(title="Else", language="ru" if "того" in text else "es" if "mujer" in text else "en", what_happened=text)
    assert found(typed) == []


def test_one_of_several_alternatives_may_be_a_word_that_means_the_same(found):
    case_study(title="Found", what_happened="They kept a boy in the cellar.")
    assert found("хлопець OR quagga unheard") == ["Found"]


@pytest.mark.parametrize(
    ("typed", "of"),
    [
        ("enact", "The act was committed here."),
        ("frau", "Au travail."),
        ("enenforc", "To enforce it."),
        ("\ufe70tcompensation", "She was paid."),
    ],
)
def test_a_word_is_never_taken_for_a_stem_with_its_language_or_for_another_word_of_the_index(found, typed, of):
    case_study(title="Without rules", language="so", what_happened="Waa la qaaday.")
    case_study(title="Else", language="fr" if "Au" in of else "en", what_happened=of, topics=["compensation"])
    assert found(typed) == []


def test_a_sign_that_folds_to_a_blank_plants_no_word_of_the_index(found):
    case_study(title="Planted", what_happened="A word \ufe70tcompensation and \u037amore.")
    assert found("compensation") == []


def test_small_words_of_a_name_are_not_marked_by_themselves(search):
    case_study(
        title="Found", language="es", what_happened="No vino nadie. La indemnización no llegó.", topics=["compensation"]
    )
    pieces = search("ganó la indemnización pero no cobró").hits[0].passage.pieces
    assert [text for text, is_hit in pieces if is_hit] == ["indemnización"]


def test_of_several_meanings_of_a_word_the_best_counts_and_not_their_sum(found):
    agency, mediator = (
        (set(one.within("en")) & {"agency", "mediator"}) for one in meanings_of("vermittler", ["de"])[::2]
    )
    assert (agency, mediator) == ({"agency"}, {"mediator"})
    case_study(title="Both", what_happened="She met an agency, a mediator and a cat.")
    case_study(title="One", what_happened="She met an agency, an agency and a cat.")
    case_study(title="Other", what_happened="She met a lawyer, a mediator and a cat.")
    assert found("vermittler unbekannt")[0] == "One"


def test_what_means_the_same_is_not_marked_where_it_is_not_looked_for(search):
    case_study(title="Found", what_happened="A boy and a lad.")
    pieces = search("boy").hits[0].passage.pieces
    assert ("boy", True) in pieces
    assert ("lad", True) not in pieces


def test_what_means_the_same_is_left_out_and_hidden_like_any_word(found):
    case_study(title="Left out", what_happened="They kept a boy in the cellar.")
    case_study(title="Hidden", what_happened="They kept a boy.", audience="network")
    assert found("chłopca unheard -cellar") == []


def test_the_page_that_is_shown_has_what_a_word_means(search, media):
    file = store_file(
        file=ContentFile(make_pdf(["A quagga in a zoo.", "They kept a boy there."]), name="study.pdf"),
        title="Study", language="en", collection=Collection.get_first_root_node(),
    )  # fmt: skip
    publication(title="A study", files=[file])
    passage = search("chłopca unheard").hits[0].passage
    assert (passage.page, ("boy", True) in passage.pieces) == (2, True)


def test_a_meaning_in_a_title_counts_as_often_as_a_word_of_it(found):
    for number in range(5):
        case_study(title=f"Else {number}", what_happened="A quagga in a zoo.")
    case_study(title="A boy", what_happened="The day was cold.")
    case_study(title="A day", what_happened="The boy was cold.")
    assert found("chłopca unheard") == ["A boy", "A day"]


def test_a_question_that_says_one_thing_finds_it_in_other_words(found):
    case_study(title="Boys in a cellar", what_happened="Two boys slept there.")
    assert found("co z tym chłopcem") == ["Boys in a cellar"]
    # One word means what it says, by itself and with its article.
    assert found("chłopcem") == []
    assert found("z chłopcem") == []
