"""Pushes what waits in the outbox to Telegram, and tells how it ended by kind, never with words."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import telegram
from telegram import Bot, LinkPreviewOptions, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.channels.papers import Papers
from bot.channels.telegram.cards import draw_card
from bot.channels.telegram.complaints import NO_CHAT, outcome_of, says
from bot.channels.telegram.copying import CAPTIONED, Copies
from bot.channels.telegram.drawing import LONGEST, LONGEST_CAPTION, Part, draw, lines, parts, repeated, units
from bot.channels.telegram.names import chat_of, same_bot
from bot.channels.telegram.rates import Paced, Rates
from bot.channels.telegram.topics import CLOSED, GONE, MOST_ATTEMPTS, Home, Homes
from bot.core.desk_texts import DeskKey
from bot.core.event import File
from bot.core.reply import Message
from bot.service.files import Attachments
from bot.service.ports import (
    SHUT,
    Card,
    CardFirst,
    Clock,
    Delivered,
    InForce,
    Moved,
    Outcome,
    Sending,
    Told,
    Wait,
)

SHUT_PAUSE = 60.0
"""Seconds between two attempts at a group where the bot may not write."""
_SHUT = (NO_CHAT, "not enough rights", "no rights to send", "write_forbidden", "chat_restricted", "topic_closed")
TOPIC_PAUSE = 1.0
"""Seconds until words are sent to a topic that was opened again."""
CLOSED_TOPIC = "TopicClosed"
_NO_PLACE = ("thread not found", "topic_deleted", "message to be replied not found", "reply message not found")
_UNCHANGED = "message is not modified"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Begun:
    """What has arrived of a row before it had to wait: the names of the parts, and what all of it looked like."""

    drawn: Sequence[Part]
    refs: list[str] = field(default_factory=list)


class _At(NamedTuple):
    """Where in a chat: a topic, in which all is of one case, or else below a card."""

    thread: int | None = None
    reply_to: str | None = None

    @classmethod
    def of(cls, sending: Sending, home: Home) -> "_At":
        return cls(home.thread, None if home.thread else sending.card)

    def reply(self) -> ReplyParameters | None:
        return ReplyParameters(int(self.reply_to), allow_sending_without_reply=True) if self.reply_to else None


class TelegramSender:
    """Implements `ports.Sender`."""

    def __init__(
        self,
        bot: Bot,
        in_force: InForce,
        papers: Papers,
        files: Attachments,
        clock: Clock,
        homes: Homes,
        rates: Rates,
    ) -> None:
        self._bot = bot
        self._copies = Copies(bot, files)
        self._clock = clock
        self._homes = homes
        self._rates = rates
        self._papers = papers
        self._in_force = in_force
        self._begun: dict[str, _Begun] = {}

    def pause(self, address: str) -> float:
        return self._rates.take(address, self._clock.now())

    async def send(self, sending: Sending) -> Outcome:
        """Sends a row whole. Of several parts those that arrived are not sent again after a wait."""
        try:
            outcome = await self._tried(sending)
        except Paced as paced:
            return Wait(paced.seconds, Paced.__name__, counts=False)
        if not isinstance(outcome, Wait):
            self._begun.pop(sending.id, None)
        return outcome

    async def _tried(self, sending: Sending) -> Outcome:
        home: Home | None = Home()
        try:
            home = await self._homes.find(sending)
            return CardFirst() if home is None else await self._sent_home(sending, home)
        except ChatMigrated as moved:
            return Moved(same_bot(sending.address, moved.new_chat_id))
        except TelegramError as error:
            return await self._refused(sending, home or Home(), error)

    async def _refused(self, sending: Sending, home: Home, error: TelegramError) -> Outcome:
        """What follows from what Telegram said. A topic that is gone is made again, one that is closed is opened."""
        if home.thread is not None and says(error, GONE):
            return CardFirst()
        if home.thread is not None and says(error, CLOSED):
            opened = sending.attempts < MOST_ATTEMPTS and await self._homes.open_again(sending)
            return Wait(TOPIC_PAUSE, CLOSED_TOPIC) if opened else CardFirst()
        if chat_of(sending.address) < 0 and (isinstance(error, Forbidden) or says(error, _SHUT)):
            return Wait(SHUT_PAUSE, SHUT, counts=False)
        return outcome_of(error, sending.attempts)

    async def _sent_home(self, sending: Sending, home: Home) -> Delivered:
        """Sends it where it belongs; how a case stands is shown after its card, if need be at a later attempt."""
        if home.made and sending.instead:
            await self._leave(sending)
        self._pace(sending.address, home.spent)
        before = self._begun.get(sending.id)
        arrived = len(before.refs) if before else 0
        refs = await self._sent(sending, home)
        said = self._begun.get(sending.id) is not before or len(refs) != arrived
        await self._homes.show(sending, home, lambda: self._pace(sending.address, int(said)))
        return Delivered(tuple(refs), home.thread)

    async def _leave(self, sending: Sending) -> None:
        """A card that stood in the group itself says that its case has a topic now. Best effort."""
        left = Part(self._in_force.library.text(DeskKey.GROUP_HAS_TOPIC, case=sending.case or ""))
        self._rates.note(sending.address, self._clock.now())
        try:
            await self._edited(chat_of(sending.address), sending.instead[:1], (left,))
        except TelegramError as error:
            log.debug("an old card was not changed: %s", type(error).__name__)

    async def _sent(self, sending: Sending, home: Home) -> Sequence[str]:
        drawn, chat = self._drawn(sending, home), chat_of(sending.address)
        instead = () if home.made else sending.instead
        if sending.file is not None and sending.file.state == "removed":
            return [await self._sent_part(chat, await self._trace(chat, sending, drawn[0]), _At.of(sending, home))]
        begun = self._begun.setdefault(sending.id, _Begun(drawn))
        if isinstance(sending.what, Card) and begun.refs and begun.drawn != drawn:  # the case went on while it waited
            instead, begun = tuple(begun.refs), _Begun(drawn)
            self._begun[sending.id] = begun
        arrived = begun.refs
        if not arrived and len(instead) == len(drawn) and await self._edited(chat, instead, drawn):
            arrived.extend(instead)
            return instead
        caption, at = _caption(sending.file, drawn), _At.of(sending, home)
        if sending.file is not None and caption is not None and not arrived:
            copy = await self._copied(chat, sending.file, caption, at)
            if copy:
                return copy
        left = drawn[len(arrived) :]
        for place, part in enumerate(left):
            self._pace(sending.address, place)
            arrived.append(await self._sent_part(chat, part, at))
        if sending.file is not None and caption is None:
            self._pace(sending.address, len(left))
            mark = repeated(self._in_force.library, sending.again) or None
            return (*arrived, *await self._copied(chat, sending.file, mark, at))
        if isinstance(sending.what, Message) and sending.what.papers and sending.case is None:
            await self._sent_papers(chat, sending)
        return arrived

    async def _trace(self, chat: int, sending: Sending, drawn: Part) -> Part:
        """What is said of a file that was removed: here too it is deleted, or somebody is asked to."""
        known = isinstance(sending.what, Message) and sending.what.edits is not None
        if await self._copies.take_back(chat, sending.instead) and known:
            return drawn
        return Part(lines(drawn.text, self._in_force.library.text(DeskKey.GROUP_FILE_STAYS)))

    def _pace(self, address: str, place: int) -> None:
        """The first message of an attempt was counted before it began; every other is here. Raises Paced."""
        pause = self.pause(address) if place else 0.0
        if pause > 0:
            raise Paced(pause)

    async def _sent_papers(self, chat: int, sending: Sending) -> None:
        """The files that go with a message; one that has nothing in it by now is left out."""
        paper = await self._papers.calendar(sending.conversation)
        if paper is not None:
            self._rates.note(sending.address, self._clock.now())
            await self._bot.send_document(chat, paper.content, filename=paper.name)

    def _drawn(self, sending: Sending, home: Home) -> Sequence[Part]:
        library, what = self._in_force.library, sending.what
        if isinstance(what, Card):
            return (draw_card(what.case, library, in_topic=home.thread is not None),)
        if isinstance(what, Told):
            head = "" if what.recipient in ("", "desk") else library.text(DeskKey.GROUP_FOR, who=what.recipient)
            return parts(lines(head, what.text, repeated(library, sending.again)))
        if sending.case is None:
            return draw(what, sending.conversation, library, again=sending.again)
        head = library.text(DeskKey.GROUP_CITIZEN, case=sending.case)
        return parts(lines(head, what.text, repeated(library, sending.again)))

    async def _edited(self, chat: int, refs: Sequence[str], drawn: Sequence[Part]) -> bool:
        """Whether the messages could be changed in place; one that is gone or too old is sent anew."""
        try:
            for ref, part in zip(refs, drawn, strict=True):
                await self._edited_part(chat, int(ref), part)
        except BadRequest:
            return False
        return True

    async def _edited_part(self, chat: int, message: int, part: Part) -> None:
        try:
            await self._bot.edit_message_text(
                part.text,
                chat_id=chat,
                message_id=message,
                reply_markup=part.keyboard,
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as error:
            if _UNCHANGED not in error.message.lower():
                raise

    async def _sent_part(self, chat: int, part: Part, at: "_At") -> str:
        try:
            sent = await self._sent_message(chat, part, at)
        except BadRequest as error:
            if at.reply_to is None or not says(error, _NO_PLACE):
                raise
            log.warning("a card's place in the group is gone; what belongs to it goes by itself")
            text = lines(part.text, self._in_force.library.text(DeskKey.GROUP_CARD_GONE))
            alone = Part(text if units(text) <= LONGEST else part.text, part.keyboard)
            sent = await self._sent_message(chat, alone, _At())
        return str(sent.message_id)

    async def _sent_message(self, chat: int, part: Part, at: "_At") -> telegram.Message:
        return await self._bot.send_message(
            chat,
            part.text,
            reply_markup=part.keyboard,
            message_thread_id=at.thread,
            reply_parameters=at.reply(),
            link_preview_options=_NO_PREVIEW,
        )

    async def _copied(self, chat: int, file: File, caption: str | None, at: "_At") -> Sequence[str]:
        """A copy of a file; none when Telegram has it no more and it is not here either: the words go alone."""
        try:
            return await self._copies.send(chat, file, caption, at.thread, at.reply())
        except BadRequest as error:
            if at.reply_to is not None and says(error, _NO_PLACE):
                return await self._copied(chat, file, caption, _At())
            if file.state == "here":
                raise
            return ()


def _caption(file: File | None, drawn: Sequence[Part]) -> str | None:
    """The words that can stand below the file; None when they have to go before it."""
    if file is None or file.kind not in CAPTIONED or len(drawn) != 1 or units(drawn[0].text) > LONGEST_CAPTION:
        return None
    return drawn[0].text
