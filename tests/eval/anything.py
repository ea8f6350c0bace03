"""`python -m tests.eval anything`: 10,000 inputs of every kind, long and odd, at any place of the procedures.

None may fail, and within any three turns there is an answer, a choice or a person.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.core.conversation import Decision
from bot.core.flow import OutcomeNode
from bot.core.library import Library
from bot.core.reply import Do
from tests.eval.reading import library as present
from tests.talk.talker import Talker

INPUTS = 10_000
IN_A_ROW = 4
"""Turns of one conversation, one more than may go by without help."""
_SEED = 20261124
_LONGEST = 6000
_DECIDED = 2
"""Times a talker decides, to see that the same comes of the same."""


@dataclass
class Found:
    """The seconds of a processor that each input took, and the conversations that were left without a way on."""

    seconds: list[float]
    stranded: list[list[str]]


def inputs(chance: random.Random, phrases: Sequence[str]) -> Iterator[str]:
    """Texts without end: rubbish of every alphabet, sentences and what is left of them, numbers and days, walls."""
    kinds: tuple[Callable[[], str], ...] = (
        lambda: _signs(chance, 0xAC00, 0xD7A3),
        lambda: _signs(chance, 0x3131, 0x318E),
        lambda: _signs(chance, 0x20, 0x7E),
        lambda: _signs(chance, 0x1F300, 0x1FAFF),
        lambda: _signs(chance, 0x1, 0xD7FF),
        lambda: "".join(chance.sample(sentence := chance.choice(phrases), len(sentence))),
        lambda: chance.choice(phrases)[: chance.randrange(1, 8)],
        lambda: " ".join(chance.choice(phrases) for _ in range(chance.randrange(1, 6))),
        lambda: f"{chance.randrange(10**6)}{chance.choice(('', '명', '원', '월', '일', '%', '년 13월', '/', '-0-'))}",
        lambda: (
            chance.choice(("가", "하나", "12월 ", "다섯 명이나 ", "아니 ", "아직 ", "ㅇㅏ", "a@", "010-"))
            * chance.randrange(1, 900)
        ),
        lambda: (chance.choice(phrases) + " ") * (_LONGEST // 20),
    )
    while True:
        yield chance.choice(kinds)()[:_LONGEST]


def walk(library: Library, many: int) -> Found:
    """Says so many inputs in conversations of a few turns, each at a place of its own."""
    chance, found = random.Random(_SEED), Found([], [])
    phrases = [ask for entry in library.entries.values() for ask in entry.asks]
    texts = inputs(chance, phrases)
    while len(found.seconds) < many:
        person, said, helped = _somewhere(chance, library), [], []
        for _ in range(IN_A_ROW):
            said.append(next(texts))
            before = time.process_time()
            person.says(said[-1])
            found.seconds.append((time.process_time() - before) / _DECIDED)
            helped.append(_helps(person.last))
        if not any(helped[:-1]) or not any(helped[1:]):
            found.stranded.append(said)
    return found


def _somewhere(chance: random.Random, library: Library) -> Talker:
    """A person who was asked something, or nothing yet."""
    person = Talker(library)
    flow = chance.choice((None, *library.flows.values()))
    if flow is not None:
        node = chance.choice([id for id, node in flow.nodes.items() if not isinstance(node, OutcomeNode)])
        person.conversation = replace(person.conversation, flows=(flow.id,), focus=node)
    return person


def _helps(decision: Decision) -> bool:
    """An answer, a person, or a choice of more than the menu."""
    ways = [button.deed for reply in decision.replies for button in reply.buttons]
    answered = decision.heard.band in ("answer", "offer", "person")
    return answered or any(not isinstance(deed, Do) for deed in ways)


def _signs(chance: random.Random, first: int, last: int) -> str:
    return "".join(chr(chance.randint(first, last)) for _ in range(chance.randrange(1, 60)))


def main() -> int:
    """Prints what was found; 1 when anybody was left without a way on."""
    with tempfile.TemporaryDirectory() as folder:
        found = walk(present(Path(folder)), INPUTS)
    slow = sorted(1000 * each for each in found.seconds)
    half, most = slow[len(slow) // 2], slow[int(len(slow) * 0.95)]
    print(f"{len(slow):,} inputs, ms of processor: half in {half:.1f}, 95 of 100 in {most:.1f}, all in {slow[-1]:.1f}")
    print(f"left without an answer, a choice or a person within three turns: {len(found.stranded)}")
    for said in found.stranded[:5]:
        print("  ", [text[:60] for text in said], file=sys.stderr)
    return int(bool(found.stranded))
