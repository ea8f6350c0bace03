"""What consultants do in their group: buttons of a card, replies to a case, commands. Only linked staff may act."""

from collections.abc import Mapping
from dataclasses import replace

from bot.channels.telegram.cards import CardTap, read_card_tap
from bot.channels.telegram.names import address, event_id, message_name, person
from bot.channels.telegram.prompts import Prompts
from bot.channels.telegram.reading import Commanded, Happened, SentFile, Shut, Tap, Target, Wrote
from bot.channels.telegram.speaking import Voice
from bot.core.case import Case
from bot.core.desk_texts import DeskKey
from bot.core.event import Act, File, FileKind, Verb
from bot.core.files import FETCHED
from bot.core.outcomes import Result
from bot.service.ports import Clock, Saved, Store
from bot.service.staff import Staff
from bot.service.turn import Turns

_COMMANDS: Mapping[str, Verb] = {
    "claim": "claim",
    "take": "take",
    "note": "note",
    "return": "return",
    "close": "close",
    "transfer": "transfer",
}
"""Commands that are written as a reply to something of a case, or in its topic."""

_WRITTEN: tuple[Verb, ...] = ("answer", "take", "edit")
"""What puts words of a consultant before the citizen, so that they can be changed."""

_SENDABLE: tuple[FileKind, ...] = ("photo", "document", "voice", "audio", "video")


class Group:
    """The consultants' group of one bot. `name` is what the bot is called by in commands."""

    def __init__(self, bot: int, turns: Turns, store: Store, clock: Clock, staff: Staff, voice: Voice) -> None:
        self._bot = bot
        self._turns = turns
        self._store = store
        self._staff = staff
        self._voice = voice
        self._prompts = Prompts(bot, store, clock, staff, voice)

    async def take(self, happened: Happened, name: str) -> None:
        """Carries out what was done, and says why not where nothing follows. Returns after the commit."""
        if isinstance(happened, Tap):
            await self._tapped(happened)
        elif isinstance(happened, Commanded):
            if happened.bot in ("", name):
                await self._commanded(happened)
        elif happened.reply_to is not None:
            await self._replied(happened, happened.reply_to)
        elif happened.at.topic:
            await self._said_to_nobody(happened)

    async def shut(self, shut: Shut) -> None:
        """A topic was closed or opened by hand. Who closes one may believe that its case is closed with it."""
        group = address(self._bot, shut.at.chat)
        await self._store.shut_topic(group, shut.at.topic, closed=shut.closed)
        case = await self._store.case_in(group, shut.at.topic)
        if shut.closed and case is not None and case.open:
            await self._voice.says(shut.at, DeskKey.GROUP_TOPIC_SHUT, case=case.number)

    async def _tapped(self, tap: Tap) -> None:
        wanted = read_card_tap(tap.data)
        case = await self._case_of(tap, tap.at.message)
        who = await self._staff.at(person(tap.at.user))
        if wanted is None or case is None or case.number != wanted.case:
            await self._voice.toasts(tap.query, self._voice.text(DeskKey.GROUP_OLD_BUTTON))
        elif who is None:
            await self._voice.toasts(tap.query, self._voice.text(DeskKey.GROUP_NOT_LINKED))
        else:
            await self._wished(tap, case, who, wanted)

    async def _wished(self, tap: Tap, case: Case, who: str, wanted: CardTap) -> None:
        """A button of a card, or of the question which colleague gets the case."""
        match wanted.wish:
            case "note":
                await self._prompts.note(tap, case, who)
                return
            case "give":
                await self._prompts.colleagues(tap, case)
                return
            case "to":
                colleague = await self._prompts.chosen(wanted.choice)
                saved = await self._act(tap, case, who, "transfer", colleague) if colleague else None
            case "send" | "keep":
                await self._meant_for(tap, case, who, "answer" if wanted.wish == "send" else "note")
                return
            case "came":
                saved = await self._came_to(tap, case, who, wanted.choice)
            case "skip":
                saved = None
                await self._voice.takes_back(tap.at)
            case verb:
                saved = await self._act(tap, case, who, verb)
        await self._voice.toasts(tap.query, saved.toast if saved else None)

    async def _came_to(self, tap: Tap, case: Case, who: str, choice: str) -> Saved | None:
        """The answer to what a case came to. What was told of field and people before stays."""
        outcome = self._prompts.outcome(choice)
        if outcome is None:
            return None
        told = replace(case.result or Result(outcome), outcome=outcome)
        id = event_id(self._bot, tap.at.update)
        saved = await self._taken(Act(id, case.conversation, case.number, who, "conclude", result=told))
        await self._voice.takes_back(tap.at)
        return saved

    async def _commanded(self, command: Commanded) -> None:
        if command.name == "link":
            await self._voice.says(command.at, DeskKey.GROUP_LINK_IN_PRIVATE)
        elif command.name in _COMMANDS:
            await self._about_case(command, command.reply_to, _COMMANDS[command.name], command.words)
        elif await self._case(command, command.reply_to) is not None:
            await self._voice.says(command.at, DeskKey.GROUP_UNKNOWN_COMMAND)

    async def _replied(self, reply: Wrote | SentFile, target: Target) -> None:
        """Words below a card or a citizen's message go to the citizen; people may talk below each other's freely."""
        if target.user != self._bot and await self._case_of(reply, target.message) is None:
            return
        if isinstance(reply, SentFile):
            await self._sent_file(reply, target)
        elif reply.edited and reply.text.startswith("/"):
            await self._voice.says(reply.at, DeskKey.GROUP_NO_EDITS)
        else:
            await self._about_case(reply, target, await self._meant(reply, target), reply.text)

    async def _sent_file(self, reply: SentFile, target: Target) -> None:
        """A file goes to the citizen. One that the web cannot show goes only to who has this channel."""
        case = await self._case(reply, target)
        asked = await self._store.prompt_at(address(self._bot, reply.at.chat), str(target.message))
        if asked in ("note", "give") or reply.edited or not await self._reaches(reply.file, case):
            await self._voice.says(reply.at, DeskKey.GROUP_ONLY_TEXT)
        else:
            await self._about_case(reply, target, "answer", reply.caption, reply.file)

    async def _reaches(self, file: File, case: Case | None) -> bool:
        """Whether the citizen of a case can be shown a file of that kind; without a case it is told elsewhere."""
        if file.kind not in _SENDABLE:
            return False
        return case is None or file.kind in FETCHED or await self._store.is_pushed(case.conversation)

    async def _said_to_nobody(self, said: Wrote | SentFile) -> None:
        """Words in a topic that reply to nothing: colleagues talk, or somebody answers the citizen. Nobody can tell.

        Whoever might be answering is asked, so that no talk goes out and no answer is lost.
        """
        case = await self._store.case_in(address(self._bot, said.at.chat), said.at.topic)
        if case is None:
            return
        if said.edited:
            if isinstance(said, Wrote) and await self._store.is_answer(case.conversation, self._written(said)):
                await self._about_case(said, None, "edit", said.text)
            return
        who = await self._staff.at(person(said.at.user))
        if (case.owned and case.owner != who) or (isinstance(said, SentFile) and said.file.kind not in _SENDABLE):
            return
        if who is None:
            await self._voice.says(said.at, DeskKey.GROUP_NOT_LINKED)
        else:
            await self._prompts.whether(said, case, who)

    async def _meant_for(self, tap: Tap, case: Case, who: str, verb: Verb) -> None:
        """Who wrote to nobody says whom it is for. However often it is tapped, it goes once."""
        said = tap.below
        if said is None:
            await self._voice.toasts(tap.query, self._voice.text(DeskKey.GROUP_OLD_BUTTON))
        elif said.at.user != tap.at.user:
            await self._voice.toasts(tap.query, self._voice.text(DeskKey.GROUP_NOT_YOURS))
        elif isinstance(said, SentFile) and not await self._reaches(said.file, case):
            await self._voice.toasts(tap.query, self._voice.text(DeskKey.GROUP_ONLY_TEXT))
        else:
            file, words = (said.file, said.caption) if isinstance(said, SentFile) else (None, said.text)
            id = f"{message_name(address(self._bot, tap.at.chat), tap.at.message)}:meant"
            written = self._written(said) if verb in _WRITTEN else ""
            saved = await self._taken(Act(id, case.conversation, case.number, who, verb, words, written, file))
            await self._voice.toasts(tap.query, saved.toast if saved else None)
            await self._voice.takes_back(tap.at)

    async def _meant(self, reply: Wrote, target: Target) -> Verb:
        """Words below the question for a note are one, all others are for the citizen."""
        if reply.edited:
            return "edit"
        asked = await self._store.prompt_at(address(self._bot, reply.at.chat), str(target.message))
        return "note" if asked == "note" else "answer"

    async def _about_case(
        self, happened: Happened, target: Target | None, verb: Verb, words: str, file: File | None = None
    ) -> None:
        case = await self._case(happened, target)
        who = await self._staff.at(person(happened.at.user))
        if who is None:
            await self._voice.says(happened.at, DeskKey.GROUP_NOT_LINKED)
        elif case is None:
            await self._voice.says(happened.at, DeskKey.GROUP_REPLY_TO_CASE)
        elif verb == "transfer" and words.strip():
            await self._handed_on(happened, case, who, words)
        else:
            await self._act(happened, case, who, verb, words, file)

    async def _handed_on(self, happened: Happened, case: Case, who: str, name: str) -> None:
        """A case goes to an account; to a name that is none it stays where it is."""
        colleague = await self._staff.colleague(name)
        if colleague is None:
            await self._voice.says(happened.at, DeskKey.STAFF_NOBODY)
        else:
            await self._act(happened, case, who, "transfer", colleague)

    async def _case(self, happened: Happened, target: Target | None) -> Case | None:
        """The case of what it replies to, else of the topic it stands in."""
        found = await self._case_of(happened, target.message) if target else None
        if found is None and happened.at.topic:
            found = await self._store.case_in(address(self._bot, happened.at.chat), happened.at.topic)
        return found

    async def _case_of(self, happened: Happened, message: int) -> Case | None:
        return await self._store.case_at(address(self._bot, happened.at.chat), str(message))

    def _written(self, happened: Happened) -> str:
        return message_name(address(self._bot, happened.at.chat), happened.at.message)

    async def _act(
        self, happened: Happened, case: Case, who: str, verb: Verb, words: str = "", file: File | None = None
    ) -> Saved | None:
        """What the act left behind; None when it was seen before."""
        id = event_id(self._bot, happened.at.update)
        written = self._written(happened) if verb in _WRITTEN else ""
        saved = await self._taken(Act(id, case.conversation, case.number, who, verb, words, written, file))
        closed = self._voice.text(DeskKey.DESK_CLOSED, case=case.number, who=who)
        if verb == "close" and saved is not None and closed in saved.told:
            await self._prompts.came_to(happened, case)
        return saved

    async def _taken(self, act: Act) -> Saved | None:
        taken = await self._turns.take(act)
        return taken if isinstance(taken, Saved) else None
