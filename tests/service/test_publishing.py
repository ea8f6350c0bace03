"""The library in force has passed every check: at the start, after an edit, across a restart."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.errors import Problem
from bot.core.library import Library
from bot.core.texts import Key
from bot.service.ports.content import Slip, Unfit
from bot.service.publishing import Publishing
from tests.support.fakes import StoreFailure
from tests.support.person import Service, running
from tests.talk.small import small_library

SLIP = Slip("faq/a.yaml", 1, "bad")
GOOD, BETTER, BAD = {"faq/a.yaml": "good"}, {"faq/a.yaml": "better"}, {"faq/a.yaml": "bad"}


def build(files: Mapping[str, str]) -> Library | Unfit:
    """Passes everything but what says bad."""
    text = files["faq/a.yaml"]
    return Unfit((SLIP,)) if text == "bad" else replace(small_library(), version=text)


def publishing(service: Service) -> Publishing:
    return Publishing(service.store, service.clock, build)


async def test_good_content_is_in_force_and_kept(service: Service) -> None:
    """What is on disk passes: it serves, and its files are in the store."""
    shelf = publishing(service)
    assert await shelf.start(GOOD) == ()
    assert shelf.library.version == "good"
    assert await service.store.version_in_force() == ("good", GOOD)


async def test_a_start_without_a_change_keeps_no_second_version(service: Service) -> None:
    """The same content at the next start is the version that is in force already."""
    await publishing(service).start(GOOD)
    await publishing(service).start(GOOD)
    assert len(await service.real._engine.rows("select place from versions", {})) == 1


async def test_bad_content_leaves_the_version_in_force_across_a_restart(tmp_path: Path) -> None:
    """A broken file at the start: the version that was in force serves, and staff are told the problems."""
    async with running(tmp_path) as service:
        await publishing(service).start(GOOD)
    async with running(tmp_path) as service:
        shelf = publishing(service)
        assert await shelf.start(BAD) == shelf.problems == (SLIP,)
        assert (shelf.library.version, shelf.files) == ("good", GOOD)
        assert await service.store.version_in_force() == ("good", GOOD)


async def test_a_start_without_any_good_content_is_refused(service: Service) -> None:
    """Nothing was ever in force and what is on disk is broken: there is no library."""
    shelf = publishing(service)
    with pytest.raises(Problem) as refused:
        await shelf.start(BAD)
    assert refused.value.key == Key.NO_CONTENT
    with pytest.raises(Problem):
        _ = shelf.library


async def test_publishing_a_broken_version_changes_nothing(service: Service) -> None:
    """The problems come back, and library and store are what they were."""
    shelf = publishing(service)
    await shelf.start(GOOD)
    before = shelf.library
    assert await shelf.publish(BAD, "한소라", "고침") == (SLIP,)
    assert shelf.library is before
    assert await service.store.version_in_force() == ("good", GOOD)


async def test_publishing_a_good_version_puts_it_in_force(service: Service) -> None:
    """B3 24: the next turn uses it, with no restart and nothing built anew by hand; the store keeps who did it."""
    shelf = publishing(service)
    await shelf.start(GOOD)
    assert await shelf.publish(BETTER, "한소라", "고침") == ()
    assert shelf.problems == ()
    assert (shelf.library.version, shelf.files) == ("better", BETTER)
    assert await service.store.version_in_force() == ("better", BETTER)


async def test_what_cannot_be_stored_is_not_put_in_force(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save, then serve: a store that fails leaves the version in force."""
    shelf = publishing(service)
    await shelf.start(GOOD)

    async def fails(*args: object) -> None:
        raise StoreFailure

    monkeypatch.setattr(service.store, "keep_version", fails)
    with pytest.raises(StoreFailure):
        await shelf.publish(BETTER, "한소라", "고침")
    assert shelf.library.version == "good"
