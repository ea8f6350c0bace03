"""The content in force as one frozen value: flows, answers, texts, tables, calendar and matcher."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from bot.core.answers import Value
from bot.core.calendar import Calendar
from bot.core.desk_texts import DeskKey
from bot.core.explanation import Explanation, Phrasings
from bot.core.flow import Flow, Node
from bot.core.happenings import Happening, Happenings
from bot.core.hours import Hours
from bot.core.keeping import Certainty as Certainty
from bot.core.keeping import ChangedLaw, Kept
from bot.core.korean import fill, fold
from bot.core.outcomes import Outcomes, Result, numbers
from bot.core.texts import AnyKey, Key
from bot.core.tongue import ENGLISH, HOME, OTHER, TONGUES, Tongue


@dataclass(frozen=True, slots=True)
class Then:
    """Where an FAQ answer leads: into a flow, or to a person for a kind of case."""

    flow: str | None = None
    handoff: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One FAQ answer. `tests` are other wordings, never used for matching. `law` is the text it was checked against.

    `steps` are those whose last day it is about: who has given their dates is told theirs.
    """

    id: str
    topic: str
    asks: tuple[str, ...]
    answer: str
    sources: tuple[str, ...]
    certainty: Certainty
    reviewed: date
    law: date | None = None
    then: Then = Then()
    tests: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    language: str = HOME


@dataclass(frozen=True, slots=True)
class NotOurs:
    """Sentences that must not get an FAQ answer, with what to say instead.

    `person` offers one as the main step; `flag` are words that tell consultants of it; `urgent` puts its case first.
    """

    kind: str
    say: str
    sentences: tuple[str, ...]
    person: bool = False
    flag: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class CaseKind:
    """A row of tables/kinds.yaml: who gets the case, which flow may be asked after it is opened, and its flags."""

    kind: str
    queue: str
    intake: str | None = None
    flags: tuple[str, ...] = ()


KEPT = ("contact", "case", "chat", "audit", "questions")
"""What is kept for a time: addresses, cases, conversations that never came to one, who has read which case, and which
questions were left open."""


@dataclass(frozen=True, slots=True)
class Retention:
    """A row of tables/retention.yaml: how many days are kept after the end of what it is for, and that in words."""

    name: str
    days: int
    words: str


@dataclass(frozen=True, slots=True)
class Menu:
    """tables/menu.yaml: the flows that the menu shows at once, and those behind its button for more."""

    first: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """flows/words.yaml: what is understood everywhere. `commands` and `begin` map a command or flow to its words.

    `nods` only tell that one was heard. `command_of` names the command of each of its words, folded: every message is
    looked up there.
    """

    commands: Mapping[str, tuple[str, ...]]
    begin: Mapping[str, tuple[str, ...]]
    wishes: tuple[str, ...]
    corrections: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    done: tuple[str, ...]
    later: tuple[str, ...]
    nods: tuple[str, ...]
    command_of: Mapping[str, str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        known = {fold(word): name for name, words in self.commands.items() for word in words}
        object.__setattr__(self, "command_of", known)


@dataclass(frozen=True, slots=True)
class Ranked:
    entry: str
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Which entries a sentence means, best first.

    `not_ours` is its kind in not_ours.yaml when it is clearly one of those sentences. `why` are words that carried it.
    `also` is the entry of a second question that the message asks, where it surely asks two.
    """

    band: Literal["answer", "offer", "none"]
    entries: tuple[Ranked, ...] = ()
    not_ours: str | None = None
    why: tuple[str, ...] = ()
    also: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A value found in a sentence for one node.

    `start`, `end` are the span of characters read; `marked`: a word of the node's `marks` stands at it; `whole`: the
    message is nothing but this value; `error`: a name of the node's `errors` when a value was meant but does not fit,
    or "rough" for one that is only about right and must be confirmed;
    `bare`: a word that answers whatever is asked (yes, I don't know), and so only the open question.
    `guessed`: no word names it, the sentence only comes nearest to it; it too is of the open question alone.
    """

    node: str
    value: Value
    start: int
    end: int
    marked: bool = False
    whole: bool = False
    error: str | None = None
    bare: bool = False
    guessed: bool = False


class Matcher(Protocol):
    """Which entry a sentence means, which values it holds, and whether it wishes for a person. Pure."""

    def rank(self, text: str) -> Ranking: ...

    def explain(self, text: str, phrasings: Phrasings) -> Explanation: ...

    def group(self, texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        """Which of them ask the same: places, each in one group, in order. Slow: a millisecond for each."""
        ...

    def read(self, text: str, nodes: Sequence[Node], today: date) -> tuple[Reading, ...]: ...

    def only_values(self, text: str, today: date) -> bool:
        """Whether it is a day or a number, and says nothing of what it is about."""
        ...

    def wishes(self, text: str) -> bool: ...

    def looks_like_question(self, text: str) -> bool: ...

    def language(self, text: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Library:
    """What is in force. A turn uses the one it began with; a new one takes its place by one assignment.

    `rule_words` says of each rule what it gives and how it counts; `kept` is what is read again from time to time.
    `tongues` are the same content in other languages.
    """

    version: str
    flows: Mapping[str, Flow]
    entries: Mapping[str, Entry]
    not_ours: Mapping[str, NotOurs]
    texts: Mapping[AnyKey, str]
    words: Words
    kinds: Mapping[str, CaseKind]
    retention: Mapping[str, Retention]
    hours: Hours
    calendar: Calendar
    matcher: Matcher
    drafts: frozenset[str] = field(default_factory=frozenset)
    menu: Menu = Menu()
    outcomes: Outcomes = field(default_factory=Outcomes)
    happenings: Happenings = field(default_factory=Happenings)
    rule_words: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[Kept, ...] = ()
    changed_laws: tuple[ChangedLaw, ...] = ()
    language: str = HOME
    tongues: Mapping[str, "Library"] = field(default_factory=dict)

    @property
    def tongue(self) -> Tongue:
        """How this library says days, times and numbers."""
        return TONGUES[self.language]

    def spoken(self, language: str) -> "Library":
        """The library in that language, as far as there are words; Korean where there are none.

        Who writes neither Korean nor English reads English rather than Korean.
        """
        return self.tongues.get(ENGLISH if language == OTHER else language, self)

    def text(self, key: AnyKey, **values: str) -> str:
        """A sentence of the bot itself, with its values and fitting particles."""
        return fill(self.texts[key], values).strip()

    def told(self, happening: Happening) -> str:
        """An event in words: its name and days, then what is said about it."""
        first, last = (self.tongue.day(day) for day in (happening.first, happening.last))
        key = Key.EVENT_ONE_DAY if first == last else Key.EVENT_MORE_DAYS
        words = {"name": happening.name, "first": first} | ({} if first == last else {"last": last})
        return ". ".join(part for part in (self.text(key, **words), happening.about) if part)

    def flag_words(self, flags: Sequence[str]) -> tuple[str, ...]:
        """The flags of a case that have words for consultants, in those words."""
        rows = (self.not_ours.get(flag) for flag in flags)
        return tuple(row.flag for row in rows if row and row.flag)

    def result_words(self, result: Result) -> tuple[str, ...]:
        """What a case came to, in words: the outcome, the field, and how many people, as far as they are told."""
        table, keys = self.outcomes, {"members": DeskKey.RESULT_MEMBERS, "jobs": DeskKey.RESULT_JOBS}
        told = (self.text(keys[name], count=str(value)) for name, value in numbers(result))
        return tuple(each for each in (table.name(result.outcome), table.field_name(result.field), *told) if each)

    def phrasings(self) -> Phrasings:
        """What every language knows of each entry and kind: a question is compared in its own alone."""
        found: dict[str, tuple[str, ...]] = {}
        for each in (self, *self.tongues.values()):
            for entry in each.entries.values():
                found[entry.id] = (*found.get(entry.id, ()), *entry.asks)
            for row in each.not_ours.values():
                found[row.kind] = (*found.get(row.kind, ()), *row.sentences)
        return found

    def node(self, node: str) -> Node | None:
        """The node of that id in whichever flow has it."""
        return next((flow.nodes[node] for flow in self.flows.values() if node in flow.nodes), None)
