"""One turn in the making: a frozen value that grows by what is said, answered and moved."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, Self

from bot.core.answers import Answer, Answers, Value
from bot.core.case import Case, Move, advance, reopens
from bot.core.conversation import Asked, Conversation, Decision, Heard, Judged, Situation, Wake
from bot.core.event import Act, Edited, Event, File, Sent, Woke
from bot.core.files import Held
from bot.core.flow import Flow, Node, OutcomeNode
from bot.core.gaps import Gap, Why
from bot.core.library import Library, Ranking
from bot.core.linking import Link
from bot.core.plan import walked
from bot.core.replay import Standing, replay
from bot.core.reply import Button, Reply, Sender
from bot.core.texts import AnyKey
from bot.talk.safety import mask, unmasked

Band = Literal["answer", "offer", "person", "chat", ""]


@dataclass(frozen=True, slots=True)
class Turn:
    """What is known and decided so far. `library` speaks the language of the person, `home` Korean.

    `said` is stored of the event, `edits` the number whose place it takes.
    """

    event: Event
    situation: Situation
    library: Library
    conversation: Conversation
    home: Library
    said: str | None = None
    edits: int | None = None
    discards: Held | None = None
    replies: tuple[Reply, ...] = ()
    toast: str | None = None
    moves: tuple[Move, ...] = ()
    heard: Heard = field(default_factory=Heard)
    links: tuple[Link, ...] = ()
    judged: Judged | None = None
    gap: Gap | None = None
    known: dict[tuple[int, int], tuple[Flow, Answers, Standing]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def ranking(self, text: str) -> Ranking:
        """The entries that a masked text may mean: what stands for a number says nothing of what is asked."""
        return self.library.matcher.rank(unmasked(text, self.library))

    @property
    def today(self) -> date:
        return self.situation.now.date()

    @property
    def number(self) -> int | None:
        """The number that the event's own message takes; None when it takes none."""
        return None if self.said is None else self.conversation.last + 1

    @property
    def next_number(self) -> int:
        """The number that the next reply to the citizen takes."""
        told = sum(reply.to == "citizen" for reply in self.replies)
        return self.conversation.last + (self.said is not None) + told + 1

    @property
    def event_address(self) -> str:
        """Where the event came from; "" where nobody is."""
        return "" if isinstance(self.event, Act | Woke) else self.event.address

    # Where the person stands

    @property
    def flow(self) -> Flow | None:
        """The open flow: the topmost of the stack that is in force."""
        known = (self.library.flows.get(id) for id in reversed(self.conversation.flows))
        return next((flow for flow in known if flow), None)

    def standing(self, flow: Flow) -> Standing:
        """Where the person stands in a flow: worked out once a turn for each state of the answers."""
        answers = self.conversation.answers
        asked = (id(flow), id(answers))
        if asked not in self.known:
            self.known[asked] = (flow, answers, replay(flow, answers, self.today, self.library.calendar))
        return self.known[asked][2]

    @property
    def walked(self) -> tuple[tuple[Flow, Standing], ...]:
        """Every flow in which something is answered, with its standing: the open ones last, the topmost at the end."""
        at = self.conversation
        return walked(self.library.flows, at.flows, at.answers, self.today, self.library.calendar)

    @property
    def open_node(self) -> Node | None:
        """The question or step that is open: what has the focus, else where the person stands; None at an outcome."""
        flow = self.flow
        if flow is None:
            return None
        focus = self.conversation.focus
        node = flow.nodes[focus if focus and focus in flow.nodes else self.standing(flow).at]
        return None if isinstance(node, OutcomeNode) else node

    # Cases

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases as they are after the moves so far, oldest first."""
        known = {case.number: case for case in self.situation.cases}
        return tuple((known | advance(self.situation.cases, self.moves, self.situation.now)).values())

    @property
    def open_case(self) -> Case | None:
        """The newest case that is not closed."""
        return next((case for case in reversed(self.cases) if case.open), None)

    @property
    def ended_case(self) -> Case | None:
        """The newest case that was closed so lately that it is opened again instead of a new one."""
        return next((case for case in reversed(self.cases) if reopens(case, self.situation.now)), None)

    @property
    def replied_case(self) -> Case | None:
        """The case whose consultant spoke last, lately enough for the citizen's words to be a reply to them."""
        number, now = self.conversation.reply_to, self.situation.now
        return next((case for case in self.cases if case.number == number and reopens(case, now)), None)

    @property
    def owner(self) -> str | None:
        """The consultant who has the conversation, None while the bot answers; of several the one who wrote last."""
        owned = [case for case in self.cases if case.owned]
        owned.sort(key=lambda case: (case.answered is not None, case.answered or case.opened))
        return owned[-1].owner if owned else None

    # What grows

    @property
    def in_korean(self) -> Self:
        """The same turn with Korean words, for those who answer."""
        return replace(self, library=self.home)

    def speaking(self, language: str) -> Self:
        """With that language from now on."""
        return replace(self, library=self.home.spoken(language)).having(language=language)

    def text(self, key: AnyKey, **values: str) -> str:
        return self.library.text(key, **values)

    def say(
        self,
        text: str,
        buttons: tuple[Button, ...] = (),
        *,
        asks: str | None = None,
        sender: Sender = "bot",
        instead: int | None = None,
        papers: tuple[str, ...] = (),
        everywhere: bool = False,
    ) -> Self:
        """Says something to the citizen. What has buttons or asks becomes what is open for exact words."""
        number = self.next_number
        reply = Reply(text, buttons, "citizen", sender, asks, instead, papers, everywhere)
        grown = replace(self, replies=(*self.replies, reply))
        if not buttons and asks is None:
            return grown
        said_now = self.conversation.asked
        earlier = said_now.buttons if said_now and self._asked_in_this_turn(said_now) else ()
        asked = Asked(number, asks or (said_now.node if said_now else None), (*buttons, *earlier))
        return grown.having(asked=asked)

    def notice(self, key: AnyKey, buttons: tuple[Button, ...] = (), **values: str) -> Self:
        """A notice of the service: the closed list of what may be said while a consultant has the conversation."""
        return self.say(self.text(key, **values), buttons, sender="notice")

    def notice_everywhere(self, key: AnyKey, buttons: tuple[Button, ...] = ()) -> Self:
        """A notice that is pushed to every channel of the person."""
        return self.say(self.text(key), buttons, sender="notice", everywhere=True)

    def tell(self, to: str, text: str) -> Self:
        """Tells the desk, or one consultant by name."""
        return replace(self, replies=(*self.replies, Reply(text, to=to)))

    def toasted(self, key: AnyKey, **values: str) -> Self:
        return replace(self, toast=self.text(key, **values))

    def having(self, **changes: object) -> Self:
        """With changed fields of the conversation."""
        return replace(self, conversation=replace(self.conversation, **changes))  # type: ignore[arg-type]  # by name

    def left_open(self, why: Why, before: int | None = None) -> Self:
        """With the citizen's last message before that number as a question without an answer; None: this one."""
        return replace(self, gap=Gap(before or self.next_number, why))

    def linked(self, link: Link) -> Self:
        """With something that becomes of the channels of the person."""
        return replace(self, links=(*self.links, link))

    def moved(self, *moves: Move) -> Self:
        """With those moves of cases. Raises Refused for one that may not follow."""
        advance(self.situation.cases, (*self.moves, *moves), self.situation.now)
        return replace(self, moves=(*self.moves, *moves))

    def given(self, node: str, value: Value) -> Self:
        """With an answer. Any answer to what has the focus clears it."""
        answer = Answer(value, self.situation.now, self.number)
        answers = {**self.conversation.answers, node: answer}
        focus = None if self.conversation.focus == node else self.conversation.focus
        return self.having(answers=answers, focus=focus)

    def without(self, *nodes: str) -> Self:
        """Without the answers of those nodes."""
        kept = {id: answer for id, answer in self.conversation.answers.items() if id not in nodes}
        return self.having(answers=kept)

    def understood(self, how: str, band: Band = "", ranked: tuple[str, ...] = (), **more: object) -> Self:
        """Understood by that step; whatever is understood ends a row of misses.

        Small talk is no answer to anything: after it one may still reply to a consultant.
        """
        heard = Heard(how, band, ranked, **more)  # type: ignore[arg-type]  # why and handoff, by name
        reply_to = self.conversation.reply_to if band == "chat" else None
        return replace(self, heard=heard).having(misses=0, reply_to=reply_to)

    def decision(self, wakes: tuple[Wake, ...]) -> Decision:
        """What follows from the event. The conversation's own counters are the store's to move."""
        return Decision(
            self.conversation,
            self.said,
            self.edits,
            self.replies,
            self.toast,
            self.moves,
            wakes,
            self.heard,
            self._file,
            self.links,
            self.discards,
            judged=self.judged,
            gap=self.gap,
        )

    @property
    def _file(self) -> File | None:
        """The event's file as it is kept: a citizen's with its name masked, a consultant's as it is.

        Of one that is removed that it was there.
        """
        if self.discards is not None:
            return File(self.discards.kind, "", 0, "", state="removed")
        if isinstance(self.event, Act):
            return self.event.file
        file = self.event.file if isinstance(self.event, Sent | Edited) else None
        return replace(file, name=mask(file.name, self.library).text) if file else None

    def _asked_in_this_turn(self, asked: Asked) -> bool:
        return asked.number > self.conversation.last
