"""Runs the examples of a flow: the same in the check, in the tests, and before an edit comes into force."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.content.examples import Example
from bot.content.hearing import Ears, Understood, hear
from bot.content.parts import Path
from bot.content.problems import meant
from bot.content.sentences import Sentence, tell
from bot.core.answers import Answer, Fact, Several, fact
from bot.core.calendar import Calendar
from bot.core.conditions import holds
from bot.core.flow import Flow, OutcomeNode, choices_of
from bot.core.replay import Standing, replay

NINE = time(9, tzinfo=ZoneInfo("Asia/Seoul"))


@dataclass(frozen=True, slots=True)
class Slip:
    """What does not hold, with its path below the example."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """What came of an example: where it stands, what it said, and what does not hold."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    standing: Standing | None = None
    slips: tuple[Slip, ...] = ()


def run(example: Example, flow: Flow, calendar: Calendar, ears: Ears | None) -> Run:
    """Walks an example and compares. Without ears sentences are left out."""
    if example.today is None:
        return Run()
    answers = {
        id: Answer(value, datetime.combine(example.days.get(id, example.today), NINE))
        for id, value in example.answers.items()
    }
    try:
        slip, error = _listen(example, flow, answers, calendar, ears)
        standing = replay(flow, answers, example.today, calendar)
    except (ValueError, OverflowError):
        beyond = tell(Sentence.BEYOND_CALENDAR, first=calendar.first, last=calendar.last)
        return Run(answers, None, (_slip(example, (), beyond),))
    slips = (slip,) if slip else tuple(_compared(example, flow, answers, standing, error or standing.again))
    return Run(answers, standing, slips)


def shown(flow: Flow, standing: Standing) -> tuple[str, ...]:
    """The names of the paragraphs that are said there; none where it is no outcome."""
    node = flow.nodes[standing.at]
    if not isinstance(node, OutcomeNode):
        return ()
    return tuple(name for name, say in node.say.items() if holds(say.when, standing.values))


def _listen(
    example: Example, flow: Flow, answers: dict[str, Answer], calendar: Calendar, ears: Ears | None
) -> tuple[Slip | None, str | None]:
    """Takes the sentences into the answers: the first that is not understood, or the verdict on the last."""
    error, today = None, example.today
    for place, text in enumerate(example.says):
        if today is None or ears is None:
            break
        standing = replay(flow, answers, today, calendar)
        heard = hear(ears, text, flow, answers, standing, today)
        error = heard.error
        told = _misheard(example, flow, heard, text, last=place == len(example.says) - 1)
        if told:
            return _slip(example, ("says", place), told), None
        for id, value in heard.given.items():
            answers[id] = Answer(value, datetime.combine(today, NINE))
    return None, error


def _misheard(example: Example, flow: Flow, heard: Understood, text: str, *, last: bool) -> str | None:
    if heard.unclear:
        names = ", ".join(flow.nodes[id].name for id in heard.unclear)
        return tell(Sentence.HEARD_UNCLEAR, text=text, names=names)
    if heard.given or (last and example.error and heard.error == example.error):
        return None
    return tell(Sentence.HEARD_NOTHING, text=text) + (f" ({heard.error})" if heard.error else "")


def _compared(
    example: Example, flow: Flow, answers: Mapping[str, Answer], standing: Standing, error: str | None
) -> Iterator[Slip]:
    """Everything that is not as the example says; what only follows from where it ends is left out."""
    if error != example.error and error is not None and standing.at in answers:
        yield _slip(example, ("answers", standing.at), _unfit(flow, standing, answers[standing.at], error))
    elif example.ends_at and standing.at != example.ends_at:
        yield _differs(example, ("ends_at",), standing.at, example.ends_at)
    elif error != example.error and example.error is not None:
        yield _differs(example, ("error",), error or tell(Sentence.NOTHING), example.error)
    else:
        yield from _values(example, answers, standing)
        yield from _outcome(example, flow, standing)


def _values(example: Example, answers: Mapping[str, Answer], standing: Standing) -> Iterator[Slip]:
    """What is computed and answered, also what was answered ahead of where the person stands."""
    known = {id: fact(answer.value) for id, answer in answers.items()} | dict(standing.values)
    for name, expected in example.values.items():
        actual = known.get(name)
        same = set(actual) == set(expected) if isinstance(actual, tuple) and isinstance(expected, tuple) else False
        if not same and actual != expected:
            yield _differs(example, ("values", name), _written(actual), _written(expected))


def _outcome(example: Example, flow: Flow, standing: Standing) -> Iterator[Slip]:
    node = flow.nodes[standing.at]
    said = shown(flow, standing)
    if example.shows is not None and set(said) != set(example.shows):
        yield _differs(example, ("shows",), _written(said), _written(example.shows))
    handoff = node.handoff if isinstance(node, OutcomeNode) else None
    kind = handoff.kind if handoff else None
    if example.handoff is not None and kind != example.handoff:
        yield _differs(example, ("handoff",), kind or tell(Sentence.NOTHING), example.handoff)
    elif example.priority is not None:
        levels = handoff.priority if handoff else ()
        level = next((each.level for each in levels if holds(each.when, standing.values)), "normal")
        if level != example.priority:
            yield _differs(example, ("handoff", "priority"), level, example.priority)


def _differs(example: Example, path: Path, actual: str, expected: str) -> Slip:
    what = ".".join(map(str, path))
    return _slip(example, path, tell(Sentence.DIFFERS, what=what, actual=actual, expected=expected))


def _slip(example: Example, path: Path, said: str) -> Slip:
    return Slip(path, tell(Sentence.IN_EXAMPLE, name=example.name, said=said))


def _unfit(flow: Flow, standing: Standing, answer: Answer, error: str) -> str:
    """Why an answer does not fit its question; of an unknown choice with the nearest."""
    node = flow.nodes[standing.at]
    value = answer.value
    options = [choice.id for choice in choices_of(node)]
    written = value.ids if isinstance(value, Several) else (value,)
    wrong = next((str(each) for each in written if options and each not in options), _written_answer(value))
    said = tell(Sentence.CANNOT_ANSWER, id=standing.at, answer=wrong, error=error)
    return said + (meant(wrong, options) if options else "")


def _written_answer(value: object) -> str:
    return "skip" if value is None else str(value) if isinstance(value, str | int | date) else "…"


def _written(fact: Fact) -> str:
    if fact is None:
        return tell(Sentence.NOT_KNOWN)
    return "[" + ", ".join(fact) + "]" if isinstance(fact, tuple) else str(fact)
