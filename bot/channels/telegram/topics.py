"""The topic of a case in the consultants' group: opened, shown as the case is, opened again, and found to be gone.

A topic is a view. What becomes of it never keeps words back: without one they go to the group itself.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from telegram import Bot
from telegram.constants import ForumIconColor, ForumTopicLimit
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.channels.telegram.complaints import says, seconds_of
from bot.channels.telegram.drawing import cut, units
from bot.channels.telegram.forum import Forum
from bot.channels.telegram.names import chat_of
from bot.channels.telegram.rates import Paced
from bot.core.case import Case
from bot.core.desk_texts import DeskKey
from bot.core.library import Library
from bot.service.ports import Card, Clock, InForce, Sending, Topic, Topics

GONE = ("thread not found", "topic_deleted", "topic_id_invalid")
"""What Telegram says of a topic that was deleted, in lower case."""
CLOSED = ("topic_closed",)
LONGEST_NAME = int(ForumTopicLimit.MAX_NAME_LENGTH)
LONGEST_WISH = 60
MOST_ATTEMPTS = 3
"""After so many attempts that went wrong a row goes to the group itself: an empty topic each is what they may cost."""
LONGEST_WAIT = 60.0
"""Seconds to be asked to wait for a topic; longer than that, words go to the group itself meanwhile."""
REST = 600.0
"""Seconds without a new topic after one was refused."""
_UNCHANGED = "topic_not_modified"

log = logging.getLogger(__name__)


class Home(NamedTuple):
    """Where something of a case goes: a topic, or (None) the group itself.

    `spent` is how many calls that count were made to get there; `made`: the topic is new and empty.
    """

    thread: int | None = None
    spent: int = 0
    made: bool = False


class Homes:
    """Finds and shows the topics of cases."""

    def __init__(self, bot: Bot, forum: Forum, topics: Topics, in_force: InForce, clock: Clock) -> None:
        self._bot = bot
        self._forum = forum
        self._topics = topics
        self._in_force = in_force
        self._clock = clock

    async def find(self, sending: Sending) -> Home | None:
        """Where a row goes; None: the card of its case has to go first. Raises TelegramError."""
        if sending.case is None:
            return Home()
        if sending.topic is not None:
            return await self._known(sending, sending.topic)
        hopeful = sending.live and sending.attempts < MOST_ATTEMPTS
        if not (hopeful and await self._forum.opens(sending.address)):
            return Home()
        return await self._made(sending.address, sending.what.case) if isinstance(sending.what, Card) else None

    async def open_again(self, sending: Sending) -> bool:
        """Opens a topic that somebody closed; whether something can be said there now."""
        if sending.topic is None:
            return False
        done = await self._changed(self._bot.reopen_forum_topic, sending.address, sending.topic.thread)
        if done:
            await self._topics.shut_topic(sending.address, sending.topic.thread, closed=False)
        return done

    async def show(self, sending: Sending, home: Home, pace: Callable[[], None]) -> None:
        """Shows the state of a case whose card has arrived. `pace` counts a call, or raises Paced: then it is not over.

        Raises Paced too when Telegram asks to wait. What it refuses is shown with the next card.
        """
        if home.thread is None or not isinstance(sending.what, Card):
            return
        case, shown = sending.what.case, sending.topic or Topic(home.thread, state_of(sending.what.case))
        if not case.open and not shown.closed:
            pace()
            if await self._changed(self._bot.close_forum_topic, sending.address, home.thread):
                await self._topics.shut_topic(sending.address, home.thread, closed=True)
        elif case.open and shown.shown != state_of(case):
            pace()
            name = topic_name(case, self._in_force.library)
            if await self._changed(self._bot.edit_forum_topic, sending.address, home.thread, name):
                await self._topics.show_topic(sending.address, Topic(home.thread, state_of(case)))

    async def _known(self, sending: Sending, topic: Topic) -> Home | None:
        if await self._forum.state(sending.address) == "flat":
            return None
        if not (topic.closed and sending.live):
            return Home(topic.thread)
        await self.open_again(sending)
        return Home(topic.thread, spent=1)

    async def _made(self, address: str, case: Case) -> Home:
        """A new topic for a case, kept before anything is said there: a crash between leaves one that is empty."""
        topic = await self._created(address, case)
        if topic is None:
            return Home(spent=1)
        kept = await self._topics.keep_topic(address, case.number, topic, self._clock.now())
        return Home(kept, spent=1, made=kept == topic.thread)

    async def _created(self, address: str, case: Case) -> Topic | None:
        name, color = topic_name(case, self._in_force.library), ForumIconColor.RED if case.urgent else None
        try:
            made = await self._bot.create_forum_topic(chat_of(address), name, icon_color=color)
        except RetryAfter as error:
            if seconds_of(error) <= LONGEST_WAIT:
                raise
            self._forum.rest(address, seconds_of(error))
            return None
        except BadRequest as error:
            if not says(error, ("topic", "not a forum", "rights")):
                raise
            log.warning("a topic was refused; the case is shown in the group itself")
            await self._forum.look(address)
            self._forum.rest(address, REST)
            return None
        return Topic(made.message_thread_id, state_of(case))

    async def _changed(self, change: Callable[..., Awaitable[bool]], address: str, thread: int, *given: str) -> bool:
        """Whether a topic is by now as it was to be. Raises Paced when Telegram asks to wait."""
        try:
            await change(chat_of(address), thread, *given)
        except RetryAfter as error:
            raise Paced(seconds_of(error)) from error
        except TelegramError as error:
            log.debug("a topic was not changed: %s", type(error).__name__)
            return says(error, (_UNCHANGED,))
        return True


def topic_name(case: Case, library: Library) -> str:
    """What stands in the list of topics: who has it, number and kind, and the beginning of the wish."""
    wish = " ".join(case.packet.wants.split())
    short = wish if len(wish) <= LONGEST_WISH else wish[:LONGEST_WISH].rstrip() + "…"
    name = " · ".join(part for part in (_mark(case, library), case.number, case.kind, short) if part)
    return name if units(name) <= LONGEST_NAME else cut(name, LONGEST_NAME)[0]


def state_of(case: Case) -> str:
    """What the name of a topic shows of the state of its case, without a word of the citizen."""
    return f"{case.state}:{case.owner or ''}"


def _mark(case: Case, library: Library) -> str:
    match case.state:
        case "waiting":
            return library.text(DeskKey.TOPIC_WAITING)
        case "returned":
            return library.text(DeskKey.TOPIC_RETURNED)
        case "claimed" | "closed":
            return case.owner or ""
