"""The language of a question, told only where it is surely none of the corpus.

A short question holds little to tell by, and to refuse one for its language by mistake is worse than to
search in vain. So names, telegraph style and typos are given the benefit of the doubt.
"""

import re
from collections.abc import Collection
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from corpus.listed import words as word_set

_ENGLISH = word_set(
    """
    what whats what's which who whos who's whom whose when where how why the of did does do is are were
    has had been and to for from with about not any many much there this that these they you please tell
    say said says news latest killed dead died death people police year date price cost number name
    """
)
"""Words that stand in English questions and mean something else, or nothing, in other Latin scripts."""
_ENGLISH_SHARE = 0.3
"""From this share of such words on a question is English: "qui a dit the end" has a fifth, "who won" half."""
_ASKING_ELSEWHERE = word_set(
    """
    wer wie wieso wann warum welche welcher welches wohin woher wieviel weshalb qui quand comment
    pourquoi combien où quel quelle quels quelles qu'est-ce est-ce quién quien quiénes cuándo cuando
    cuánto cuántos cuántas cuantos cuantas dónde donde cuál cuáles qué chi quando dove perché quanto
    quanti quante quale quali quem quantos onde wie waar wanneer waarom hoeveel welke kim kaç neden
    hangi nerede nereye niçin kto kiedy gdzie dlaczego ilu jaki jak vem när var varför hvem hvor
    hvornår hvorfor
    """
)
"""Question words of other languages in Latin script, without those that are English or a typo of it."""
_SAID_ELSEWHERE = word_set(
    """
    ist sind wird wurde wurden haben nicht und gesagt bitte sont ont avec dans cette está están fueron
    """
)
"""Other small words of theirs that hardly occur in names of the news."""
_LOW = 0.003
_LOW_WHERE_ASKED_ELSEWHERE = 0.1
_LOW_IN_OTHER_SCRIPT = 0.3
_SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LAST_OF_LATIN = "\u024f"
_LATIN_EXTENDED = ("\u1e00", "\u1eff")


def language(asked: str, held: Collection[str]) -> str | None:
    """ISO 639-1 code of the question's language where it is surely none of `held`, else None.

    `held` are the codes of the languages of the corpus; without any, or with none that the model knows,
    nothing is sure. The model (py3langid, 139 languages) is loaded at the first question that is not
    plainly English. Thresholds: of 51,050 English questions two are flagged, which are titles in Hindi
    and Japanese.
    """
    if not held:
        return None
    words = [word.replace("’", "'") for word in _WORD.findall(asked.casefold())]
    letters = "".join(words)
    if len(letters) < _SHORTEST and letters.isascii():
        return None
    latin = 2 * sum(map(_is_latin, letters)) >= len(letters)
    if "en" in held and _plainly_english(words):
        return None
    chances = _chances(asked.casefold())
    known = [code for code in held if code in chances]
    if not letters or not known:
        return None
    best = max(chances, key=chances.__getitem__)
    if best in held or sum(chances[code] for code in known) >= _bound(words, latin=latin):
        return None
    return best


def _bound(words: list[str], *, latin: bool) -> float:
    """Below which chance of the held languages together another one is sure."""
    if not latin:
        return _LOW_IN_OTHER_SCRIPT
    elsewhere = words[0] in _ASKING_ELSEWHERE or not _SAID_ELSEWHERE.isdisjoint(words)
    return _LOW_WHERE_ASKED_ELSEWHERE if elsewhere else _LOW


def _plainly_english(words: list[str]) -> bool:
    return sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words)


def _is_latin(letter: str) -> bool:
    return letter <= _LAST_OF_LATIN or _LATIN_EXTENDED[0] <= letter <= _LATIN_EXTENDED[1]


def _chances(text: str) -> dict[str, float]:
    """The chance of each language; even where the text holds nothing that the model knows."""
    return dict(_identifier().rank(text))


@cache
def _identifier() -> LanguageIdentifier:
    """The model, for languages with a code of two letters; dialects would take their chances from these."""
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages([code for code in model.labels if len(code) == len("en")])
    return model
