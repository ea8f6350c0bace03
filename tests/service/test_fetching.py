"""Files that a channel only names are fetched by rows with attempts; the turn never waits."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.event import Act, File, Removed, Sent
from bot.core.texts import Key
from bot.service.fetching import LAST_ATTEMPT, LONGEST_FETCH, FileFetching
from bot.service.ports import Refused, Wait
from bot.service.ports.files import Wanted
from tests.support.person import Person, Service, running
from tests.support.samples import BAD, GOOD

DESK = "desk:group"


@dataclass
class FakeSource:
    """Implements `ports.files.Source`: gives what a test says, in order, the last one again and again."""

    answers: list[bytes | Wait | Refused | Exception]
    asked: list[Wanted] = field(default_factory=list)
    meanwhile: Callable[[], Awaitable[object]] | None = None

    async def fetch(self, wanted: Wanted) -> bytes | Wait | Refused:
        self.asked.append(wanted)
        if self.meanwhile is not None:
            await self.meanwhile()
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with running(tmp_path, desk=DESK) as service:
        yield service


def fetching(service: Service, *answers: bytes | Wait | Refused | Exception) -> tuple[FileFetching, FakeSource]:
    source = FakeSource([*answers])
    parts = (service.store, source, service.files, service.clock, service.news, service.in_force)
    return FileFetching(*parts), source


async def kim(service: Service) -> Person:
    """A citizen with a case that waits, who has sent a document."""
    person = await service.person()
    await person.says("상담사")
    await person.taps(Key.BUTTON_HANDOVER_YES.value)
    return await person.sends("정관.hwp")


async def file_of(person: Person) -> File:
    """The newest file of a conversation."""
    return [it.file for it in await person.all() if it.file][-1]


async def test_a_file_is_fetched_after_the_turn(service: Service) -> None:
    """The turn has answered long before; then the bytes are here, and nothing is asked for again."""
    person = await kim(service)
    assert person.sees(Key.FILE_KEPT)
    assert (await file_of(person)).state == "wanted"
    fetches, source = fetching(service, GOOD["hwp"])
    await fetches.settle()
    await fetches.settle()
    file = await file_of(person)
    assert (file.state, file.type, file.size, file.name) == ("here", "hwp", len(GOOD["hwp"]), "정관.hwp")
    assert await service.files.content(file) == GOOD["hwp"]
    assert [wanted.file.ref for wanted in source.asked] == ["ref-document"]


@pytest.mark.parametrize("trouble", [Wait(7, "NetworkError"), OSError("the words of nobody")])
async def test_what_goes_wrong_is_tried_again(service: Service, trouble: Wait | Exception) -> None:
    """After a pause, in which nobody asks."""
    person = await kim(service)
    fetches, source = fetching(service, trouble, GOOD["hwp"])
    await fetches.settle()
    await fetches.settle()
    assert len(source.asked) == 1
    service.clock.pass_(seconds=8)
    await fetches.settle()
    assert (await file_of(person)).state == "here"


async def test_the_last_attempt_ends_it(service: Service) -> None:
    """It stays with its channel, and who opens the case sees that."""
    person = await kim(service)
    fetches, source = fetching(service, Wait(1, "NetworkError"))
    for _ in range(LAST_ATTEMPT + 3):
        await fetches.settle()
        service.clock.pass_(seconds=2)
    assert len(source.asked) == LAST_ATTEMPT
    assert (await file_of(person)).state == "failed"


async def test_to_be_asked_to_wait_is_no_attempt(service: Service) -> None:
    """However often."""
    person = await kim(service)
    fetches, _ = fetching(service, Wait(1, "RetryAfter", counts=False))
    for _ in range(LAST_ATTEMPT + 3):
        await fetches.settle()
        service.clock.pass_(seconds=2)
    assert (await file_of(person)).state == "wanted"
    assert [wanted.attempts for wanted in await service.store.to_fetch(service.clock.now())] == [0]


@pytest.mark.parametrize("answer", [Refused("BadRequest"), BAD["a program"], GOOD["pdf"], BAD["nothing"]])
async def test_what_may_not_be_opened_here_is_not_kept(
    service: Service, answer: Refused | bytes, tmp_path: Path
) -> None:
    """A file that Telegram has no more, and one that is not what its name says."""
    person = await kim(service)
    await fetching(service, answer)[0].settle()
    assert (await file_of(person)).state == "failed"
    assert not (tmp_path / "files").exists() or [*(tmp_path / "files").iterdir()] == []


async def test_a_fetch_that_was_cut_off_is_begun_again(service: Service) -> None:
    """After a while in which another instance may still be at it."""
    person = await kim(service)
    [wanted] = await service.store.to_fetch(service.clock.now())
    service_now = service.clock.now()
    assert await service.store.fetching(wanted, service_now.replace(hour=11))
    assert not await service.store.fetching(wanted, service_now)
    fetches, source = fetching(service, GOOD["hwp"])
    await fetches.settle()
    assert source.asked == []
    service.clock.pass_(hours=1, seconds=LONGEST_FETCH)
    await fetches.settle()
    assert (await file_of(person)).state == "here"


async def test_what_is_removed_while_it_is_fetched_is_not_kept(service: Service, tmp_path: Path) -> None:
    """The bytes that come afterwards are let go of at once."""
    person = await kim(service)
    number = [it.number for it in await person.all() if it.file][-1]
    fetches, source = fetching(service, GOOD["hwp"])
    source.meanwhile = lambda: service.turns.take(Removed("r1", person.conversation, number))
    await fetches.settle()
    assert (await file_of(person)).state == "removed"
    assert [*(tmp_path / "files").iterdir()] == []


async def test_a_full_disk_holds_no_other_and_loses_nothing(service: Service, tmp_path: Path) -> None:
    """What could not be kept is fetched again once there is room."""
    person = await kim(service)
    (tmp_path / "files").write_text("in the way of the folder")
    fetches, source = fetching(service, GOOD["hwp"])
    await fetches.settle()
    assert (len(source.asked), (await file_of(person)).state) == (1, "wanted")
    (tmp_path / "files").unlink()
    service.clock.pass_(seconds=5)
    await fetches.settle()
    assert (await file_of(person)).state == "here"


@pytest.mark.parametrize("kind", ["voice", "video", "sticker", "place"])
async def test_only_what_can_be_opened_is_fetched(service: Service, kind: str) -> None:
    """A voice or a film stays where it is."""
    person = await kim(service)
    file = File(kind, "", 10, "ref-other")  # type: ignore[arg-type]  # of the parameters
    await service.turns.take(Sent(service.event_id(), person.conversation, "other", file))
    fetches, source = fetching(service, GOOD["hwp"])
    await fetches.settle()
    assert [wanted.file.ref for wanted in source.asked] == ["ref-document"]


@pytest.mark.parametrize(("push", "told"), [(False, 1), (True, 0)])
async def test_a_consultant_learns_that_a_file_did_not_go(service: Service, push: bool, told: int) -> None:
    """One from the group to the web; who talks in Telegram has it all the same."""
    person = await service.person(push=push)
    await person.says("상담사")
    await person.taps(Key.BUTTON_HANDOVER_YES.value)
    case = await service.consultant().newest()
    file = File("document", "정관.hwp", 9, "bylaws")
    await service.turns.take(Act("a1", person.conversation, case, "한소라", "answer", "", "m1", file))
    await fetching(service, Refused("BadRequest"))[0].settle()
    await service.delivery.settle()
    words = [getattr(it.what, "text", "") for it in service.sender.to(DESK)]
    assert sum(DeskKey.DESK_FILE_NOT_SENT.value in it for it in words) == told
