"""Invariants over random walks: whatever people, consultants, staff and failures do, on a real store."""

import asyncio
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.event import Edited, Said, Tapped, Verb, Woke
from bot.core.reply import Message
from bot.core.texts import Key
from tests.service.walking import (
    CONSULTANTS,
    LONG,
    Acts,
    Deed,
    Edits,
    Open,
    Publishes,
    Repeats,
    Says,
    Step,
    Taps,
    Waits,
    Walk,
    walking,
    without_code,
)

EVENTS, PEOPLE = 30, 3
REACHED = ("hand-overs", "edits of answered messages", "repeats", "stale saves", "failed turns", "publications refused")
MISSED = {Key.NOT_UNDERSTOOD.value, Key.NOT_UNDERSTOOD_TWICE.value, Key.MESSAGE_TOO_LONG.value}
MOST_MISSES = 3

WORDS = (
    "만들래요|빵|돌봄|3명|0명|빵이고 5명이에요|돈|완료|2026-12-20|2020-01-01|다 했어요|나중에|유성구|"
    "대덕구예요|아까 잘못 말했어요 대덕구예요|상담사|상담사|네|네|아니요|"
    "공고는 며칠 전에?|몇 명이 필요해요?|대출 되나요?|공고 어쩌고|ㅁㄴㅇㄹ|점심 뭐 먹지|소송에서 이길까요|뭐라고|"
    "아아|흠|제 번호는 010-1234-5678|메뉴|뒤로|처음부터|그만|내 답|내 진행표|"
    "도움말|계속|상담 신청할래요|몰라요|\ud800|😀"
)

sentences = st.sampled_from(WORDS.split("|"))
texts = sentences | st.text(max_size=30) | st.just(LONG)
people = st.integers(0, PEOPLE - 1)
backs = st.integers(0, 9)
says = st.builds(Says, people, texts)
taps = st.builds(Taps, people, backs)
acts = st.builds(
    Acts, people, st.integers(0, 1), st.sampled_from(get_args(Verb)), st.sampled_from(("네", *CONSULTANTS))
)
others = st.one_of(
    st.builds(Edits, people, st.integers(0, 3), sentences),
    st.builds(Repeats, backs, st.booleans()),
    st.builds(Waits, st.sampled_from([1, 20, 400])),
    st.builds(Publishes, st.booleans()),
)
breaks = st.sampled_from([""] * 20 + ["decide", "load", "save"])
between = st.sampled_from([False] * 5 + [True])
steps = st.builds(Step, st.one_of(says, says, taps, taps, acts, acts, others), between, breaks)


def at_random(seed: int) -> list[Step]:
    """A walk in which every kind of event has its share: what hypothesis draws by itself repeats much."""
    chance = Random(seed)
    verbs, words = get_args(Verb), [*WORDS.split("|"), LONG]
    makers: list[tuple[int, Callable[[int], Deed]]] = [
        (30, lambda person: Says(person, chance.choice(words))),
        (25, lambda person: Taps(person, min(chance.randrange(12), chance.randrange(12)))),
        (25, lambda person: Acts(person, chance.randrange(2), chance.choice(verbs), chance.choice(CONSULTANTS))),
        (6, lambda person: Edits(person, chance.randrange(3), chance.choice(words))),
        (6, lambda person: Repeats(chance.randrange(10), chance.random() < 0.5)),
        (5, lambda person: Waits(chance.choice([1, 20, 400]))),
        (3, lambda person: Publishes(chance.random() < 0.5)),
    ]
    made = chance.choices([make for _, make in makers], [weight for weight, _ in makers], k=EVENTS)
    fails = ["decide", "load", "save"] + [""] * 27
    return [Step(make(chance.randrange(PEOPLE)), chance.random() < 0.1, chance.choice(fails)) for make in made]


walked_steps = st.lists(steps, min_size=EVENTS, max_size=EVENTS) | st.builds(at_random, st.integers(0, 2**32))


def walks(opened: Open, number: int) -> Counter[str]:
    """So many walks, the same every time, each on a fresh database; what happened on them, and whether they went
    everywhere. Raises AssertionError where an invariant does not hold, with the walk."""
    counts: Counter[str] = Counter()

    @settings(max_examples=number, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(walked_steps)
    def walks(steps: list[Step]) -> None:
        counts["walks"] += 1
        asyncio.run(walk(steps, counts, opened))

    walks()
    assert counts["walks"] >= number
    assert all(counts[name] for name in REACHED)
    return counts


async def walk(steps: list[Step], counts: Counter[str], opened: Open) -> None:
    """One walk, and what must hold at its end."""
    async with walking(counts, opened) as walked:
        for step in steps:
            await walked.take(step)
        for person in walked.people:
            messages = await walked.messages(person)
            await every_event_is_stored_once(walked, person, messages)
            what_happened_is_answered(walked, person, messages)
            an_owned_conversation_has_only_notices(walked, person, messages)
            misses_end_with_a_person(walked, person, messages)
        await cases_have_one_owner_and_a_timer(walked)
        await the_library_in_force_was_checked(walked)


async def every_event_is_stored_once(walked: Walk, person: str, messages: list[Message]) -> None:
    """Every event that was acknowledged is there, and together they hold every number, each once."""
    values = {"person": person}
    sql = "select id, number, first_message, last_message from events where conversation = :person"
    rows = await walked.real._engine.rows(sql, values)
    mine = {id: saved for id, (event, saved) in walked.taken.items() if event.conversation == person}
    assert {row[0] for row in rows} == mine.keys()
    held = [number for _, _, first, last in rows for number in range(first, last + 1)]
    assert sorted(held) == [message.number for message in messages] == list(range(1, len(messages) + 1))
    for id, number, first, last in rows:
        assert number == mine[id].number
        inside = tuple(m for m in messages if first <= m.number <= last and m.number != number)
        assert [without_code(m) for m in inside] == [without_code(m) for m in mine[id].messages]
    stored = await walked.real._engine.rows("select version, last from conversations where id = :person", values)
    assert stored[0][1] == len(messages)


def what_happened_is_answered(walked: Walk, person: str, messages: list[Message]) -> None:
    """A citizen's words are stored as the citizen's, and get an answer, a notice, or reach the owner."""
    by_number = {message.number: message for message in messages}
    own = set()
    for id, (event, saved) in walked.taken.items():
        if event.conversation != person:
            continue
        if saved.number is not None:
            own.add(saved.number)
            assert by_number[saved.number].sender == "citizen"
        if isinstance(event, Edited) and saved.number is None:  # it changed no word
            assert not (saved.messages or saved.toast or saved.told)
            continue
        if isinstance(event, Said | Edited):
            assert saved.number is not None
            assert "010-1234" not in by_number[saved.number].text
        if isinstance(event, Said | Edited | Tapped):
            assert saved.messages or saved.toast or (saved.told and walked.owned[id])
        if id in walked.failed and isinstance(event, Said | Edited | Tapped):
            assert [(message.sender, message.text) for message in saved.messages] == [("notice", Key.TURN_FAILED.value)]
    assert own == {message.number for message in messages if message.sender == "citizen"}


def an_owned_conversation_has_only_notices(walked: Walk, person: str, messages: list[Message]) -> None:
    """After an event that leaves the conversation with a consultant, nothing of it is an answer or a question."""
    for id, (event, saved) in walked.taken.items():
        if event.conversation == person and walked.owned.get(id):
            walked.counts["events under a consultant"] += 1
            assert {message.sender for message in saved.messages} <= {"notice", "consultant"}
            assert not [message for message in saved.messages if message.asks]


def misses_end_with_a_person(walked: Walk, person: str, messages: list[Message]) -> None:
    """Of three messages in a row one is understood, or the third offers a person; and each miss offers a choice."""
    row = 0
    for event, saved in walked.taken.values():
        if event.conversation != person or isinstance(event, Woke):
            continue
        words = {word for message in saved.messages for word in message.text.split()}
        missed = isinstance(event, Said) and bool(MISSED & words) and Key.HANDOVER_AFTER_MISSES.value not in words
        row = row + 1 if missed else 0
        walked.counts["misses"] += missed
        assert row < MOST_MISSES
        assert not missed or any(message.buttons for message in saved.messages)


async def cases_have_one_owner_and_a_timer(walked: Walk) -> None:
    """The history of each case hands it from one owner to the next; while it is open, something will wake it."""
    lines = [*await walked.real.cases(), *await walked.real.cases(closed=True)]
    timers = {row[0].split(":")[1] for row in await walked.real._engine.rows("select name from wakes", {})}
    walked.counts["hand-overs"] += len(lines)
    for line in lines:
        file = await walked.real.case(line.case.number, CONSULTANTS[0])
        assert file is not None
        owner: str | None = None
        for logged in file.history:
            if logged.verb in ("claim", "answer", "return", "close"):
                assert owner in (None, logged.who)
            match logged.verb:
                case "claim" | "answer":
                    owner = logged.who
                case "transfer":
                    owner = logged.text
                case "return" | "close" | "lapse":
                    owner = None
        assert (line.case.owner, line.case.owned) == (owner, owner is not None)
        assert not line.case.open or line.case.number in timers


async def the_library_in_force_was_checked(walked: Walk) -> None:
    """Whatever was published, what serves has passed the checks, and is what the store holds as in force."""
    stored = await walked.real.version_in_force()
    version = walked.publishing.library.version
    assert version.startswith("checked good")
    assert stored == (version, {"faq/a.yaml": version.removeprefix("checked ")})
