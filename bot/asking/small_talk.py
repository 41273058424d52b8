"""Greetings, thanks and questions about the program itself, which no article answers."""

import re

from bot.asking.wording import folded

_NAME = r"(?: (?:there|all|everyone|bot|dateline|again|mate|friend|man|dear|folks|guys))*"
_GREETING = (
    r"(?:hi+|hello+|hey+|hiya|howdy|yo|greetings|hallo|hullo|g'?day|sup|what is up|good (?:morning"
    r"|afternoon|evening"
    r"|day|night)|how are you(?: doing)?(?: today)?|how is it going|how do you do|nice to meet you|welcome)"
)
_THANKS = (
    r"(?:thanks?(?: you)?|thx|ty|thank you|cheers|many thanks|much appreciated|great|nice|cool|perfect"
    r"|awesome|ok"
    r"|okay|good bot|well done|good job|got it|bye+|goodbye|good ?bye|see you(?: later)?|cya|that is"
    r" all|no thanks)"
)
_MORE_THANKS = (
    r"(?: (?:a lot|so much|very much|a million|lots|again|for (?:that|the help|your help|everything)|you))*"
)
_ABOUT_ITSELF = (
    r"(?:who|what) (?:exactly )?are you|who (?:made|built|wrote|created) you|are you (?:a |an )?(?:bot"
    r"|human|real|robot|ai"
    r"|person|machine|there)(?: person| human)?|what is your name|do you have a name|what do you do"
    r"|what can you do"
    r"|what can i (?:ask|do)(?: you)?(?: here)?|what (?:kind of |sort of )?(?:questions|things) can i"
    r" ask(?: you)?"
    r"|how (?:do|does|can) (?:you|this|it|i use (?:you|this|it))(?: bot| thing)?(?: work)?|help(?:"
    r" me)?(?: please)?"
    r"|can you help(?: me)?|what is this|what is dateline|who is dateline|test(?:ing)?"
)
_PART = rf"(?:{_GREETING}{_NAME}|{_THANKS}{_MORE_THANKS}{_NAME}|{_ABOUT_ITSELF})"
_WHOLE = re.compile(rf"{_PART}(?:[ ,:;-]+{_PART}){{0,2}}")
_LONGEST = 80


def is_small_talk(asked: str) -> bool:
    """Whether the whole message is a greeting, thanks, or asks who the program is and what it can do."""
    wording = folded(asked) if len(asked) <= _LONGEST else ""
    return bool(_WHOLE.fullmatch(wording))
