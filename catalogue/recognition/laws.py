"""Laws and their articles as people write them, in either order: “Art 26 ECAT”, “Article 4 of the ECHR”, “ECHR, Art. 4”, “s.45”."""

import re
from collections.abc import Collection, Iterator

from catalogue.words import normalise

from .found import LawFound, Span

CONVENTION = "Council of Europe Convention on Action against Trafficking in Human Beings"
# By the short name that items have; the spellings are parts of regular expressions.
_LAWS = {
    "ECHR": r"ECHR|European Convention (?:on|of) Human Rights|CEDH|Convention européenne des droits de l['’]homme|EMRK|"
    r"Europäischen? Menschenrechtskonvention|EVRM|CEDO|Convenio Europeo de Derechos Humanos|EKPC|EKPCz|ЕКПЧ|ЕКЗПЧ|ЄКПЛ|"
    r"Европейск\w+ конвенци\w+ (?:о|по|за) прав\w+ (?:человека|на човека)",
    CONVENTION: r"ECAT|CETS(?: No\.?)? ?197|"
    r"(?:Council of Europe )?(?:Convention on Action against Trafficking(?: in Human Beings)?|Anti-?Trafficking Convention)|"
    r"Europaratskonvention gegen Menschenhandel|Convention du Conseil de l['’]Europe (?:contre|sur la lutte contre) la traite|"
    r"Конвенци\w+ Совета Европы о противодействии торговле людьми",
    "UN Trafficking Protocol": r"Palermo[ -]Proto[ck]oll?|Protocole de Palerme|Protocol(?:o|lo) d[ei] Palermo|"
    r"Protocol(?:ul)? de la Palermo|"
    r"Protok[oó]ł[\w]* z Palermo|Палермск\w+ протокол\w*|Палермськ\w+ протокол\w*|Протокол\w* от Палермо|"
    r"(?:UN )?Trafficking (?:in Persons )?Protocol",
    "Modern Slavery Act 2015": r"Modern Slavery Act(?: 2015)?|MSA 2015",
    "CEDAW": r"CEDAW",
    "Convention on the Rights of the Child": r"Convention on the Rights of the Child|UN-?CRC|CRC|Kinderrechtskonvention|"
    r"Convention (?:internationale )?(?:relative aux |des )droits de l['’]enfant|IVRK",
    "EU Charter": r"(?:EU )?Charter of Fundamental Rights|EU Charter|Grundrechtecharta|Charte des droits fondamentaux",
    "Vienna Convention on Diplomatic Relations": r"Vienna Convention on Diplomatic Relations|VCDR|"
    r"Wiener Übereinkommen über diplomatische Beziehungen",
    "Istanbul Convention": r"Istanbul Convention|Istanbul-Konvention|Convention d['’]Istanbul|Convenio de Estambul",
    "ILO Forced Labour Convention": r"(?:ILO )?Forced Labour Convention|ILO C(?:onvention )?0?29",
    "GDPR": r"GDPR|DSGVO|RGPD|AVG",
    "StGB": r"StGB|Strafgesetzbuch(?:s|es)?",
}
# What texts call a law that has no such fact.
_TITLES = {
    "ECHR": ("European Convention on Human Rights", "Convention for the Protection of Human Rights and Fundamental Freedoms"),
    CONVENTION: (CONVENTION, "Anti-Trafficking Convention"),
    "UN Trafficking Protocol": (
        "Palermo Protocol", "UN Trafficking Protocol", "Protocol against trafficking in persons",
        "Protocol to Prevent, Suppress and Punish Trafficking in Persons",
    ),
    "Modern Slavery Act 2015": ("Modern Slavery Act",),
    "Modern Slavery Act 2015 s. 45": ("section 45",),
    "CEDAW": ("Convention on the Elimination of All Forms of Discrimination against Women",),
    "Convention on the Rights of the Child": ("Convention on the Rights of the Child",),
    "EU Charter": ("Charter of Fundamental Rights",),
    "Istanbul Convention": ("Convention on preventing and combating violence against women and domestic violence",),
    "ILO Forced Labour Convention": ("Forced Labour Convention",),
    "GDPR": ("General Data Protection Regulation",),
}  # fmt: skip
_DIRECTIVE = (
    r"(?:Directive|Richtlinie|Richtlijn|Directiv[ae]i?|Dyrektyw\w+|Директив\w+)\s+(?:\((?:EU|UE|ЕС|ЄС)\)\s*)?(?P<year>\d{4})/(?P<number>\d{1,4})"
    r"(?:/(?:EU|EC|UE|CE|EG|WE|ЕС|ЕО|ЄС))?"
)
_ARTICLE = (
    r"(?:\b(?:art(?:s|icles?|ikeln?|ículos?|iculos?|icolul(?:ui)?|icolo|ykuł\w*|icol)?|section|sec|s|стат(?:ья|ьи|ье|ті|тя|тею)|ст|чл(?:ен)?)\b\.?|§§?)"
    r"\s*(?P<{name}>\d{{1,3}}[a-z]?(?:\s?(?:\(\d{{1,2}}\)|§§?\s?\d{{1,2}}))*)(?![\d/])"
)
# Between an article and its law: “of the”, “der”, a comma.
_JOIN = r"[\s,]{1,2}(?:(?:of|the|de|la|du|des|der|des|van|het|del|din|a|ale|от|на)\s+){0,3}"
_NAME = rf"(?:{'|'.join(f'(?P<l{number}>{spelling})' for number, spelling in enumerate(_LAWS.values()))}|{_DIRECTIVE})"
_BEFORE = _ARTICLE.format(name="before")
_WHOLE = re.compile(
    rf"(?:{_BEFORE}{_JOIN})?(?<!\w){_NAME}(?!\w)(?:[\s,]{{1,2}}{_ARTICLE.format(name='behind')})?", re.IGNORECASE
)
_OF_DIRECTIVE = re.compile(r"Directive (?:\(EU\) )?(?P<number>\d{4}/\d+)(?:/E[UC])?")
_NUMBER = re.compile(r"\d{1,4}[a-z]?")
_ALONE = re.compile(_ARTICLE.format(name="article"), re.IGNORECASE)
LAWS = tuple(_LAWS)
# What stands before the number of an article where items are found by it, whatever the law calls it.
ARTICLE = "Art. "
# Short names that are everyday words or other abbreviations in small letters.
_ONLY_CAPITALS = re.compile(r"^(?:avg|crc|cedo|ecat)$")
# Sections that are known without their Act.
_KNOWN_SECTIONS = {
    "s.45": "Modern Slavery Act 2015",
    "s45": "Modern Slavery Act 2015",
    "s. 45": "Modern Slavery Act 2015",
}


def laws_in(text: str, taken: Collection[Span] = ()) -> tuple[LawFound, ...]:
    """Return the laws that a text names, in their order; an article of no named law has an empty law.

    Args:
        text: in composed form.
        taken: places of identifiers, whose parts are no laws.
    """
    found: list[LawFound] = []
    for law in (*_named(text), *_alone(text)):
        first, last = law.span
        if all(last <= start or first >= end for start, end in (*taken, *(one.span for one in found))):
            found.append(law)
    return tuple(sorted(found, key=lambda one: one.span))


def names_in_texts(law: str) -> tuple[str, ...]:
    """Return what texts call a law: a directive its number, whatever the language, others their titles."""
    if directive := _OF_DIRECTIVE.fullmatch(law):
        return (directive["number"],)
    return _TITLES.get(law, ())


def _named(text: str) -> Iterator[LawFound]:
    for match in _WHOLE.finditer(text):
        title = _title(match)
        article = match.group("before") or match.group("behind") or ""
        name = next((value for key, value in match.groupdict().items() if value and key.startswith("l")), "")
        if article or not _ONLY_CAPITALS.match(name):
            yield LawFound(title, article.replace(" ", ""), match.span())


def _title(match: re.Match[str]) -> str:
    """Return the short title of the law that a pattern found."""
    if year := match.group("year"):
        return directive_title(int(year), match.group("number"))
    return next(title for number, title in enumerate(LAWS) if match.group(f"l{number}"))


def provisions(line: str) -> tuple[str, ...]:
    """Return by what an item is found that has a law or an article of it: the law, and the article without its paragraphs.

    Args:
        line: as somebody wrote it, such as “ECHR Art. 4(1)” or “Art. 4 § 1 of the ECHR”.
    """
    found = next((law for law in laws_in(normalise(line)) if law.law), None)
    if found:
        return tuple(dict.fromkeys((found.law, found.provision)))
    law, _sign, rest = line.strip().partition(" Art.")
    number = _NUMBER.match(rest.strip().lower())
    return (law, f"{law} {ARTICLE}{number.group()}") if number else (law,)


def directive_title(year: int, number: str) -> str:
    """Return a directive's short title; the form changed when the Community became the Union, and with the year 2015."""
    if year >= 2015:
        return f"Directive (EU) {year}/{number}"
    return f"Directive {year}/{number}/{'EU' if year >= 2010 else 'EC'}"


def _alone(text: str) -> Iterator[LawFound]:
    for match in _ALONE.finditer(text):
        yield LawFound(
            _KNOWN_SECTIONS.get(match.group().lower(), ""), match.group("article").replace(" ", ""), match.span()
        )
