"""The real program as a process of its own, and its command line."""

import asyncio
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from tests.emulator.server import Emulator
from tests.emulator.world import Message

ROOT = Path(__file__).parents[2]
START = 90
ANSWER = 45


def environment(home: Path, **variables: str) -> dict[str, str]:
    """The environment of a process: none of the tester's own settings, the person's folder beside `home`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATELINE_", "TELEGRAM_", "XDG_", "PYTHON"))
    }
    person = home.parent / f"{home.name}-person"
    person.mkdir(exist_ok=True)
    fixed = {
        "HOME": str(person),
        "HF_HUB_OFFLINE": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": str(ROOT),
    }
    return kept | fixed | variables


async def dateline(
    home: Path, *arguments: str, status: int = 0, within: float = 120, **variables: str
) -> tuple[str, str]:
    """Run one command to its end; standard output and error. Fails unless it ends with `status`."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "--home", str(home), *arguments),
        env=environment(home, **variables),
        cwd=home.parent,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(within):
        out, err = (text.decode() for text in await process.communicate())
    assert process.returncode == status, f"{arguments} ended with {process.returncode}:\n{out}\n{err}"
    return out, err


async def records(home: Path, *arguments: str, **variables: str) -> list[dict[str, Any]]:
    """What a command prints with --json."""
    out, _ = await dateline(home, *arguments, "--json", **variables)
    return [json.loads(line) for line in out.splitlines()]


async def reply_to(emulator: Emulator, message: Message, within: float = ANSWER) -> Message:
    """The bot's reply to a message; while people are ahead, the notice that says so is not it."""
    return await emulator.reply(message, within, passing_over="ahead of you")


class Bot:
    """`dateline serve` on a home, speaking to an emulator. Its output goes to files, for `printed`."""

    def __init__(self, home: Path, emulator: Emulator, **variables: str) -> None:
        self.home = home
        self.emulator = emulator
        self.variables = variables
        self.exit_status: int | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None
        self._output = home.parent / f"{home.name}.output"

    async def start(self) -> None:
        """Start the process and wait for nothing."""
        base = {
            "TELEGRAM_BOT_TOKEN": self.emulator.token,
            "DATELINE_TELEGRAM__API_BASE": self.emulator.root,
            "DATELINE_TELEGRAM__LIMITS__DEADLINE": "60",  # a slow machine is not what is tested here
        }
        with self._output.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "--home", str(self.home), "serve"),
                env=environment(self.home, **(base | self.variables)),
                cwd=self.home.parent,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        self.exit_status = None
        self._watch = asyncio.create_task(self._wait())

    async def _wait(self) -> None:
        assert self._process is not None
        self.exit_status = await self._process.wait()
        await self.emulator.notify()

    def printed(self) -> str:
        """Everything that it wrote to standard output and error, over all starts."""
        return self._output.read_text() if self._output.exists() else ""

    def check(self) -> None:
        """Fail with its output when the process has ended."""
        assert self.exit_status is None, (
            f"the program ended with {self.exit_status}:\n{self.printed()[-3000:]}"
        )

    async def polling(self) -> None:
        """Wait until it fetches updates."""
        before = self.emulator.updates.polls

        def found() -> bool:
            self.check()
            return self.emulator.updates.polls > before

        await self.emulator.until(found, "poll for updates", within=START)

    async def answering(self) -> None:
        """Wait until it has loaded its models, by asking; a new person asks each time."""
        until = time.monotonic() + START
        await self.polling()
        while time.monotonic() < until:
            reply = await self.ask("Who sent troops to Kazakhstan?")
            if reply.body.marked("blockquote", "expandable_blockquote"):
                return
        raise AssertionError(f"no answer with a quote in {START} s:\n{self.printed()[-3000:]}")

    async def ask(self, question: str) -> Message:
        """The reply to a question that a new person asks in private."""
        self.check()
        return await reply_to(self.emulator, self.emulator.person("Eve").writes(question))

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    async def ended(self, within: float = 20) -> int:
        """Wait for the end; the exit status (negative for a signal)."""
        assert self._watch is not None
        await asyncio.wait_for(asyncio.shield(self._watch), within)
        assert self.exit_status is not None
        return self.exit_status

    async def kill(self) -> None:
        """End it without mercy, if it still runs."""
        if self._process is not None and self.exit_status is None:
            self.signal(signal.SIGKILL)
        if self._watch is not None:
            await self._watch
