"""A conversation in memory: what a store would keep is kept in a value, so that content can be tried out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from bot.core.case import Case, advance
from bot.core.conversation import Conversation, Heard, Situation
from bot.core.event import Event, Said, Tapped
from bot.core.library import Library
from bot.core.plan import Plan, plan_of
from bot.core.rehearsal import Say, Start, Step, Tap
from bot.core.reply import Begin, Message
from bot.talk.decide import decide

_CODE, _NEXT_CODE = "rehearsal", "ACDEFGHJ"
_CASE = "{:%y}-0000"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How far it has come. `heard` and `toast` are of the last step; no case is opened but the one here."""

    library: Library
    now: datetime
    conversation: Conversation = field(default_factory=lambda: Conversation(_CODE))
    messages: Mapping[int, Message] = field(default_factory=dict)
    cases: Mapping[str, Case] = field(default_factory=dict)
    heard: Heard = field(default_factory=Heard)
    toast: str | None = None

    @property
    def shown(self) -> tuple[Message, ...]:
        """The conversation as its person sees it: what was drawn again stands where it stood."""
        standing: dict[int, Message] = {}
        for number, message in self.messages.items():
            standing[message.edits or number] = message
        return tuple(standing[number] for number in sorted(standing))

    @property
    def plan(self) -> Plan | None:
        at, library = self.conversation, self.library
        return plan_of(library.flows, at.flows, at.answers, self.now.date(), library.calendar)

    @property
    def case(self) -> Case | None:
        return next(reversed([*self.cases.values()]), None)

    def step(self, step: Step) -> Self | None:
        """After one step; None for a button that is not there, or a procedure that is not."""
        id = str(self.conversation.version)
        match step:
            case Say(text):
                return self._happens(Said(id, _CODE, id, text))
            case Start(flow):
                known = self.library.flows.get(flow)
                return self._happens(Said(id, _CODE, id, known.title, Begin(flow))) if known else None
            case Tap(label):
                return self._tapped(id, label)

    def _tapped(self, id: str, label: str) -> Self | None:
        for message in reversed(self.shown):
            labels = [button.label for button in message.buttons]
            if label in labels:
                return self._happens(Tapped(id, _CODE, message.number, labels.index(label)), message)
        return None

    def _happens(self, event: Event, about: Message | None = None) -> Self:
        cases = tuple(self.cases.values())
        situation = Situation(
            self.conversation, self.now, cases, about, next_case=_CASE.format(self.now), next_code=_NEXT_CODE
        )
        made = decide(event, situation, self.library)
        number, messages = self.conversation.last, dict(self.messages)
        if made.said is not None:
            number += 1
            messages[number] = Message(number, "citizen", made.said, self.now, edits=made.edits)
        for reply in (it for it in made.replies if it.to == "citizen"):
            number += 1
            messages[number] = Message(
                number, reply.sender, reply.text, self.now, reply.buttons, reply.instead, reply.asks, reply.papers
            )
        return replace(
            self,
            conversation=replace(made.conversation, last=number, version=self.conversation.version + 1),
            messages=messages,
            cases={**self.cases, **advance(cases, made.moves, self.now)},
            heard=made.heard,
            toast=made.toast,
        )
