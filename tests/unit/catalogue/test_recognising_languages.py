"""The language of a text is told by its script and its everyday words, for the languages of the site."""

import pytest

from catalogue.recognition.languages import languages_of
from catalogue.recognition.reading import read

SENTENCES = {
    "en": "She was promised a job in a hotel and was not paid for the work that she did.",
    "fr": "Elle travaillait dans un hôtel et n'a pas été payée pour les heures qu'elle a faites.",
    "nl": "Ze werkte in een hotel en werd niet betaald voor de uren die ze had gemaakt.",
    "de": "Sie arbeitete in einem Hotel und wurde für die Stunden, die sie gearbeitet hatte, nicht bezahlt.",
    "es": "Ella trabajaba en un hotel y no le pagaron las horas que había trabajado.",
    "it": "Lavorava in un albergo e non è stata pagata per le ore che aveva lavorato.",
    "pt": "Ela trabalhava num hotel e não foi paga pelas horas que tinha trabalhado.",
    "ro": "Ea a lucrat într-un hotel și nu a fost plătită pentru orele pe care le-a făcut.",
    "pl": "Pracowała w hotelu i nie dostała pieniędzy za godziny, które przepracowała.",
    "cs": "Pracovala v hotelu a nedostala peníze za hodiny, které odpracovala, protože je nikdo nezapsal.",
    "sk": "Pracovala v hoteli a nedostala peniaze za hodiny, ktoré odpracovala, lebo ich nikto nezapísal ani pre úrad.",
    "hu": "Egy szállodában dolgozott, és nem kapta meg a pénzt az órákért, amelyeket ledolgozott.",
    "bg": "Тя работеше в хотел и не получи пари за часовете, които беше изработила.",
    "mk": "Таа работеше во хотел и не доби пари за часовите што ги одработи.",
    "sr": "Радила је у хотелу и није добила новац за сате које је одрадила.",
    "hr": "Radila je u hotelu tijekom ljeta i nije dobila novac za sate, a nitko joj nije rekao gdje bi ga mogla tražiti.",
    "bs": "Radila je u hotelu i nije dobila novac, a niko nije znao šta i gdje treba tražiti, ni ko je kriv.",
    "sl": "Delala je v hotelu in ni dobila denarja za ure, ki jih je opravila.",
    "sq": "Ajo punonte në një hotel dhe nuk u pagua për orët që kishte punuar.",
    "el": "Δούλευε σε ένα ξενοδοχείο και δεν πληρώθηκε για τις ώρες που δούλεψε.",
    "tr": "Bir otelde çalıştı ve çalıştığı saatler için para almadı.",
    "ru": "Она работала в гостинице, и ей не заплатили за часы, которые она отработала.",
    "uk": "Вона працювала в готелі, і їй не заплатили за години, які вона відпрацювала.",
    "be": "Яна працавала ў гатэлі, і ёй не заплацілі за гадзіны, якія яна адпрацавала.",
    "lt": "Ji dirbo viešbutyje ir negavo pinigų už valandas, kurias buvo išdirbusi.",
    "lv": "Viņa strādāja viesnīcā un nesaņēma naudu par stundām, kuras bija nostrādājusi.",
    "et": "Ta töötas hotellis ja ei saanud raha tundide eest, mis ta oli teinud.",
    "fi": "Hän työskenteli hotellissa eikä saanut palkkaa tunneista, jotka hän oli tehnyt.",
    "sv": "Hon arbetade på ett hotell och fick inte betalt för de timmar som hon hade gjort.",
    "da": "Hun arbejdede på et hotel og blev ikke betalt for de timer, som hun havde lavet.",
    "no": "Hun jobbet på et hotell og ble ikke betalt for de timene som hun hadde jobbet.",
    "is": "Hún vann á hóteli og fékk ekki greitt fyrir þær stundir sem hún hafði unnið.",
    "ga": "Bhí sí ag obair in óstán agus ní bhfuair sí aon airgead.",
    "mt": "Hi kienet taħdem f'lukanda u ma tħallsitx għal dawn is-sigħat.",
    "ka": "ის სასტუმროში მუშაობდა და ფული არ მიიღო.",
    "hy": "Նա աշխատում էր հյուրանոցում և գումար չի ստացել։",
    "az": "O, oteldə işləyirdi və işlədiyi saatlar üçün pul almadı.",
    "ar": "كانت تعمل في فندق ولم تحصل على أجر عن الساعات التي عملتها.",
    "fa": "او در یک هتل کار می کرد و برای ساعت هایی که کار کرده بود پول نگرفت.",
    "ur": "وہ ایک ہوٹل میں کام کرتی تھی اور اس کو پیسے نہیں ملے۔",
    "hi": "वह एक होटल में काम करती थी और उसे पैसे नहीं मिले।",
    "ne": "उनी एउटा होटलमा काम गर्थिन् र उनको पैसा पनि पाएकी छैनन् भने त्यो थियो।",
    "bn": "সে একটি হোটেলে কাজ করত এবং টাকা পায়নি।",
    "vi": "Cô làm việc trong một khách sạn và không được trả tiền.",
    "th": "เธอทำงานในโรงแรมและไม่ได้รับเงิน",
    "zh": "她在一家酒店工作，没有拿到工资。",
    "ja": "彼女はホテルで働いたが、お金をもらえなかった。",
    "ko": "그녀는 호텔에서 일했지만 돈을 받지 못했다.",
    "tl": "Nagtrabaho siya sa isang hotel at hindi siya binayaran ng mga amo niya.",
    "id": "Dia bekerja di sebuah hotel dan tidak dibayar untuk jam yang telah dia kerjakan.",
    "so": "Waxay ka shaqaynaysay hudheel oo lama siin lacagta ay shaqaysatay.",
    "sw": "Alikuwa akifanya kazi katika hoteli na hakulipwa kwa saa ambazo alifanya.",
    "am": "እሷ በሆቴል ውስጥ ትሠራ ነበር ግን አልተከፈላትም።",
    "ti": "ኣብ ሆቴል ትሰርሕ ነበረት ግን ናይ ስራሕ ገንዘብ ኣይተኸፍለትን።",
}  # fmt: skip


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_tells_its_language(language):
    assert languages_of(read(SENTENCES[language]))[0] == language


def test_the_readers_language_decides_where_the_words_tell_of_several_alike():
    words = read("hotel in de sauna")
    assert languages_of(words, ("nl",))[0] == "nl"
    assert languages_of(read("quagga"), ("fr",)) == []
