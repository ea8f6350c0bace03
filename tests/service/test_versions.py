"""What was published can be looked at: the list, and what each publication changed."""

from bot.service.versions import NEWEST, History
from tests.support.fakes import NOON
from tests.support.person import Service

A, B = "faq/a.yaml", "flows/b.yaml"
FIRST = {A: "one\ntwo\n", B: "same\n"}
SECOND = {**FIRST, A: "one\nthree\n"}


async def published(service: Service) -> History:
    """Three publications: the first, a change, and the first again."""
    for version, files in (("1", FIRST), ("2", SECOND), ("1", FIRST)):
        await service.store.keep_version(version, files, "한소라", f"because {version}", NOON)
    return History(service.store)


async def test_the_list_tells_which_files_each_changed(service: Service) -> None:
    """Also where a version came back; the first one has nothing before it."""
    history = await published(service)
    found = await history.page(NEWEST, 10)
    assert [(it.publication.place, it.paths, it.first) for it in found] == [
        (3, (A,), False),
        (2, (A,), False),
        (1, (A, B), True),
    ]
    assert [it.first for it in await history.page(3, 1)] == [False]
    assert await history.page(1, 10) == ()


async def test_a_publication_is_compared_with_the_one_before_it(service: Service) -> None:
    """All files, or the one that is asked for; nothing of one that nothing stands before."""
    history = await published(service)
    second = await history.compared(2)
    assert second is not None
    (change,) = second.changes
    assert [(line.sign, line.text) for line in change.parts[0]] == [(" ", "one"), ("-", "two"), ("+", "three")]
    alone = await history.compared(2, B)
    assert alone is not None
    assert (alone.changes, alone.listed.paths) == ((), (A,))
    first = await history.compared(1)
    assert first is not None
    assert first.changes == ()
    assert await history.compared(4) is None
