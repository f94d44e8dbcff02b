"""Made-up stories from building blocks, in several languages. The same seed gives the same stories.

About 30 of 100 speak of a passport and 3 of 100 of an orchard, so that measurements know how many results to expect.
"""

from random import Random

# For each language: who, where, what was promised, what happened, what helped, how it ended.
BLOCKS: dict[str, tuple[tuple[str, ...], ...]] = {
    "en": (
        ("A woman in her twenties", "A man in his thirties", "Two brothers", "A group of workers", "A girl of sixteen"),
        (
            "on a farm",
            "in a private household",
            "on a construction site",
            "in a nail bar",
            "in a hotel kitchen",
            "at sea",
        ),
        ("was promised good wages and a room", "answered an advertisement online", "was recruited by an acquaintance"),
        (
            "The work lasted fourteen hours a day and the wages never came.",
            "Every month the debt for travel and lodging grew.",
            "They were told that the police would deport them if they complained.",
            "A supervisor watched the door and kept the telephones.",
            "The hours were written down, but nobody was paid for them.",
        ),
        (
            "A neighbour called the labour inspectorate, which found the dormitory.",
            "A support organisation arranged a safe place and a lawyer.",
            "A nurse noticed the injuries and asked the right questions.",
            "A colleague passed on the number of a helpline.",
        ),
        (
            "The court awarded compensation, of which a tenth was paid.",
            "The residence permit was refused because the investigation had ended.",
            "The reflection period was granted after an appeal.",
            "The employer was fined; nobody was charged with trafficking.",
            "The charges for using false papers were dropped.",
        ),
    ),
    "fr": (
        ("Une femme d’une vingtaine d’années", "Un homme d’une trentaine d’années", "Deux frères", "Des ouvriers"),
        ("dans une ferme", "chez des particuliers", "sur un chantier", "dans la cuisine d’un hôtel", "en mer"),
        ("s’est vu promettre un bon salaire et une chambre", "a répondu à une annonce", "a été recruté par un proche"),
        (
            "Le travail durait quatorze heures par jour et le salaire ne venait jamais.",
            "Chaque mois, la dette du voyage et du logement augmentait.",
            "On leur disait que la police les expulserait s’ils se plaignaient.",
        ),
        (
            "Un voisin a appelé l’inspection du travail, qui a trouvé le dortoir.",
            "Une association a trouvé un hébergement sûr et un avocat.",
        ),
        (
            "Le tribunal a accordé une indemnisation, dont un dixième a été versé.",
            "Le titre de séjour a été refusé parce que l’enquête était close.",
        ),
    ),
    "nl": (
        ("Een vrouw van in de twintig", "Een man van in de dertig", "Twee broers", "Een groep arbeiders"),
        ("op een boerderij", "in een huishouden", "op een bouwplaats", "in een hotelkeuken", "op zee"),
        ("kreeg een goed loon en een kamer beloofd", "reageerde op een advertentie", "werd geworven door een kennis"),
        (
            "Het werk duurde veertien uur per dag en het loon kwam nooit.",
            "Elke maand werd de schuld voor reis en onderdak hoger.",
            "Er werd gezegd dat de politie hen zou uitzetten als zij klaagden.",
        ),
        (
            "Een buurvrouw belde de arbeidsinspectie, die de slaapzaal vond.",
            "Een hulporganisatie regelde een veilige plek en een advocaat.",
        ),
        (
            "De rechter kende een schadevergoeding toe, waarvan een tiende werd betaald.",
            "De verblijfsvergunning werd geweigerd omdat het onderzoek was afgesloten.",
        ),
    ),
    "uk": (
        ("Жінка двадцяти з чимось років", "Чоловік тридцяти з чимось років", "Двоє братів", "Група робітників"),
        ("на фермі", "у приватному домі", "на будівництві", "на кухні готелю", "у морі"),
        ("отримали обіцянку доброї платні й кімнати", "відповіли на оголошення", "були завербовані знайомим"),
        (
            "Робота тривала чотирнадцять годин на день, а платні не було.",
            "Щомісяця зростав борг за дорогу й житло.",
            "Їм казали, що поліція вишле їх, якщо вони скаржитимуться.",
        ),
        (
            "Сусідка зателефонувала до інспекції праці, яка знайшла гуртожиток.",
            "Організація допомоги знайшла безпечне місце й адвоката.",
        ),
        (
            "Суд присудив компенсацію, з якої сплачено десяту частину.",
            "У дозволі на проживання відмовили, бо слідство закрили.",
        ),
    ),
}
PASSPORT = {
    "en": "The passport was taken on the first day.", "fr": "Le passeport (passport) a été confisqué le premier jour.",
    "nl": "Het passport werd de eerste dag ingenomen.", "uk": "Паспорт (passport) забрали першого дня.",
}  # fmt: skip
ORCHARD = {
    "en": "Later the work moved to an orchard.", "fr": "Plus tard, le travail continua dans un verger (orchard).",
    "nl": "Later ging het werk door in een boomgaard (orchard).", "uk": "Згодом робота була в саду (orchard).",
}  # fmt: skip
# How often each language is written, as in a network that works mostly in English.
LANGUAGES, WEIGHTS = ("en", "fr", "nl", "uk"), (70, 10, 12, 8)


def make_story(chance: Random) -> tuple[str, str, str, str]:
    """Return (language, title, summary, text) of a story of some 120 words."""
    language = chance.choices(LANGUAGES, WEIGHTS)[0]
    who, where, promise, events, help_given, ends = BLOCKS[language]
    subject, place = chance.choice(who), chance.choice(where)
    sentences = [f"{subject} {chance.choice(promise)} {place}."]
    sentences += chance.choices(events, k=6)
    if chance.random() < 0.30:
        sentences.insert(2, PASSPORT[language])
    if chance.random() < 0.03:
        sentences.insert(3, ORCHARD[language])
    sentences += [chance.choice(help_given), chance.choice(ends)]
    return language, f"{subject} {place}", f"{sentences[0]} {sentences[-1]}", " ".join(sentences)
