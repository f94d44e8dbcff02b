"""Identifiers of judgments, laws, works and files: taken as people paste them, refused where they cannot be one."""

from django.core.exceptions import ValidationError

import pytest

from usage.identifiers import address_of, check, tidy


@pytest.mark.parametrize(
    ("scheme", "typed", "stored", "leads_to"),
    [
        ("ecli", " ecli:nl:hr:2026:1 ", "ECLI:NL:HR:2026:1", "https://e-justice.europa.eu/ecli/ECLI:NL:HR:2026:1"),
        ("celex", "CELEX:32011L0036", "32011L0036", "uri=CELEX:32011L0036"),
        ("celex", "62016cj0434", "62016CJ0434", "uri=CELEX:62016CJ0434"),
        ("celex", "02004L0038-20110616", "02004L0038-20110616", "20110616"),
        ("celex", "32011L0036R(01)", "32011L0036R(01)", "R(01)"),
        ("doi", "https://doi.org/10.1234/abc", "10.1234/abc", "https://doi.org/10.1234/abc"),
        ("docket", "12  K 345/26", "12 K 345/26", ""),
    ],
)
def test_what_people_paste_is_taken(scheme, typed, stored, leads_to):
    assert tidy(scheme, typed) == stored
    check(scheme, stored)
    assert leads_to in address_of(scheme, stored)


def test_a_docket_number_leads_nowhere():
    assert address_of("docket", "12 K 345/26") == ""


@pytest.mark.parametrize(
    ("scheme", "typed", "sentence"),
    [
        ("ecli", "ECLI:NL:2026:1", "This is not an ECLI."),
        ("ecli", "ECLI:QQ:HR:2026:1", "is not a country"),
        ("celex", "2011/36/EU", "This is not a CELEX number."),
        ("celex", "32011L0036 and more", "This is not a CELEX number."),
        ("doi", "11.1234/abc", "Write the DOI as"),
        ("docket", "no number", "has a number in it"),
    ],
)
def test_what_cannot_be_one_is_refused_with_its_form(scheme, typed, sentence):
    with pytest.raises(ValidationError, match=sentence):
        check(scheme, tidy(scheme, typed))
