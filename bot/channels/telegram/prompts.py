"""What the bot asks consultants back in their group: a note's words, who gets a case, what a case came to."""

import hashlib
from collections.abc import Sequence

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.telegram.cards import Wish, card_data
from bot.channels.telegram.names import address, message_name
from bot.channels.telegram.reading import Happened, SentFile, Tap, Wrote
from bot.channels.telegram.speaking import Voice
from bot.core.case import Case
from bot.core.desk_texts import DeskKey
from bot.core.staff import Account
from bot.core.texts import AnyKey
from bot.service.ports import Clock, Store
from bot.service.staff import Staff

_DIGITS = 10
"""Hex digits that tell colleagues apart: a name may be longer than the 64 bytes of a button."""


class Prompts:
    """Asks, and remembers what was asked."""

    def __init__(self, bot: int, store: Store, clock: Clock, staff: Staff, voice: Voice) -> None:
        self._bot = bot
        self._store = store
        self._clock = clock
        self._staff = staff
        self._voice = voice

    async def note(self, tap: Tap, case: Case, who: str) -> None:
        """Asks for the words of a note, which are then written as a reply."""
        text = self._voice.text(DeskKey.GROUP_NOTE_HERE, who=who, case=case.number)
        ref = await self._voice.asks(tap.at, text, ForceReply(selective=True))
        if ref is not None:
            await self._store.keep_prompt(address(self._bot, tap.at.chat), ref, case.number, "note")
        await self._voice.toasts(tap.query, None)

    async def colleagues(self, tap: Tap, case: Case) -> None:
        """Asks which colleague gets the case; whoever has it is not among them."""
        others = [account for account in await self._staff.colleagues() if account.name != case.owner]
        if not others:
            await self._voice.toasts(tap.query, self._voice.text(DeskKey.GROUP_NO_COLLEAGUE))
            return
        text = self._voice.text(DeskKey.GROUP_GIVE_TO, case=case.number)
        ref = await self._voice.asks(tap.at, text, _names(case, others))
        if ref is not None:
            await self._store.keep_prompt(address(self._bot, tap.at.chat), ref, case.number, "give")
        await self._voice.toasts(tap.query, None)

    async def whether(self, said: Wrote | SentFile, case: Case, who: str) -> None:
        """Asks whether what was said to nobody is for the citizen. A file is no note.

        Where it cannot be asked now, its writer is told as soon as it can be that it was not sent.
        """
        wishes: Sequence[tuple[Wish, AnyKey]] = (("send", DeskKey.BUTTON_SEND_THIS), ("keep", DeskKey.BUTTON_KEEP_THIS))
        row = [
            InlineKeyboardButton(self._voice.text(key), callback_data=card_data(case.number, wish))
            for wish, key in (wishes if isinstance(said, Wrote) else wishes[:1])
        ]
        ref = await self._voice.asks(said.at, self._voice.text(DeskKey.GROUP_SEND_THIS), InlineKeyboardMarkup([row]))
        group = address(self._bot, said.at.chat)
        if ref is not None:
            await self._store.keep_prompt(group, ref, case.number, "send")
            return
        id, text = f"{message_name(group, said.at.message)}:unasked", self._voice.text(DeskKey.GROUP_WAS_NOT_SENT)
        await self._store.tell(id, group, case, who, text, self._clock.now())

    async def came_to(self, happened: Happened, case: Case) -> None:
        """Asks once what a case came to that was closed here; nobody has to tell."""
        if not self._voice.outcomes.rows:
            return
        text = self._voice.text(DeskKey.GROUP_CAME_TO, case=case.number)
        ref = await self._voice.asks(happened.at, text, self._outcomes(case))
        if ref is not None:
            await self._store.keep_prompt(address(self._bot, happened.at.chat), ref, case.number, "came")

    def outcome(self, digest: str) -> str | None:
        """The outcome behind a button; None when the table has it no more."""
        return next((id for id in self._voice.outcomes.rows if _digest(id) == digest), None)

    def _outcomes(self, case: Case) -> InlineKeyboardMarkup:
        buttons = [
            InlineKeyboardButton(row.name, callback_data=card_data(case.number, "came", _digest(id)))
            for id, row in self._voice.outcomes.rows.items()
        ]
        skip = InlineKeyboardButton(
            self._voice.text(DeskKey.BUTTON_CAME_SKIP), callback_data=card_data(case.number, "skip")
        )
        return InlineKeyboardMarkup([*_in_pairs(buttons), [skip]])

    async def chosen(self, digest: str) -> str | None:
        """The name behind a button; None when the account is gone."""
        return next((each.name for each in await self._staff.colleagues() if _digest(each.name) == digest), None)


def _names(case: Case, accounts: Sequence[Account]) -> InlineKeyboardMarkup:
    buttons = [
        InlineKeyboardButton(each.name, callback_data=card_data(case.number, "to", _digest(each.name)))
        for each in accounts
    ]
    return InlineKeyboardMarkup(_in_pairs(buttons))


def _in_pairs(buttons: Sequence[InlineKeyboardButton]) -> list[Sequence[InlineKeyboardButton]]:
    return [buttons[place : place + 2] for place in range(0, len(buttons), 2)]


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:_DIGITS]
