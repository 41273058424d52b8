"""What the bot keeps and shows: no token, no names, no questions."""

import stat

from tests.emulator.server import Emulator
from tests.end_to_end.cards import quotations
from tests.end_to_end.program import Bot, reply_to

QUESTION = "how many people were detained in Kazakhstan?"


def written(bot: Bot) -> dict[str, bytes]:
    """Every file that the bot wrote in its home, or in the home of the person who runs it."""
    given = {"articles.sqlite", "generations"}
    home = [path for path in bot.home.rglob("*") if path.relative_to(bot.home).parts[0] not in given]
    person = list((bot.home.parent / f"{bot.home.name}-person").rglob("*"))
    return {str(path): path.read_bytes() for path in home + person if path.is_file()}


async def test_the_token_is_nowhere_in_what_the_bot_wrote(bot: Bot, emulator: Emulator):
    """Not in its output nor in any file, after calls that broke in every way that carries an address."""
    ann = emulator.person()
    faults = [
        emulator.fail("getUpdates", reset=True),
        emulator.fail("getUpdates", status=502, body=b"<html>"),
        emulator.fail("sendMessage", chat_id=ann.id, reset=True),
        emulator.fail("sendChatAction", chat_id=ann.id, status=200, body=b"<html>"),
        emulator.fail("sendMessage", chat_id=ann.id, status=200, body=b"<html>"),
    ]
    ann.writes(QUESTION)
    ann.writes("/help")
    await emulator.until(lambda: all(fault.hits for fault in faults[2:]), "faults", 60)
    assert quotations(await bot.ask(QUESTION))
    name, _, secret = emulator.token.partition(":")
    assert bot.printed()
    for token in (emulator.token, secret, f"{name}%3A"):
        assert token not in bot.printed()
        assert [path for path, content in written(bot).items() if token.encode() in content] == []


async def test_people_are_kept_as_hashes_and_questions_not_at_all(bot: Bot, emulator: Emulator):
    """After an answer neither the question nor the id or name of who asked stands in any file or output."""
    ann = emulator.person("Annabella")
    question = ann.writes(QUESTION + " Quillwort")
    await reply_to(emulator, question)
    await bot.ask(QUESTION)
    files = written(bot)
    assert any(path.endswith("bot.sqlite") for path in files)
    secrets = (b"Quillwort", str(ann.id).encode(), ann.id.to_bytes(6, "big"), b"Annabella", b"annabella")
    for secret in secrets:
        assert [path for path, content in files.items() if secret in content] == []
        assert secret not in bot.printed().encode()


async def test_what_is_kept_can_be_read_by_its_owner_only(bot: Bot):
    """The memory and the key are files of mode 0600, the key not in the home."""
    person = bot.home.parent / f"{bot.home.name}-person"
    kept = [bot.home / "bot.sqlite", *person.rglob("*.key")]
    assert len(kept) == 2
    assert [stat.S_IMODE(path.stat().st_mode) for path in kept] == [0o600, 0o600]
