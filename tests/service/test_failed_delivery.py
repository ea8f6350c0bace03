"""What cannot be delivered: tried with growing pauses, then failed, and a person knows. Nothing else waits for it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.reply import Reply
from bot.core.texts import AnyKey
from bot.service.delivery import LAST_ATTEMPT
from bot.service.ports import Delivered, Outcome, Refused, Sending, Store, Told, Wait
from tests.service.test_delivery import DESK, handed_over, texts
from tests.store.steps import opened_case
from tests.support.fakes import TroubledStore
from tests.support.person import Service, running


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    """The service with a consultants' group."""
    async with running(tmp_path, desk=DESK) as service:
        yield service


def told(service: Service) -> list[Told]:
    """What consultants were told in their group."""
    return [sending.what for sending in service.sender.to(DESK) if isinstance(sending.what, Told)]


@pytest.mark.parametrize(
    ("refused", "key"),
    [(Refused("Forbidden", gone=True), DeskKey.DESK_GONE), (Refused("BadRequest"), DeskKey.DESK_NOT_DELIVERED)],
)
async def test_words_refused_for_good_are_told_to_the_owner(service: Service, refused: Refused, key: AnyKey) -> None:
    """B1 11: the row fails, the next one is tried, and the owner hears of it in the case."""
    await handed_over(service)
    service.sender.answers["test:kim"] = [refused]
    await service.consultant().acts("answer", "제가 볼게요")
    await service.delivery.settle()
    [word] = [it for it in told(service) if key.value in it.text]
    assert word.recipient == "한소라"
    [row] = [sending for sending in service.sender.to(DESK) if sending.what == word]
    assert row.card is not None
    assert texts(service.sender.to("test:kim"))[-1] == "제가 볼게요"


async def test_a_case_of_nobody_is_told_to_the_desk(service: Service) -> None:
    """All of them hear of it while nobody has the case."""
    person = await handed_over(service)
    service.sender.answers["test:kim"] = [Refused("Forbidden", gone=True)]
    await person.says("빵")
    await service.delivery.settle()
    assert [it.recipient for it in told(service) if DeskKey.DESK_GONE.value in it.text] == ["desk"]


async def test_words_are_told_in_the_case_they_were_of(service: Service) -> None:
    """Of several cases of one person: who answered in the older one hears of it there, and not who has the newer."""
    person = await handed_over(service)
    older = await service.consultant().newest()
    newer = await opened_case(service.real, person.conversation)
    await service.consultant("오민준").acts("claim", "", newer.number)
    service.sender.answers["test:kim"] = [Delivered(("m",)), Refused("Forbidden", gone=True)]
    await service.consultant().acts("answer", "제가 볼게요", older)
    await service.delivery.settle()
    [row] = [
        it for it in service.sender.to(DESK) if isinstance(it.what, Told) and DeskKey.DESK_GONE.value in it.what.text
    ]
    assert (row.case, row.what) == (older, Told("한소라", row.what.text))  # type: ignore[union-attr]  # as above


async def test_a_reminder_stands_below_the_card_it_is_of(service: Service) -> None:
    """Of several cases of one person each promise is told where its own case is."""
    person = await handed_over(service)
    older = await service.consultant().newest()
    newer = await opened_case(service.real, person.conversation)
    await service.consultant().acts("note", "둘 다 봐 주세요", older)  # each turn sets the timers anew
    await service.waits(hours=30)
    await service.delivery.settle()
    rows = [it for it in service.sender.to(DESK) if isinstance(it.what, Told)]
    broken = [it.case for it in rows if isinstance(it.what, Told) and it.what.text == DeskKey.DESK_PROMISE_BROKEN.value]
    assert {older, newer.number} == {*broken}


async def test_pauses_grow_and_the_last_attempt_is_the_last(service: Service) -> None:
    """B3 32: what goes wrong again and again is tried less and less often, then failed; the others go on after it."""
    person = await handed_over(service)
    kim = len(service.sender.to("test:kim"))
    service.sender.answers["test:kim"] = [ValueError("secret words")] * LAST_ATTEMPT
    await (await person.says("빵")).says("빵")
    times: list[datetime] = []
    await service.delivery.settle()
    while at := await service.store.next_send(service.clock.now()):
        times.append(at)
        service.clock.moment = at
        await service.delivery.settle()
    pauses = [(after - before).total_seconds() for before, after in pairwise(times)]
    assert len(times) == LAST_ATTEMPT - 1
    assert pauses == sorted(pauses) and pauses[-1] >= 300
    row, *_ = service.sender.to("test:kim")[kim:]
    assert [sending.id for sending in service.sender.to("test:kim")[kim:]].count(row.id) == LAST_ATTEMPT
    assert len(service.sender.to("test:kim")) > kim + LAST_ATTEMPT
    assert [it.text.split()[0] for it in told(service)].count(DeskKey.DESK_NOT_DELIVERED.value) == 1


async def test_to_be_asked_to_wait_is_no_attempt(service: Service) -> None:
    """B4 34: a chat that has to wait again and again gets its words in the end, unmarked."""
    service.sender.answers["test:kim"] = [Wait(60, "RetryAfter", counts=False)] * (LAST_ATTEMPT + 3)
    await (await service.person(push=True)).says("만들래요")
    for _ in range(LAST_ATTEMPT + 4):
        await service.delivery.settle()
        service.clock.pass_(seconds=61)
    assert len(service.sender.given) == LAST_ATTEMPT + 4
    assert not any(sending.again or sending.attempts for sending in service.sender.given)
    assert told(service) == []


async def test_what_fails_without_a_case_is_told_to_the_desk(service: Service) -> None:
    """Somebody knows of it, and it is no word of the citizen."""
    service.sender.answers["test:kim"] = [Refused("BadRequest")]
    await (await service.person(push=True)).says("만들래요")
    await service.delivery.settle()
    assert [DeskKey.DESK_LOST.value in it.text for it in told(service)] == [True]


@pytest.mark.parametrize("place", [0, 1, 2])
async def test_a_crash_after_sending_is_one_marked_repeat(tmp_path: Path, place: int) -> None:
    """B3 32: killed between a send and the mark that it was sent, it repeats that one alone, marked, and loses none."""
    lost = asyncio.Event()
    async with running(tmp_path, wrap=lambda store: LosesAMark(store, place, lost)) as service:
        person = await service.person(push=True)
        await (await (await person.says("만들래요")).says("빵")).says("빵")
        task = asyncio.create_task(service.delivery.run())
        await lost.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        before = [sending.id for sending in service.sender.given]
        said = [message.text for message in await person.all() if message.sender != "citizen"]
    async with running(tmp_path) as service:
        await service.delivery.settle()
        repeat, *rest = service.sender.given
        assert (repeat.id, repeat.again, len(before)) == (before[-1], True, place + 1)
        assert not any(sending.again for sending in rest)
        assert len({*before, *(sending.id for sending in rest)}) == len(before) + len(rest) == len(said)
        assert texts([*service.sender.given]) == said[place:]


class LosesAMark(TroubledStore):
    """A store whose process ends where it would keep that something was sent: the call never comes back."""

    def __init__(self, store: Store, place: int, lost: asyncio.Event) -> None:
        super().__init__(store, lambda *_: None)
        self.left = place
        self.lost = lost

    async def sent(
        self,
        sending: Sending,
        outcome: Outcome,
        now: datetime,
        told: Sequence[Reply] = (),
        about: str | None = None,
    ) -> None:
        if self.left == 0:
            self.lost.set()
            await asyncio.Event().wait()
        self.left -= 1
        await super().sent(sending, outcome, now, told, about)
