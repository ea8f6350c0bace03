"""A conversation in memory: what a store would keep is kept in a value, so that content can be tried out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self

from bot.core.case import Case, advance
from bot.core.conversation import Conversation, Heard, Situation, Wake
from bot.core.event import Event, Said, Tapped, Woke
from bot.core.library import Library
from bot.core.plan import Plan, plan_of
from bot.core.rehearsal import Say, Start, Step, Tap, Wait
from bot.core.reply import Begin, Message
from bot.talk.decide import decide

_CODE, _NEXT_CODE = "rehearsal", "ACDEFGHJ"
_CASE = "{:%y}-0000"
_MOST_WAKES = 200
"""Timers of one stretch of time: each may set the next."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How far it has come. `heard` and `toast` are of the last step; no case is opened but the one here.

    `now` is a clock of its own, which goes on while the person waits; `wakes` are the timers that are set.
    """

    library: Library
    now: datetime
    conversation: Conversation = field(default_factory=lambda: Conversation(_CODE))
    messages: Mapping[int, Message] = field(default_factory=dict)
    cases: Mapping[str, Case] = field(default_factory=dict)
    wakes: tuple[Wake, ...] = ()
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
            case Wait(days):
                return self._waits(self.now + timedelta(days=days))

    def _tapped(self, id: str, label: str) -> Self | None:
        for message in reversed(self.shown):
            labels = [button.label for button in message.buttons]
            if label in labels:
                return self._happens(Tapped(id, _CODE, message.number, labels.index(label)), message)
        return None

    def _waits(self, until: datetime) -> Self:
        """Each timer at its moment, the earliest first, as it is swept."""
        at = replace(self, heard=Heard(), toast=None)
        for _ in range(_MOST_WAKES):
            due = min((wake for wake in at.wakes if wake.at <= until), key=lambda wake: wake.at, default=None)
            if due is None:
                break
            woke = Woke(str(at.conversation.version), _CODE, due.name, due.at)
            at = replace(at, now=max(at.now, due.at))._happens(woke)
        return replace(at, now=until)

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
            wakes=made.wakes,
            heard=made.heard,
            toast=made.toast,
        )
