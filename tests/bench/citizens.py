"""A thousand citizens in a process of their own: `python -m tests.bench.citizens ADDRESS PEOPLE SECONDS PAUSE`.

Each listens to its stream and says something every so often: half of it taps, a quarter answers, a quarter questions.
Prints one line of JSON: see `Result`.
"""

import asyncio
import json
import random
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from time import perf_counter
from urllib.parse import urlsplit

from bot.content import build as content
from bot.content.sources import read
from tests.support.server import CONTENT

LIMIT = 2**20
FIRST_SYLLABLE, SYLLABLES = ord("가"), 11_172
BEGINS = ("협동조합을 만들고 싶어요", "일반협동조합 만들기", "사회적협동조합 만들기")
ANSWERS = ("5명", "다음 달 3일", "네", "아니요", "대전 서구", "아직 못 정했어요")
AT_ONCE = 40
"""So many come in at the same time."""
PATIENCE = 20
"""Seconds until what is still missing is lost."""


@dataclass
class Result:
    """Seconds of every answer, how many messages were answered, and what is missing at the end."""

    seconds: list[float] = field(default_factory=list)
    sent: int = 0
    refused: int = 0
    unstored: int = 0
    unstreamed: int = 0


async def ask(
    address: str, method: str, path: str, token: str = "", data: object = None
) -> tuple[int, Mapping[str, object]]:
    """The status and the JSON of an answer, over a line of its own: the server closes those that rest for a while."""
    place = urlsplit(address)
    reader, writer = await asyncio.open_connection(place.hostname, place.port, limit=LIMIT)
    body = b"" if data is None else json.dumps(data).encode()
    writer.write(_head(method, path, token, len(body)) + body)
    status = int((await reader.readline()).split()[1])
    length = 0
    while (line := await reader.readline()).strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    content = await reader.readexactly(length)
    writer.close()
    return status, json.loads(content)


def _head(method: str, path: str, token: str, length: int) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "host: bench", "content-type: application/json", f"content-length: {length}"]
    return "\r\n".join([*lines, *([f"authorization: Bearer {token}"] if token else []), "", ""]).encode()


class Citizen:
    """Somebody with a browser: what is said, and a stream that is listened to."""

    def __init__(self, address: str, number: int, asks: Sequence[str], result: Result) -> None:
        self.address = address
        self.number = number
        self.asks = asks
        self.result = result
        self.chance = random.Random(number)
        self.said: list[int] = []
        self.heard: set[int] = set()
        self.told = asyncio.Event()
        self.buttons: Sequence[Mapping[str, str]] = ()

    async def comes(self) -> None:
        """Opens a session, begins to listen, and begins to talk."""
        _, opened = await ask(self.address, "POST", "/api/session")
        self.token = str(opened["session"])
        place = urlsplit(self.address)
        self.stream, self.hears = await asyncio.open_connection(place.hostname, place.port, limit=LIMIT)
        self.hears.write(_head("GET", "/api/stream?after=0", self.token, 0))
        self.listening = asyncio.create_task(self.listens())
        await self.sends({"text": self.chance.choice(BEGINS)}, counted=False)

    async def listens(self) -> None:
        """Notes the number of every message of the stream."""
        while line := await self.stream.readline():
            if line.startswith(b"id: "):
                self.heard.add(int(line[4:]))
                self.told.set()

    async def talks(self, until: float, pause: float) -> None:
        """Says something every `pause` seconds, beginning at a moment of chance."""
        due = perf_counter() + self.chance.random() * pause
        while due < until:
            await asyncio.sleep(max(0.0, due - perf_counter()))
            await self.sends(self.next())
            due += pause

    def next(self) -> Mapping[str, str]:
        """A tap, an answer or a question; no sentence is said twice."""
        kind = self.chance.random()
        if kind < 0.5 and self.buttons:
            return {"button": self.chance.choice(self.buttons)["id"]}
        if kind < 0.75:
            labels = [button["label"] for button in self.buttons]
            return {"text": self.chance.choice([*ANSWERS, *labels])}
        fresh = chr(FIRST_SYLLABLE + self.chance.randrange(SYLLABLES))
        return {"text": f"{self.chance.choice(self.asks)} {fresh}{self.number}"}

    async def sends(self, body: Mapping[str, str], *, counted: bool = True) -> None:
        begun = perf_counter()
        status, answer = await ask(self.address, "POST", "/api/messages", self.token, {"id": str(begun), **body})
        if counted:
            self.result.seconds.append(perf_counter() - begun)
        self.result.sent += 1
        if status != 200:
            self.result.refused += 1
            return
        messages = answer["messages"]
        assert isinstance(messages, list)
        if isinstance(answer["number"], int):
            self.said.append(answer["number"])
        self.said += [message["number"] for message in messages]
        self.buttons = next((message["buttons"] for message in reversed(messages) if message["buttons"]), ())

    async def leaves(self) -> None:
        """Counts what was answered and is not stored, and what is stored and did not come by the stream."""
        _, answer = await ask(self.address, "GET", "/api/messages?after=0", self.token)
        messages = answer["messages"]
        assert isinstance(messages, list)
        stored = {message["number"] for message in messages}
        self.result.unstored += len({*self.said, *range(1, max(stored) + 1)} - stored)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not stored <= self.heard:
                    self.told.clear()
                    await self.told.wait()
        self.result.unstreamed += len(stored - self.heard)
        self.listening.cancel()
        self.hears.close()


async def run(address: str, people: int, seconds: float, pause: float) -> Result:
    """They come, talk, and leave."""
    result, asks = Result(), _asks()
    citizens = [Citizen(address, number, asks, result) for number in range(people)]
    gate = asyncio.Semaphore(AT_ONCE)

    async def through(citizen: Citizen, leaving: bool) -> None:
        async with gate:
            await (citizen.leaves() if leaving else citizen.comes())

    await asyncio.gather(*(through(it, False) for it in citizens))
    print("all are there", file=sys.stderr, flush=True)
    until = perf_counter() + seconds
    await asyncio.gather(*(it.talks(until, pause) for it in citizens))
    print("all have spoken", file=sys.stderr, flush=True)
    await asyncio.gather(*(through(it, True) for it in citizens))
    return result


def _asks() -> Sequence[str]:
    """The ways to ask that the content knows."""
    lessons = content.lessons(read(CONTENT))
    return [ask for entry in lessons.entries.values() for ask in entry.asks]


if __name__ == "__main__":
    where, how_many, *times = sys.argv[1:]
    print(json.dumps(asdict(asyncio.run(run(where, int(how_many), *map(float, times))))))
