"""The words by which a party to court proceedings is told from a person, in the languages in which case names are written.

All are compared folded: in small letters and without accents. Each list leans to the side of the person: a word that is also a
family or a given name (“King”, “Court”, “Church”, “Justice”) is not in it, or only as a part of a fixed phrase.
"""

# Between the sides of a case. Words stand between blanks.
BETWEEN_SIDES = (
    "v.", "v", "vs.", "vs", "versus", "c.", "c/", "contre", "contra", "contro", "gegen", "./.", "tegen", "mot", "against", "protiv",
    "przeciwko", "proti", "impotriva", "împotriva", "kundër", "ellen", "κατά", "κατα", "против", "проти", "срещу", "ضد", "נגד", "/",
)  # fmt: skip

# Before the only party of a case, or before the first.
BEFORE_A_NAME = (
    "in re", "re", "in the matter of", "matter of", "case of", "the case of", "affaire", "affaire de", "caso", "asunto", "causa",
    "rechtssache", "zaak", "sprawa", "cauza", "дело", "υπόθεση", "قضية",
)  # fmt: skip

BETWEEN_PARTIES = (
    "and",
    "&",
    "et",
    "und",
    "en",
    "y",
    "e",
    "och",
    "og",
    "i",
    "si",
    "şi",
    "și",
    "και",
    "и",
    "та",
    "و",
    ",",
    ";",
)

# The others, of whom no name is told.
OTHERS = frozenset(
    {
        "others", "other", "another", "autres", "autre", "andere", "anderen", "anderer", "otros", "otras", "otro", "altri", "altro",
        "outros", "inni", "altii", "drugi", "ostali", "ao", "ors", "anor", "al", "ua", "ea", "αλλοι", "αλλων", "αλλους", "λοιποι",
        "други", "другие", "инші", "інші", "اخرون", "اخرين", "واخرون", "واخرين",
    }
)  # fmt: skip

# In front of a name, and no part of it.
TITLES = frozenset(
    {
        "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "lord", "lady", "mm", "mme", "mlle", "monsieur", "madame", "herr",
        "frau", "dhr", "mevr", "sr", "sra", "don", "dona", "sig", "pan", "pani", "г", "гн", "κ", "السيد", "السيدة",
    }
)  # fmt: skip

# A party that is all of this is none but the public side.
PUBLIC_SIDES = frozenset(
    {
        "queen", "king", "crown", "rex", "regina", "state", "people", "commonwealth", "prosecution", "hm advocate",
        "her majesty's advocate", "his majesty's advocate", "staat", "l'etat", "etat", "estado", "stato", "panstwo", "държавата",
        "государство", "δημοσιο", "الدولة", "الحكومة",
    }
)  # fmt: skip

ARTICLES = frozenset(
    {
        "the",
        "la",
        "le",
        "les",
        "der",
        "die",
        "das",
        "de",
        "het",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "o",
        "a",
        "η",
        "ο",
        "το",
    }
)

# Words of names of authorities and bodies.
BODIES = frozenset(
    {
        "state", "states", "government", "council", "commission", "committee", "police", "department", "office", "agency", "board",
        "kingdom", "republic", "union", "city", "county", "province", "municipality", "district", "embassy", "university",
        "hospital", "bank", "association", "foundation", "federation", "company", "proceedings", "strafverfahren",
        "strafsache", "strafzaak", "conseil", "consejo", "consiglio",
        "ville", "royaume", "etat", "etats", "reino", "regno", "gemeente", "staat", "staten", "koninkrijk", "openbaar", "stadt",
        "kreis", "polizei", "policia", "polizia", "comune", "regione", "provincia", "banca", "banque", "banco", "estado",
        "stato", "fiscal", "fiscalia", "crown", "dpp", "cps", "trade", "skills", "immigration", "citizenship", "interior", "affairs",
        "protection", "employment", "health", "asylum", "integration", "security", "gmina", "skarb", "sad", "суд", "банк", "община",
        "дружество", "δημος", "κρατος", "δημοσιο", "دولة", "الدولة", "حكومة", "الحكومة", "النيابة", "محكمة", "شركة", "بلدية",
    }
)  # fmt: skip
BODIES_BEGIN = (
    "minist", "prosecut", "prokur", "procur", "attorney", "republi", "respublik", "republik", "gouvern", "govern", "gobiern",
    "regierung", "staatsanwalt", "staatsse", "bundes", "landes", "municip", "kommission", "commissione", "comision", "komis",
    "departement", "dipartiment", "departament", "authorit", "autorit", "autorid", "ombudsm", "tribunal", "universit", "asocia",
    "associa", "secretar", "director", "direction", "direktion", "direcci", "procuror", "parchet", "drzav", "tuzila", "tuzite",
    "министер", "министр", "федерац", "прокур", "республик", "правительств", "комисси", "министарств", "тужила", "держав", "υπουργ",
    "δημοκρατ", "εισαγγελ", "وزار", "وزير", "جمهوري",
)  # fmt: skip
BODIES_END = ("ministerium", "anwaltschaft", "amt", "kommission", "behorde")

# Forms of companies as they are written at the end of a name, without points.
COMPANY_FORMS = frozenset(
    {
        "ltd", "limited", "plc", "llp", "llc", "inc", "corp", "co", "gmbh", "ag", "kg", "ug", "ev", "sa", "sas", "sarl", "sprl",
        "srl", "spa", "sl", "slu", "lda", "bv", "nv", "vof", "vzw", "asbl", "ab", "as", "a/s", "aps", "oy", "oyj", "kft", "zrt", "nyrt",
        "sro", "doo", "ad", "dd", "oo", "zoo", "ou", "uab", "sia", "pty", "pte", "αε", "επε", "ооо", "оао", "зао", "ад", "еоод", "оод",
        "ет", "тов",
    }
)  # fmt: skip

# Short forms of states and of unions of states; their full names are those of the Unicode locale data.
STATES = frozenset(
    {
        "uk", "usa", "us", "eu", "uae", "fyrom", "england", "scotland", "wales", "england and wales", "northern ireland", "turkey",
        "czech republic", "macedonia", "ivory coast", "european union", "council of europe",
    }
)  # fmt: skip

# States whose names people have too: as the side that complains they are taken for people.
ALSO_NAMES = frozenset({"jordan", "georgia", "chad", "israel", "kenya", "india"})

# Languages in which case names are written, and those of them that change the ends of names of states.
LANGUAGES = (
    "en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "et", "lt", "lv", "hu", "tr", "sq", "ar", "he", "el", "ro", "pl",
    "cs", "sk", "sl", "hr", "sr", "bs", "mk", "bg", "ru", "uk",
)  # fmt: skip
CHANGING_ENDS = frozenset({"el", "ro", "pl", "cs", "sk", "sl", "hr", "sr", "bs", "mk", "bg", "ru", "uk", "lt", "lv"})
