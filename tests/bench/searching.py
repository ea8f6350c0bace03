"""How long it takes to find words in the cases of some years."""

import asyncio
import random
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from bot.core.korean_finding import findable
from bot.store import postgres, sql, sqlite
from bot.store.case_numbers import place_of
from bot.store.codec_parts import stamp
from bot.store.engine import Engine, Params, Write
from bot.store.store import SqlStore
from tests.support.postgres import PostgresServer

MESSAGES, A_CASE, ROUNDS, MOST = 100_000, 20, 5, 20
WORDS = re.split(" ", "총회 정관 이사장 등기 서류 조합원 출자금 공고 사업자등록 빵집 농산물 돌봄 교육 자금 변경 인가")
QUERIES = ("조합원을", "이사장 변경", "바람꽃", "없는말이에요", "총회 정관 등기 공고")
BEGAN = datetime(2025, 1, 6, tzinfo=UTC)


def report() -> None:
    """Prints the slowest of some rounds of each query, on both engines."""
    with tempfile.TemporaryDirectory() as folder, PostgresServer(durable=True) as server:
        asyncio.run(_measure("SQLite", folder, None))
        asyncio.run(_measure("PostgreSQL", folder, server))


async def _measure(name: str, folder: str, server: PostgresServer | None) -> None:
    engine: Engine = (
        await postgres.open_engine(await server.database()) if server else await sqlite.open_engine(Path(folder) / "db")
    )
    try:
        await _fill(engine)
        store = SqlStore(engine, lambda text: text)
        for query in QUERIES:
            took = [await _timed(store, query) for _ in range(ROUNDS)]
            slowest = max(seconds for seconds, _ in took) * 1000
            print(
                f"  {name}, {MESSAGES:,} messages: {took[0][1]:3d} cases for {query!r} in {slowest:.0f} ms", flush=True
            )
    finally:
        await engine.close()


async def _timed(store: SqlStore, query: str) -> tuple[float, int]:
    began = perf_counter()
    found = await store.search(query, MOST)
    return perf_counter() - began, len(found)


async def _fill(engine: Engine) -> None:
    chance, writes = random.Random(5), []
    for place in range(MESSAGES // A_CASE):
        writes += list(_case(place, chance))
        if len(writes) > 5000:
            await engine.run(writes)
            writes = []
    await engine.run(writes)


def _case(place: int, chance: random.Random) -> Iterator[Write]:
    """A conversation and its case; half of what is said is the bot's, with buttons."""
    id, number, at = f"c{place}", f"25-{place + 1:04d}", stamp(BEGAN + timedelta(hours=place))
    yield Write(sql.INSERT_CONVERSATION, {"conversation": id, "body": "{}", "at": at, "push": None})
    for line in range(1, A_CASE + 1):
        bot = line % 2 == 0
        text = " ".join(f"{chance.choice(WORDS)}{chance.choice('을는이에')}" for _ in range(30 if bot else 12))
        text += " 바람꽃" if (place, line) == (17, 1) else ""
        said: Params = {"sender": "bot" if bot else "citizen", "text": text, "folded": "" if bot else findable(text)}
        where: Params = {
            "conversation": id,
            "number": line,
            "at": at,
            "buttons": '["' + "x" * 300 + '"]' if bot else "[]",
        }
        yield Write(sql.INSERT_MESSAGE, {**where, **said, "edits": None, "asks": None, "ref": None, "papers": ""})
    case: Params = {"number": number, "place": place_of(number), "conversation": id, "state": "closed", "owner": None}
    body: Params = {"opened": at, "promise": at, "first_message": 1, "body": "{}", "folded": findable(f"{number} 상담")}
    yield Write(sql.INSERT_CASE, {**case, **body})


if __name__ == "__main__":
    report()
