"""A question's words brought to one form, so that cues can be looked for: no typos, no lead-in, no shorthand.

What comes out is for matching only; it is never searched with and never shown.
"""

import re

from corpus.listed import words as word_set

ASKING = ("who", "whom", "whose", "what", "which", "when", "where", "why", "how")
"""The words that ask, in right spelling."""

_SHORTHAND = {
    "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "ppl": "people", "abt": "about",
    "wanna": "want to", "gonna": "going to", "cos": "because", "cuz": "because", "gov": "government",
    "govt": "government", "no.": "number", "pct": "percent", "%": "percent",
    "wats": "what is", "wots": "what is", "whatz": "what is", "whats": "what is", "what's": "what is",
    "what're": "what are", "what'd": "what did", "whos": "who is", "who's": "who is", "who're": "who are",
    "who've": "who have", "who'd": "who did", "who'll": "who will", "wheres": "where is",
    "where's": "where is", "where'd": "where did", "whens": "when is", "when's": "when is",
    "when'll": "when will", "hows": "how is", "how's": "how is", "how'd": "how did", "whys": "why is",
    "why's": "why is", "why'd": "why did", "thats": "that is", "that's": "that is", "theres": "there is",
    "there's": "there is", "it's": "it is", "i'd": "i would", "i'm": "i am", "im": "i am",
    "dunno": "do not know", "can't": "can not", "cant": "can not", "cannot": "can not",
    "won't": "will not", "wont": "will not", "whoes": "whose", "hoe": "how", "manny": "many",
    "mny": "many", "mcuh": "much", "muhc": "much", "wot": "what", "wut": "what", "whta": "what",
    "becuase": "because", "acording": "according", "accordng": "according", "accoring": "according",
    "happend": "happened", "hapened": "happened", "hapenned": "happened", "happning": "happening",
    "lastest": "latest", "reson": "reason", "resons": "reasons", "nubmer": "number", "numer": "number",
    "latets": "latest", "contries": "countries", "countrys": "countries", "coutries": "countries",
    "countires": "countries", "contry": "country", "coutry": "country", "peopel": "people",
    "poeple": "people", "polise": "police", "kiled": "killed", "diead": "died", "detaned": "detained",
}  # fmt: skip
_NOT = re.compile(r"(is|are|was|were|do|does|did|has|have|had|could|would|should)n'?t")
# Real words, names and prefixes that lie one slip away from a word that asks.
_NO_SLIPS = word_set("hat hen here were ho ow hey wen wan wo wh hw ha")
_SLIPS_AS_TYPED = {"wen": "when", "wo": "who", "ho": "who", "were": "where"}
"""Slips that are words of their own: they ask only as the first word, and `were` only before a verb."""
_HOW = word_set("many much long old far often tall big large high deep fast do did does come to")
_AUXILIARY = word_set("is are was were do does did has have had can could will would should")
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*%?|no\.(?=\s)|%|[^\W_]+(?:['.&-][^\W_]+)*'?|[,:;()/–—-]|[.?!]+")


def slips(word: str) -> set[str]:
    """What a slip of the fingers makes of a word: two letters swapped, one left out or typed twice."""
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    dropped = {word[:i] + word[i + 1 :] for i in range(len(word))}
    doubled = {word[:i] + word[i] + word[i:] for i in range(len(word))}
    return (swapped | dropped | doubled) - {word}


_SLIPPED = {slip: word for word in reversed(ASKING) for slip in slips(word) - _NO_SLIPS if slip not in ASKING}

_BREAK = r"\s*(?:[,.:;–—-]+\s*)?"
_ASK = r"(?:who|whom|whose|what|which|when|where|why|how|if|whether)\b"
_PREPOSED = r"(?:to|in|on|at|by|of|from|for|since|until|till|under|with|about|into|through|up to)"
_ASKS_ON = rf"(?=(?:{_PREPOSED} )?{_ASK})"
_ASKS_WITHOUT = (
    rf"(?=(?:{_PREPOSED} )?(?:{_ASK}|(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should"
    r"|according) ))"
)
_ANYONE = r"(?:you|somebody|someone|anyone|anybody|we|they|people)"
_LEAD_INS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:hi|hello|hey|ok|okay|please|sorry|btw|anyway|actually|dateline){_BREAK}(?=\w)",
        (
            r"(?:hmm+|um+|er+|well|yes|no|right|thanks|thank you|cheers|good (?:morning|evening|day)"
            r"|(?:a |one |quick |another |next |new |different )*(?:question|topic|subject|thing))"
            r" ?[,.:;–—-]+ ?(?=\w)"
        ),
        rf"(?:and|but|so|also|then|now) ?,? ?{_ASKS_WITHOUT}",
        (
            rf"(?:forget (?:that|it|about (?:that|it))|never ?mind(?: that)?|scratch that|ignore that"
            rf"|not that|wait|hang on|change of (?:subject|topic)){_BREAK}(?=\w)"
        ),
        (
            rf"(?:can|could|would|will) {_ANYONE} (?:please )?"
            r"(?:tell|say|explain|show|give|remind|check|look up|find out)"
            r"(?: to)?(?: me| us)?(?: please)? ?,? ?(?=\w)"
        ),
        (
            rf"(?:do|does|did|would) {_ANYONE} (?:happen to )?(?:know|remember|say|have (?:any|an) idea)"
            rf"(?: of| about)? ?,? ?{_ASKS_ON}"
        ),
        (
            r"(?:is it (?:known|clear|reported|said)|does it say|do (?:the|your) (?:articles|papers)"
            rf" (?:say|tell)) {_ASKS_ON}"
        ),
        (
            r"i (?:just |also |only |really )?(?:want|need|would like|wish|am trying|was hoping|am dying) to"
            r" (?:know|find out|learn|ask|understand|see|hear|be told)(?: you)? ?,? ?(?=\w)"
        ),
        (
            r"(?:i (?:was |am )?(?:just )?(?:wonder|wondering|curious)|i do not know|do not know"
            rf"|i am not sure|(?:just )?wondering|(?:just )?curious){_BREAK}{_ASKS_ON}"
        ),
        r"(?:tell|show|give|remind|explain)(?: to)? (?:me|us) ?,? ?(?=\w)",
        rf"(?:explain|say|find out|look up|check|let me know) {_ASKS_ON}",
        (
            r"(?:any|have you any|got any) (?:idea|clue|word|info|information)(?: on| about| as to)? ?,? ?"
            rf"{_ASKS_ON}"
        ),
        rf"the question is{_BREAK}(?=\w)",
        rf"according to [^,?]{{1,60}}?(?: ,|(?= {_ASK})) ?(?=\w)",
        (
            r"(?:in|on|at|after|before|during|since|from|by|under|among|of|as for|regarding|concerning"
            rf"|besides|apart from) (?!{_ASK})(?![^,]* words ,)[^,?]{{1,60}} , {_ASKS_WITHOUT}"
        ),
    )
)
_MOST_LEAD_INS = 6


def folded(asked: str) -> str:
    """The question in lower case, without quotation marks and final stops, shorthand and typos put right.

    Commas, colons and dashes stand as words of their own. A typo of a word that asks ("hwo", "wich") is put
    right only where no word asks in right spelling.
    """
    text = asked.casefold().replace("’", "'").replace("‘", "'").replace("`", "'")
    tokens = [_NOT.sub(r"\1 not", _SHORTHAND.get(token, token)) for token in _TOKEN.findall(text)]
    words = " ".join(token for token in tokens if token[0] not in ".?!").split()
    if not any(word in ASKING for word in words):
        words = [_unslipped(words, at) for at in range(len(words))]
    return " ".join(words).strip(" ,:;-–—/(")


def _unslipped(words: list[str], at: int) -> str:
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if at == 0 and word in _SLIPS_AS_TYPED and (word != "were" or after in _AUXILIARY):
        return _SLIPS_AS_TYPED[word]
    if word in {"hwo", "ohw", "hw"}:
        return "how" if after in _HOW or word == "ohw" else "who"
    return _SLIPPED.get(word, word)


def core(wording: str) -> str:
    """A folded question without what only leads in: "can you tell me", "forget that", "according to x"."""
    for _ in range(_MOST_LEAD_INS):
        for pattern in _LEAD_INS:
            match = pattern.match(wording)
            if match:
                wording = wording[match.end() :]
                break
        else:
            return wording
    return wording
