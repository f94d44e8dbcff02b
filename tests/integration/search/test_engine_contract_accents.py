"""Accents never matter, for every search engine: many people type without them, and many texts have names without them."""

import pytest

from tests.factories import case_study

pytestmark = pytest.mark.django_db

# As texts write them and as people type them, in languages whose stemmers look at the accents.
TYPED = [
    ("es", "La fiscalía abrió una comisaría.", ["fiscalia", "comisaria", "fiscalía", "FISCALIA"]),
    ("es", "Una cafetería de la policía.", ["cafeteria", "policia"]),
    ("fr", "L’identité et la sécurité des mères.", ["identite", "securite", "meres"]),
    ("pl", "Zasądził odszkodowanie dla żony.", ["zasadzil", "zony"]),
    ("ro", "Semnătura și mărturia.", ["semnatura", "marturia"]),
    ("pt", "As associações e a denúncia.", ["associacoes", "denuncia"]),
    ("hu", "A gyermekotthonból jött.", ["gyermekotthonbol"]),
    ("sq", "Në shoqatë.", ["shoqate"]),
    ("en", "The case of Zoletic.", ["Zoletić", "zoletic"]),
]


@pytest.mark.parametrize(("language", "text", "typed"), TYPED, ids=lambda value: str(value)[:12])
def test_a_word_is_found_with_its_accents_and_without(search, language, text, typed):
    case_study(title="Told", language=language, what_happened=text)
    case_study(title="Else", language=language, what_happened="Zzyzx.")
    for word in typed:
        results = search(word)
        assert (results.total, results.whole) == (1, 1), word
        marked = [piece for piece, is_hit in results.hits[0].passage.pieces if is_hit]
        assert len(marked) == 1, word


def test_a_title_and_a_translation_are_found_without_accents_too(found):
    french = {"language": "fr", "title": "Une journée", "summary": "Sans sécurité ni identité."}
    case_study(title="Día de la fiscalía", language="es", translations=[french])
    assert found("fiscalia") == found("securite") == found("journee") == ["Día de la fiscalía"]


def test_what_is_left_out_is_left_out_without_its_accents(found):
    case_study(title="Una fiscalía", language="es")
    case_study(title="Una plaza", language="es")
    assert found("una -fiscalia") == ["Una plaza"]
