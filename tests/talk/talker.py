"""A person who talks to the reducer alone: what a store would do is done here in memory."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from bot.core.case import Case, advance
from bot.core.conversation import Conversation, Decision, Situation
from bot.core.event import Act, Edited, Event, File, Said, Sent, Tapped, Verb, Woke
from bot.core.library import Library
from bot.core.plan import plan_of
from bot.core.reply import Button, Deed, Message, Reply
from bot.core.texts import AnyKey
from bot.talk.decide import decide
from tests.talk.small import small_library

SEOUL = ZoneInfo("Asia/Seoul")
NOON = datetime(2026, 11, 24, 10, tzinfo=SEOUL)


class Talker:
    """Says, taps, edits; remembers everything that was said back."""

    def __init__(self, library: Library | None = None, now: datetime = NOON) -> None:
        self.library = library or small_library()
        self.now = now
        self.conversation = Conversation("c1")
        self.cases: dict[str, Case] = {}
        self.messages: dict[int, Message] = {}
        self.refs: dict[str, int] = {}
        self.last: Decision = Decision(self.conversation)

    def says(self, text: str) -> Self:
        ref = f"m{len(self.refs)}"
        self.refs[ref] = self.conversation.last + 1
        return self._happens(Said(f"e{self.conversation.version}", "c1", ref, text))

    def sends(self, file: File) -> Self:
        return self._happens(Sent(f"e{self.conversation.version}", "c1", f"f{self.conversation.version}", file))

    def edits(self, ref: str, text: str) -> Self:
        about = self.messages[self.refs[ref]]
        return self._happens(Edited(f"e{self.conversation.version}", "c1", ref, text), about)

    def taps(self, deed: Deed, number: int | None = None) -> Self:
        """Taps the newest button with that deed, or the one of the message with that number."""
        shown = [self.messages[number]] if number else list(reversed(self.messages.values()))
        message = next(m for m in shown if deed in [button.deed for button in m.buttons])
        place = [button.deed for button in message.buttons].index(deed)
        return self._happens(Tapped(f"e{self.conversation.version}", "c1", message.number, place), message)

    def acts(self, who: str, verb: Verb, text: str = "") -> Self:
        case = next(reversed(self.cases))
        return self._happens(Act(f"e{self.conversation.version}", "c1", case, who, verb, text))

    def wakes(self) -> Self:
        """Goes on to the next timer and lets it come due."""
        wake = min(self.last.wakes, key=lambda wake: wake.at)
        self.now = max(self.now, wake.at)
        return self._happens(Woke(f"e{self.conversation.version}", "c1", wake.name, wake.at))

    def waits(self, **time: float) -> Self:
        self.now += timedelta(**time)
        return self

    def _happens(self, event: Event, about: Message | None = None) -> Self:
        next_case = f"26-{len(self.cases) + 1:04}"
        situation = Situation(self.conversation, self.now, tuple(self.cases.values()), about, 0, next_case)
        self.last = decide(event, situation, self.library)
        assert self.last == decide(event, situation, self.library), "the same arguments give the same decision"
        self._keep(situation)
        return self

    def _keep(self, situation: Situation) -> None:
        number = self.conversation.last
        if self.last.said is not None:
            number += 1
            self.messages[number] = Message(number, "citizen", self.last.said, self.now, edits=self.last.edits)
        for reply in self.to_citizen:
            number += 1
            self.messages[number] = Message(
                number, reply.sender, reply.text, self.now, reply.buttons, reply.instead, reply.asks
            )
        self.cases |= advance(situation.cases, self.last.moves, self.now)
        version = self.conversation.version + 1
        self.conversation = replace(self.last.conversation, last=number, version=version)

    # What is seen

    @property
    def to_citizen(self) -> list[Reply]:
        return [reply for reply in self.last.replies if reply.to == "citizen"]

    @property
    def heard(self) -> str:
        """Everything that was just said back, as one text."""
        return "\n".join(reply.text for reply in self.to_citizen)

    def sees(self, key: AnyKey) -> bool:
        """Whether that sentence was just said; the small library's sentences are their keys."""
        return key.value in self.heard.split()

    @property
    def told(self) -> list[str]:
        return [reply.text for reply in self.last.replies if reply.to != "citizen"]

    @property
    def buttons(self) -> list[Button]:
        return [button for reply in self.to_citizen for button in reply.buttons]

    @property
    def asks(self) -> str | None:
        """The node that is asked, by the last reply that asks one."""
        return next((reply.asks for reply in reversed(self.to_citizen) if reply.asks), None)

    def due(self, step: str) -> date | None:
        """The day of that step in the plan."""
        at, library = self.conversation, self.library
        found = plan_of(library.flows, at.flows, at.answers, self.now.date(), library.calendar)
        dues = {it.node.id: it.due for it in found.steps} if found else {}
        return due.day if (due := dues.get(step)) else None

    def value(self, node: str) -> object:
        return self.conversation.answers[node].value
