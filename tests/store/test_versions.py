"""Publications of the content: each with its files, every text kept once, forgotten when their time is over."""

import json
from collections.abc import Mapping
from datetime import timedelta

from bot.core.publications import Publication
from bot.store.codec_parts import stamp
from bot.store.engine import Engine, Write
from bot.store.store import SqlStore
from bot.store.versions import KEPT
from tests.support.fakes import NOON

A, B = "faq/a.yaml", "flows/b.yaml"
HIGHEST = 2**62


async def keep(store: SqlStore, version: str, files: Mapping[str, str], days: int = 0) -> None:
    await store.keep_version(version, files, "한소라", "고침", NOON + timedelta(days=days))


async def count(engine: Engine, table: str) -> int:
    return int((await engine.rows(f"select count(*) from {table}", {}))[0][0])


async def test_the_last_version_kept_is_in_force(store: SqlStore) -> None:
    """B3 22: every version is kept with its files; the newest is in force, also one that was in force before."""
    assert await store.version_in_force() is None
    for version in ("one", "two", "one"):
        await keep(store, version, {A: version})
        assert await store.version_in_force() == (version, {A: version})
    listed = await store.publications(HIGHEST, 10)
    assert [(it.place, it.version, it.who, it.why) for it in listed] == [
        (3, "one", "한소라", "고침"),
        (2, "two", "한소라", "고침"),
        (1, "one", "한소라", "고침"),
    ]


async def test_a_publication_has_the_files_of_its_time(store: SqlStore) -> None:
    """Whatever came after it; what stands for a text tells which files are others."""
    await keep(store, "one", {A: "a", B: "b"})
    await keep(store, "two", {A: "another"}, days=1)
    assert await store.texts(1, (A, B, "gone")) == {A: "a", B: "b"}
    assert await store.texts(2, (A, B)) == {A: "another"}
    kept = await store.digests(1, 2)
    assert {place: {*files} for place, files in kept.items()} == {1: {A, B}, 2: {A}}
    assert kept[1][A] != kept[2][A]
    assert await store.publication(2) == Publication(2, "two", NOON + timedelta(days=1), "한소라", "고침")
    assert await store.publication(3) is None


async def test_pages_of_publications_follow_each_other(store: SqlStore) -> None:
    """The newest first, and then those below a place."""
    for version in ("one", "two", "three"):
        await keep(store, version, {A: version})
    first = await store.publications(HIGHEST, 2)
    assert [it.version for it in first] == ["three", "two"]
    assert [it.version for it in await store.publications(first[-1].place, 2)] == ["one"]


async def test_a_text_is_kept_once(engine: Engine, store: SqlStore) -> None:
    """A hundred saves of one file keep a hundred texts of that file and one of every other."""
    for many in range(100):
        await keep(store, f"{many}", {A: f"text {many}", B: "long " * 1000})
    assert await count(engine, "version_texts") == 101
    assert (await store.texts(100, (B,)))[B] == (await store.texts(1, (B,)))[B]


async def test_what_was_kept_long_enough_is_forgotten(engine: Engine, store: SqlStore) -> None:
    """With the texts that nothing has any more; the version in force stays, however old it is."""
    await keep(store, "one", {A: "only then", B: "always"})
    await keep(store, "two", {A: "then", B: "always"}, days=1)
    assert len(await store.publications(HIGHEST, 10)) == 2
    await keep(store, "three", {A: "now", B: "always"}, days=KEPT.days + 1)
    assert [it.version for it in await store.publications(HIGHEST, 10)] == ["three", "two"]
    assert await count(engine, "version_texts") == 3
    assert await store.texts(1, (A,)) == {}


async def test_what_was_kept_whole_is_taken_apart(engine: Engine, store: SqlStore) -> None:
    """Versions of before are what they were, also to a command that opens the database before the first start."""
    whole = (
        "insert into versions (place, version, at, who, why, files, in_force) values (:place, :v, :at, '', '', :f, :on)"
    )
    for place, text in ((1, "old"), (2, "new")):
        files = json.dumps({A: text, B: "same"})
        values = {"place": place, "v": text, "at": stamp(NOON), "f": files, "on": int(place == 2)}
        await engine.run([Write(whole, values)])
    assert await store.version_in_force() == ("new", {A: "new", B: "same"})
    await store.begin(NOON)
    assert await store.version_in_force() == ("new", {A: "new", B: "same"})
    assert await store.texts(1, (A, B)) == {A: "old", B: "same"}
    assert await count(engine, "version_texts") == 3
    assert await engine.rows("select place from versions where files <> ''", {}) == []
