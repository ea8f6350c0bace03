"""How long it takes to see what an edit does to 10,000 questions: at first, and again after a further edit.

Beside it what ranking them one by one takes here, so that a busy or slow machine is seen.
"""

import asyncio
import os
import random
import resource
import tempfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

from bot.config import Settings, read_settings
from bot.content import build
from bot.content.sources import Sources, read
from bot.core.library import Library
from bot.disk import impacts, make_matcher, models_dir
from bot.matching.many import PROCESSES
from bot.service.impact import Progress
from bot.store import sql, sqlite
from bot.store.codec_parts import stamp
from bot.store.engine import Engine, Params, Write
from bot.store.store import SqlStore
from tests.support.fakes import NOON, FakeClock

QUESTIONS = 10_000
ALONE = 500
"""So many are ranked one by one, for comparison."""
BEFORE = (
    "",
    "저희는 다섯 명인데요 ",
    "혹시 ",
    "빵집을 하려는데 ",
    "안녕하세요 ",
    "처음이라 그런데 ",
    "동구에서 시작하는데 ",
)
AFTER = ("", " 알려 주세요", "?", " 궁금해요", " 부탁드려요", " 아시나요")


def report(models: Path) -> None:
    """Prints the seconds of two looks, and of some questions one by one."""
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({"DATA_DIR": folder})
        models_dir(settings).symlink_to(models)
        asyncio.run(_measure(settings))


async def _measure(settings: Settings) -> None:
    sources = read(settings.content_dir)
    old = _built(settings, sources)
    engine = await sqlite.open_engine(settings.data_dir / "bench.db")
    try:
        texts = list(islice(_questions(old), QUESTIONS))
        await _fill(engine, texts)
        one = _one_by_one(old, texts[:ALONE]) * QUESTIONS
        print(f"  {QUESTIONS:,} questions ranked one by one: {one:.1f} s of work, by {ALONE:,} of them", flush=True)
        looks = impacts(settings, SqlStore(engine, lambda text: text), FakeClock())
        for name, asks, aim in (("at first", 3, 60), ("again, after a further edit", 4, 10)):
            new = _built(settings, _edited(sources, old, asks))
            began, worked, progress = perf_counter(), _worked(), Progress()
            found = await looks.of(old, new, progress)
            took, work = perf_counter() - began, _worked() - worked
            print(
                f"  impact on {found.asked:,} questions {name}: {took:.1f} s (aim {aim}), {work:.1f} s of work\n"
                f"    {progress.all:,} ranked by {PROCESSES}, {len(found.changed)} changed; of the work of one by one "
                f"{work / (one * progress.all / QUESTIONS):.0%}; load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
    finally:
        await engine.close()


def _one_by_one(library: Library, texts: Sequence[str]) -> float:
    """Seconds of work that a question takes alone."""
    began = process_time()
    for text in texts:
        library.matcher.rank(text)
    return (process_time() - began) / len(texts)


def _worked() -> float:
    """Seconds of work, also of the processes that ended: what a busy machine does not stretch."""
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _built(settings: Settings, sources: Sources) -> Library:
    return build.build(sources, make_matcher(models_dir(settings))(build.lessons(sources)))


def _edited(sources: Sources, old: Library, asks: int) -> Sources:
    """With some phrasings taken from an entry, so that everything is learnt anew."""
    entry = next(iter(old.entries.values()))
    path, text = next((path, text) for path, text in sources.files.items() if f"  {entry.id}:" in text)
    for ask in entry.asks[-asks:]:
        text = text.replace(ask, f"{ask} 말이에요")
    return sources.having(path, text)


def _questions(library: Library) -> Iterator[str]:
    """Different questions as people would put them: what entries are asked by, with words around them."""
    chance, known = random.Random(7), set[str]()
    asks = [ask for entry in library.entries.values() for ask in (*entry.asks, *entry.tests)]
    while True:
        text = f"{chance.choice(BEFORE)}{chance.choice(asks)}{chance.choice(AFTER)}"
        if text not in known:
            known.add(text)
            yield text


async def _fill(engine: Engine, texts: Sequence[str]) -> None:
    for start in range(0, len(texts), 1000):
        await engine.run([each for at in range(start, start + 1000) for each in _asked(at, texts[at])])


def _asked(place: int, text: str) -> Iterator[Write]:
    """A question in a conversation of its own, and what the bot answered."""
    id, at = f"c{place}", stamp(NOON - timedelta(minutes=place))
    yield Write(sql.INSERT_CONVERSATION, {"conversation": id, "body": '{"flows":[]}', "at": at, "push": None})
    for number, sender, words in ((1, "citizen", text), (2, "bot", "…")):
        said: Params = {"sender": sender, "text": words, "folded": words if sender == "citizen" else ""}
        where: Params = {"conversation": id, "number": number, "at": at, "ref": f"m{number}", "papers": ""}
        yield Write(sql.INSERT_MESSAGE, {**where, **said, "buttons": "[]", "edits": None, "asks": None})


if __name__ == "__main__":
    report(Path(os.environ.get("DATA_DIR", "var")).resolve() / "models")
