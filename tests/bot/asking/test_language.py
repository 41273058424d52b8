"""The language of a question."""

import pytest

from bot.asking.language import language
from bot.asking.understand import understand

FOREIGN = {
    "ru": "кто отправил войска? | когда откроется аэропорт? | что сказал Токаев | почему начались протесты",
    "kk": "әскерді кім жіберді? | қанша адам ұсталды? | әуежай қашан ашылады? | бұл рас па?",  # noqa: RUF001
    "fr": "qui a envoyé des troupes ? | combien de morts | où s'est posé l'engin ? | pourquoi ces grèves ?",
    "de": "wer hat Truppen geschickt? | wie viele sind tot | was ist in Almaty passiert? | wo ist das Schiff",
    "es": "¿quién envió tropas? | cuantas personas murieron | ¿qué pasó en Almaty? | donde esta el barco",
    "tr": "kim asker gönderdi? | kaç polis öldü | ne zaman bitecek? | bankalar neden kapandı",  # noqa: RUF001
    "zh": "谁派了军队? | 机场什么时候重新开放? | 人们为什么抗议? | 银行开门吗?",
    "ar": "من أرسل القوات؟ | متى سيفتح المطار؟ | ماذا قال توكاييف | سعر الغاز",
}
TABLE = [(code, asked.strip()) for code, listed in FOREIGN.items() for asked in listed.split("|")]


@pytest.mark.parametrize(("code", "asked"), TABLE)
def test_a_language_that_is_not_held_is_told(code, asked):
    assert language(asked, {"en"}) == code


@pytest.mark.parametrize(("code", "asked"), TABLE)
def test_a_language_that_is_held_is_no_reason_to_refuse(code, asked):
    assert language(asked, {"en", code}) is None


ENGLISH = """
    who sent troops?
    hwo mny ppl
    wat hapend almaty
    tokayev
    nur-sultan akimat
    blinken quote
    anafi population
    beta value
    Vikram Pragyan Chandrayaan
    Maximum penalty?
    DART budget
    tsulukidze elo rating
    who is Çengiç
    Kassym-Jomart Tokayev
    who runs El País and Die Zeit?
    17 + 3?
    who said ich bin ein berliner
    petrol price kano
    señor who?
    what is Жаңаөзен
    cafe
    42
"""


@pytest.mark.parametrize("asked", [line.strip() for line in ENGLISH.splitlines() if line.strip()])
def test_names_typos_and_telegraph_style_pass_for_english(asked):
    assert language(asked, {"en"}) is None


def test_where_the_languages_held_are_not_known_nothing_is_told():
    assert language("кто отправил войска?", set()) is None
    assert language("кто отправил войска?", {"xx"}) is None


def test_english_is_foreign_to_a_corpus_that_holds_none():
    assert language("how many people were detained by the police in the city?", {"ru"}) == "en"


def test_the_question_carries_its_language():
    assert understand("кто отправил войска?", [], None, {"en"}).language == "ru"
    assert understand("кто отправил войска?", [], None).language is None
    assert understand("who sent troops?", [], None, {"en"}).language is None
