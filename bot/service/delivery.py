"""The outbox is emptied: in order within an address, and no address waits for another. Save, then send."""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.audit import Reader
from bot.core.case import Case
from bot.core.desk_texts import DeskKey
from bot.core.reply import Message, Reply
from bot.service import failure
from bot.service.ports import SHUT, Clock, InForce, Moved, News, Outbox, Outcome, Refused, Sender, Sending, Wait
from bot.service.ports.audit import Audit
from bot.service.readings import SAME_READING

LONGEST_WAIT = timedelta(minutes=1)
SHORTEST_WAIT = 0.01
LONGEST_SEND = 60.0
"""Seconds after which a send that hangs is given up; it may have arrived."""
LONGEST_PAUSE = 600.0
LAST_ATTEMPT = 12
"""After so many attempts that went wrong a row has failed and a person is told: with the pauses, after half an hour."""

log = logging.getLogger(__name__)


class Sendings(Outbox, Audit, Protocol):
    """What waits to be sent, and the log of what consultants are shown."""


class Delivery:
    """Sends what waits, each address by itself."""

    def __init__(self, outbox: Sendings, sender: Sender, clock: Clock, news: News, in_force: InForce) -> None:
        self._outbox = outbox
        self._sender = sender
        self._clock = clock
        self._news = news
        self._in_force = in_force
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._paused = LONGEST_WAIT.total_seconds()

    async def run(self) -> None:
        """Sends until it is cancelled; what is under way then is tried again at the next start."""
        try:
            with self._news.watch("outbox") as watch:
                while True:
                    await watch.wait(await self._begin_and_say_when())
        finally:
            for task in self._under_way.values():
                task.cancel()
            await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def settle(self) -> None:
        """Sends until nothing is due any more."""
        while await self._begin() or self._under_way:
            await asyncio.gather(*self._under_way.values())

    async def _begin_and_say_when(self) -> float:
        try:
            await self._begin()
            return await self._until_next()
        except Exception as error:  # noqa: BLE001  a store that cannot answer now is asked again
            log.error("outbox failed: %s at %s", *failure.kind_and_place(error))
            return LONGEST_WAIT.total_seconds()

    async def _begin(self) -> bool:
        """Begins to send the first of every address that is free; whether there was one."""
        begun, self._paused = False, LONGEST_WAIT.total_seconds()
        for sending in await self._outbox.to_send(self._clock.now()):
            if sending.address in self._under_way:
                continue
            pause = self._sender.pause(sending.address)
            if pause > 0:
                self._paused = min(self._paused, pause)
            else:
                begun = True
                self._under_way[sending.address] = asyncio.create_task(self._send_and_go_on(sending))
        return begun

    async def _until_next(self) -> float:
        at: datetime | None = await self._outbox.next_send(self._clock.now())
        wait = LONGEST_WAIT if at is None else min(at - self._clock.now(), LONGEST_WAIT)
        return max(min(wait.total_seconds(), self._paused), SHORTEST_WAIT)

    async def _send_and_go_on(self, sending: Sending) -> None:
        """One row, and the news that its address is free again. Whatever goes wrong, the others are not held."""
        try:
            await self._send(sending)
        except Exception as error:  # noqa: BLE001  the row stays and is tried again
            log.error("sending failed: %s at %s", *failure.kind_and_place(error))
            await asyncio.sleep(1)
        finally:
            self._under_way.pop(sending.address, None)
            self._news.tell("outbox")

    async def _send(self, sending: Sending) -> None:
        if not await self._outbox.trying(sending, self._clock.now()):
            return
        if sending.case is not None:
            await self._outbox.note(Reader(""), "group", sending.case, self._clock.now(), SAME_READING)
        outcome = _ended(sending, await self._outcome(sending))
        if isinstance(outcome, Moved):
            await self._moved(sending, outcome)
            return
        if not isinstance(outcome, Refused):
            await self._outbox.sent(sending, outcome, self._clock.now())
            if isinstance(outcome, Wait) and outcome.error == SHUT:
                log.warning("the consultants' group takes no word of the bot: is it there, and may it write?")
                self._news.tell("desk")
            return
        log.warning("not sent for good: %s", outcome.error)
        case = None if _to_desk(sending) else await self._outbox.case_of(sending)
        told = () if _to_desk(sending) else (self._words(outcome, case),)
        await self._outbox.sent(sending, outcome, self._clock.now(), told, case.number if case else None)
        self._news.tell("desk")

    async def _moved(self, sending: Sending, outcome: Moved) -> None:
        """Goes on at the new address, and says there that it is another."""
        log.warning("a group has become a supergroup; it is written to at its new number")
        now, told = self._clock.now(), Reply(self._in_force.library.text(DeskKey.DESK_MOVED), to="desk")
        await self._outbox.move(sending.address, outcome.to, now)
        await self._outbox.sent(sending, outcome, now, (told,))

    async def _outcome(self, sending: Sending) -> Outcome:
        try:
            async with asyncio.timeout(LONGEST_SEND):
                return await self._sender.send(sending)
        except Exception as error:  # noqa: BLE001  a sender that breaks on one row must not lose it
            kind, place = failure.kind_and_place(error)
            log.error("sender failed: %s at %s", kind, place)
            return Wait(min(2.0**sending.attempts, LONGEST_PAUSE), kind, unsure=True)

    def _words(self, refused: Refused, case: Case | None) -> Reply:
        """What the case's owner, or the desk, is told of words that do not reach the citizen."""
        text = self._in_force.library.text
        if case is None:
            return Reply(text(DeskKey.DESK_LOST, error=refused.error), to="desk")
        to = case.owner or "desk"
        if refused.gone:
            return Reply(text(DeskKey.DESK_GONE, case=case.number), to=to)
        return Reply(text(DeskKey.DESK_NOT_DELIVERED, case=case.number, error=refused.error), to=to)


def _ended(sending: Sending, outcome: Outcome) -> Outcome:
    """The outcome, or that it failed with the last attempt."""
    if isinstance(outcome, Wait) and outcome.counts and sending.attempts + 1 >= LAST_ATTEMPT:
        return Refused(outcome.error)
    return outcome


def _to_desk(sending: Sending) -> bool:
    """Whether it is for the consultants' group."""
    return sending.case is not None or not isinstance(sending.what, Message)
