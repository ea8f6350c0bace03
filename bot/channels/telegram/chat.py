"""What a citizen does in a private chat: every one of it is an event of their conversation."""

from dataclasses import replace

from bot.channels.links import said_by_link
from bot.channels.telegram.names import address, event_id, message_name, person
from bot.channels.telegram.reading import Commanded, Happened, SentFile, Tap, Wrote
from bot.channels.telegram.speaking import Voice
from bot.channels.telegram.thoughts import Thoughts
from bot.channels.wire import read_button_id
from bot.core.desk_texts import DeskKey
from bot.core.event import Edited, Event, Said, Sent, Tapped
from bot.core.library import Library
from bot.core.linking import read as read_code
from bot.core.reply import Do
from bot.core.texts import Key
from bot.service.ports import Clock, InForce, Saved, Store
from bot.service.staff import Staff
from bot.service.turn import Turns

_TALK = {
    "start": "menu",
    "menu": "menu",
    "plan": "plan",
    "mydata": "answers",
    "help": "help",
    "resume": "link",
    "delete": "erase",
}
"""Commands of Telegram, by the command of the talk that they are."""
_RESUME = "resume"
"""What a link into the bot says to go on with what was begun at another channel."""


class Chats:
    """The private chats of one bot."""

    def __init__(
        self, bot: int, turns: Turns, store: Store, in_force: InForce, clock: Clock, staff: Staff, voice: Voice
    ) -> None:
        self._bot = bot
        self._turns = turns
        self._store = store
        self._in_force = in_force
        self._clock = clock
        self._staff = staff
        self._voice = voice
        self._thoughts = Thoughts()

    async def take(self, happened: Happened) -> None:
        """Carries through what happened, and returns after the commit."""
        if isinstance(happened, Commanded) and happened.name == "link" and not read_code(happened.words):
            await self._linked(happened)
            return
        chat = address(self._bot, happened.at.chat)
        conversation = await self._store.open_address(chat, self._clock.now(), push=True)
        id, library = event_id(self._bot, happened.at.update), self._in_force.library
        part = self._thoughts.part(happened) if isinstance(happened, Wrote | SentFile) else ""
        event = event_of(happened, id, chat, conversation, library, part=part)
        taken = await self._turns.take(event)
        if isinstance(happened, Tap):
            await self._voice.toasts(happened.query, taken.toast if isinstance(taken, Saved) else None)

    async def _linked(self, command: Commanded) -> None:
        """A consultant makes their account known; the code is used up and stored nowhere."""
        name = await self._staff.link(command.words, person(command.at.user)) if command.words else None
        if name is None:
            await self._voice.says(command.at, DeskKey.LINK_REFUSED)
        else:
            await self._voice.says(command.at, DeskKey.LINKED, who=name)


def event_of(happened: Happened, id: str, chat: str, conversation: str, library: Library, *, part: str = "") -> Event:
    """The event that something is. `chat` is the address it came from, `part` the thought it belongs to."""
    message = message_name(chat, happened.at.message)
    match happened:
        case Wrote(text=text, edited=True):
            return Edited(id, conversation, message, text, address=chat)
        case Wrote(text=text):
            return Said(id, conversation, message, text, part=part, address=chat)
        case Commanded(edited=True):
            return Edited(id, conversation, message, words_of(happened, library), address=chat)
        case Commanded(name="start", words=words) if words:
            return replace(_linked(id, conversation, message, words, library), address=chat)
        case Commanded():
            return Said(id, conversation, message, words_of(happened, library), address=chat)
        case SentFile(file=file, caption=caption, edited=True):
            return Edited(id, conversation, message, caption, file, chat)
        case SentFile(file=file, caption=caption):
            return Sent(id, conversation, message, file, caption, part, chat)
        case Tap(data=data):
            return _tapped(id, conversation, data, chat)


def words_of(command: Commanded, library: Library) -> str:
    """What a command means in words that the talk understands; one that is not ours stays as it was written."""
    words = library.words
    if command.name in _TALK:
        return words.commands[_TALK[command.name]][0]
    match command.name:
        case "ask":
            return command.words or words.commands["help"][0]
        case "person" | "case":
            return words.wishes[0]
        case "link":
            return command.words
    return f"/{command.name} {command.words}".strip()


def _linked(id: str, conversation: str, message: str, payload: str, library: Library) -> Said:
    """What a link into the bot means: a code, or what any link into the conversation means."""
    if read_code(payload):
        return Said(id, conversation, message, payload)
    if payload == _RESUME:
        return Said(id, conversation, message, library.text(Key.BUTTON_LINK), Do("link"))
    return said_by_link(id, conversation, message, payload, library)


def _tapped(id: str, conversation: str, data: str, chat: str) -> Tapped:
    """The button of a reference. What is none of this conversation is a button that is long gone."""
    reference = read_button_id(data)
    if reference is None or reference.code != conversation:
        return Tapped(id, conversation, 0, 0, chat)
    return Tapped(id, conversation, reference.number, reference.place, chat)
