"""Everything the bot says that is not an answer."""

from collections.abc import Iterable, Sequence

from bot import words
from bot.telegram.callback_data import write
from bot.telegram.limits import LimitSpec
from bot.telegram.markup import Html, bold, cut, italic, lines, own
from bot.telegram.state import Kept
from bot.telegram.types import Button, Outgoing
from corpus.types import Article
from index.types import Holdings

NOT_YOURS = "Only who asked can do that."
NO_MORE = "That is all I have on it."
PRIVATE = "This is a private bot."
TOO_OLD = "This button works no more, please ask again."
SLOWER = "Too fast, wait a moment."
STARTING = "I am just starting. Please ask again in a minute."
TOO_LATE = "That took too long, so I stopped. Please ask again, or in other words."
_MOST_OUTLETS = 25
_BUTTON_UNITS = 60

COMMANDS = (
    ("start", "what this is, and questions to try"),
    ("help", "how to ask"),
    ("sources", "whose articles I hold"),
    ("privacy", "what is kept about you"),
    ("mydata", "what is kept about you now"),
    ("forget", "delete it"),
)
GROUP_COMMANDS = (("ask", "ask a question"), ("help", "how to ask"))


def _said(*parts: Html | str | None) -> Outgoing:
    return Outgoing(lines(*parts).markup)


def notice(text: str) -> Outgoing:
    """One line of our own."""
    return _said(text)


def ask_usage() -> Outgoing:
    """After /ask without a question."""
    return _said(own("Write your question after the command, like this: /ask who sent troops?"))


def busy(ahead: int, seconds: float) -> Outgoing:
    """The question waits; the answer will take this notice's place."""
    return _said(_ahead(ahead, seconds) + ".")


def full(ahead: int, seconds: float) -> str:
    """There is no room for the question."""
    return f"{_ahead(ahead, seconds)}. That is too many: please ask again in a minute."


def _ahead(ahead: int, seconds: float) -> str:
    verb = "is" if ahead == 1 else "are"
    return f"{words.plural(ahead, 'person', 'people')} {verb} ahead of you, about {max(round(seconds), 1)} s"


def too_fast(spec: LimitSpec, *, group: bool) -> Outgoing:
    """Said once a minute, then silence."""
    if group:
        most = f"{spec.group_a_minute} a minute from all of you"
        return _said(f"Too fast: one question a person every {spec.group_between:.0f} s, please, and {most}.")
    most = f"{spec.an_hour} an hour"
    return _said(f"Too fast: one question every {spec.between:.0f} s, please, and {most}.")


def failed(reference: str) -> str:
    """Something unexpected happened; the reference stands in the log."""
    return f"Something went wrong on my side (ref {reference})."


def offline() -> Outgoing:
    """Said once a chat about everything that came while the bot was away."""
    return _said("I was offline, please ask again.")


def no_question() -> Outgoing:
    """A photo, a sticker, a forwarded post: nothing to answer."""
    return _said(
        "Ask me in words of your own: I read typed questions only, no forwarded posts, files or voice."
    )


def private_bot() -> Outgoing:
    """To those whom the allow-lists leave out."""
    return _said(own(f"{PRIVATE} /privacy and /forget work for everyone."))


def welcome(holds: str, examples: Sequence[str], id: str) -> Outgoing:
    """The first message: what the bot does, what it holds (or why it cannot say), questions to try."""
    rows = tuple(
        (Button(cut(question, _BUTTON_UNITS), data=write("ask", id, number)),)
        for number, question in enumerate(examples)
    )
    html = lines(
        bold("Dateline"),
        "I answer questions about the news with the sentences that prove it, word for word.",
        holds,
        "",
        "Ask me something, or try:" if rows else "Ask me something.",
    )
    return Outgoing(html.markup, rows)


def help_text(username: str) -> Outgoing:
    """How to ask, on one screen."""
    return _said(
        bold("How to ask"),
        "Write a question in a private chat: who sent troops to Kazakhstan?",
        own(f"In a group write /ask and the question, mention @{username}, or reply to me."),
        "",
        "I answer with sentences from articles, never with words of my own. Each has its outlet and date:",
        "1 ↗ opens the article at the quoted words.",
        "📄 1 shows the passage in the article, ◀ ▶ to read on.",
        "If the articles don’t say, I say so and show the closest passage.",
        "To follow up, reply to an answer: when? and in Almaty? who said so? more.",
        "Edit a question within ten minutes, and I edit the answer.",
        "",
        own("/sources /privacy /mydata /forget"),
    )


def privacy() -> Outgoing:
    """What is kept, why, how long, and how to have it deleted."""
    return _said(
        bold("Privacy"),
        "I store no questions, no names and no messages.",
        "",
        "For each answer I keep for 30 days: a keyed hash of your id and of the chat’s, the numbers of the "
        "two messages, and which sentences of which articles were shown. It lets buttons work, lets an "
        "edited question edit its answer, and keeps me from answering twice. The key lies apart from the "
        "data.",
        "For an hour your last questions with their short answers are in memory, and nowhere else, so that "
        "you can follow them up; how often you ask is counted there, too, to limit the rate.",
        "Telegram itself sees all that you write to a bot.",
        "",
        own("/mydata shows what is kept about you, /forget deletes it at once. So does blocking me."),
    )


def my_data(kept: Kept, since: str | None, recent: int = 0) -> Outgoing:
    """How much is kept about somebody; `recent` counts the questions in memory that can be followed up."""
    if since is None and not recent:
        return _said("I keep nothing about you.")
    stored = (
        f"{words.plural(kept.answered, 'answered message')} and {words.plural(kept.cards, 'answer card')}, "
        f"the oldest from {words.day(since)}, under a keyed hash of your id. No questions, no names."
    )
    return _said(
        bold("Kept about you"),
        stored if since else None,
        f"In memory, for an hour at most: {words.plural(recent, 'question')} to follow up."
        if recent
        else None,
        own("/forget deletes it."),
    )


def forgotten(records: int) -> Outgoing:
    """After /forget."""
    if not records:
        return _said("I kept nothing about you.")
    return _said(f"Deleted: {words.plural(records, 'record')}. I keep nothing about you now.")


def outlets(articles: Iterable[Article], coverage: Holdings) -> Outgoing:
    """Whose articles there are, how many, and the newest date of each."""
    held = words.by_outlet(articles)
    more = len(held) - _MOST_OUTLETS
    return _said(
        bold("Sources"),
        *(f"{cut(name, _BUTTON_UNITS)} · {what}" for name, what in held[:_MOST_OUTLETS]),
        italic(f"and {words.plural(more, 'more outlet')}") if more > 0 else None,
        "",
        words.coverage_line(coverage),
    )
