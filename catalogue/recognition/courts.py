"""Courts by their usual short names, and European Case Law Identifiers (ECLI)."""

import re

from cases.ecli import PATTERN

from .found import CourtFound, Span

ECTHR, CJEU = "European Court of Human Rights", "Court of Justice of the European Union"
UKSC, EWCA_CRIM = "Supreme Court of the United Kingdom", "Court of Appeal (Criminal Division)"
_ECLI = re.compile(PATTERN.strip("^$"))
# Abbreviations have capitals in texts; in questions nobody types them.
_COURTS = {
    ECTHR: r"ECt?HR|EGMR|CEDH|Cour EDH|EHRM|TEDH|Corte EDU|ETPC(?:z)?|CtEDO|ЕСПЧ|ЄСПЛ|ЕСПЧ|Strasbourg|Stra(?:ß|ss)burg|Straatsburg|"
    r"Estrasburgo|Страсбург\w*|European Court of Human Rights|Cour européenne des droits de l['’]homme|"
    r"Europäische\w* Gerichtshof\w* für Menschenrechte|Europees Hof voor de Rechten van de Mens|"
    r"Tribunal Europeo de Derechos Humanos|Curtea Europeană a Drepturilor Omului|Europejski\w* Trybuna\w+ Praw Człowieka|"
    r"Европейск\w+ суд\w* по правам человека|Европейск\w+ съд по правата на човека|Європейськ\w+ суд\w* з прав людини",
    CJEU: r"CJEU|ECJ|EuGH|CJUE|TJUE|TSUE|HvJ[ -]?EU|СЕС|Court of Justice of the European (?:Union|Communities)|European Court of Justice|"
    r"Europäische\w* Gerichtshof\w*(?! für)|Cour de justice de l['’]Union européenne|Tribunal de Justicia de la Unión Europea",
    UKSC: r"UKSC|UK Supreme Court|Supreme Court of the United Kingdom",
    EWCA_CRIM: r"EWCA Crim|Court of Appeal \(Criminal Division\)",
    "Court of Appeal (Civil Division)": r"EWCA Civ",
    "High Court": r"EWHC|High Court",
    "Bundesgerichtshof": r"BGH|Bundesgerichtshof(?:s|es)?",
    "Bundesverfassungsgericht": r"BVerfG|Bundesverfassungsgericht(?:s|es)?",
    "Cour de cassation": r"Cour de cassation",
    "Conseil d’État": r"Conseil d['’]État",
    "Hoge Raad": r"Hoge Raad",
    "Tribunal Supremo": r"Tribunal Supremo",
    "Înalta Curte de Casație și Justiție": r"ÎCCJ|Înalta Curte de Casație și Justiție",
}
_COURT = re.compile(
    rf"(?<!\w)(?:{'|'.join(f'(?P<c{number}>{spelling})' for number, spelling in enumerate(_COURTS.values()))})(?!\w)",
    re.IGNORECASE,
)
_NAMES = tuple(_COURTS)
# The court's part of an ECLI, with that of its country or body.
_OF_ECLI = {
    "CE:ECHR": ECTHR, "EU:C": CJEU, "DE:BGH": "Bundesgerichtshof", "DE:BVerfG": "Bundesverfassungsgericht", "NL:HR": "Hoge Raad",
    "ES:TS": "Tribunal Supremo", "FR:CCASS": "Cour de cassation", "FR:CECHR": "Conseil d’État",
}  # fmt: skip


def courts_in(text: str, taken: tuple[Span, ...] = ()) -> tuple[CourtFound, ...]:
    """Return the courts that a text names, in their order; what is in places taken by a law is none."""
    return tuple(
        CourtFound(next(name for number, name in enumerate(_NAMES) if match.group(f"c{number}")), match.span())
        for match in _COURT.finditer(text)
        if all(match.end() <= start or match.start() >= end for start, end in taken)
    )


def eclis_in(text: str) -> tuple[tuple[str, Span], ...]:
    """Return the ECLI that a text has, each with its place."""
    found = ((match.group().rstrip("."), match.start()) for match in _ECLI.finditer(text))
    return tuple((ecli, (start, start + len(ecli))) for ecli, start in found)


def court_of_ecli(ecli: str) -> str:
    """Return the name of the court that an ECLI names, or nothing where the court is not known."""
    _prefix, country, court, *_rest = ecli.split(":")
    return _OF_ECLI.get(f"{country}:{court}", "")
