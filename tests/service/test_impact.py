"""What a change would do to people who have really talked: their questions, and where they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import pytest

from bot.core.flow import Branch
from bot.core.impact import Changed, Gets, Impact, Past, ranked
from bot.core.library import Entry, Library, Matcher, Ranked, Ranking
from bot.core.moving import Meets
from bot.service.impact import Done, Impacts, Means, Progress, Stopped
from tests.support.impacts import Kept
from tests.support.person import Service
from tests.talk.small import ENTRIES, FOUNDING, SmallMatcher, small_library

OLD = small_library()
LOAN, NOTICE = Gets("answer", "loan"), Gets("answer", "notice_days")


class Retaught(SmallMatcher):
    """Knows one sentence more, and one less."""

    def rank(self, text: str) -> Ranking:
        if text == "융자 되나요?":
            return Ranking("answer", (Ranked("loan", 0.9),))
        if text == "공고는 며칠 전에?":
            return Ranking("offer", (Ranked("notice_days", 0.5),))
        return Ranking("answer", (Ranked("notice_days", 0.9),)) if text == "대출 되나요?" else super().rank(text)


class Deeper(Retaught):
    """Has learnt more meanwhile than what is tried has."""


def shallow(matcher: Matcher) -> Matcher:
    return SmallMatcher() if isinstance(matcher, Deeper) else matcher


@dataclass
class Looks:
    """Looks at the people of a service, and counts what is ranked."""

    service: Service
    kept: Kept = field(default_factory=Kept)
    ranked: list[str] = field(default_factory=list)

    @cached_property
    def impacts(self) -> Impacts:
        def rank(tasks: Sequence[tuple[Matcher, Sequence[str]]], done: Done) -> Sequence[Sequence[Gets]]:
            for _, texts in tasks:
                self.ranked += texts
                done(len(texts))
            return [[ranked(matcher.rank(text)) for text in texts] for matcher, texts in tasks]

        means = Means(
            rank, lambda matcher: type(matcher).__name__, shallow, lambda old, new: (), lambda files, names: ()
        )
        return Impacts(self.service.store, self.service.clock, means, self.kept)

    async def at(self, new: Library, most: int = 100, progress: Progress | None = None) -> Impact:
        progress = progress or Progress()
        found = await self.impacts.of(OLD, new, progress, most)
        assert progress.all == progress.done
        return found


@pytest.fixture
def looks(service: Service) -> Looks:
    return Looks(service)


async def asked(service: Service, *texts: str) -> None:
    for text in texts:
        await (await service.person()).says(text)
        service.clock.pass_(minutes=1)


def told(found: Impact) -> list[tuple[str, int, Gets, Gets]]:
    return [(it.question.text, it.question.times, it.before, it.after) for it in found.changed]


async def test_questions_that_get_something_else_are_told_old_beside_new(service: Service, looks: Looks) -> None:
    """Newly answered, answered otherwise, no longer answered; the same question once, with how often it was asked."""
    await asked(service, "융자 되나요?", "대출 되나요?", "공고는 며칠 전에?", "대출  되나요?", "점심 뭐 먹지")
    found = await looks.at(replace(OLD, matcher=Retaught()))
    assert found.asked == 4
    assert told(found) == [
        ("공고는 며칠 전에?", 1, NOTICE, Gets("offer", "notice_days")),
        ("융자 되나요?", 1, Gets("none"), LOAN),
    ]
    assert [len(found.of(sort)) for sort in ("gained", "other", "lost")] == [1, 0, 1]


async def test_what_the_talk_hears_before_it_ranks_counts_as_it_is_heard(service: Service, looks: Looks) -> None:
    """A word that became a command, a wish that is one now; a text that is a command is no question either way."""

    class Wishing(Retaught):
        def wishes(self, text: str) -> bool:
            return "사람" in text or super().wishes(text)

    await asked(service, "사람 없나요", "메뉴판", "상담사 불러 줘요")
    words = replace(OLD.words, wishes=("사람",), commands={**OLD.words.commands, "menu": ("메뉴", "메뉴판")})
    found = await looks.at(replace(OLD, matcher=Wishing(), words=words))
    assert {it.question.text: it.after.band for it in found.changed} == {"사람 없나요": "person", "메뉴판": "chat"}


async def test_a_second_look_ranks_what_is_new_alone(service: Service, looks: Looks) -> None:
    """By the matcher in force nothing; a content with the same matcher is not ranked twice at all."""
    await asked(service, "융자 되나요?", "대출 되나요?")
    assert not (await looks.at(replace(OLD, version="new"))).changed
    assert len(looks.ranked) == 2
    await looks.at(replace(OLD, matcher=Retaught()), most=1)
    assert looks.ranked[2:] == ["대출 되나요?"]
    await asked(service, "공고는 며칠 전에?")
    await looks.at(replace(OLD, matcher=Retaught()))
    assert sorted(looks.ranked[3:]) == ["공고는 며칠 전에?", "공고는 며칠 전에?", "융자 되나요?"]


async def test_what_has_learnt_more_by_now_is_compared_by_words(service: Service, looks: Looks) -> None:
    """Else everything it learnt since would look like a change."""
    await asked(service, "융자 되나요?")
    assert not (await looks.at(replace(OLD, matcher=Deeper()))).changed


async def test_an_answer_in_other_words_is_counted_by_its_questions(service: Service, looks: Looks) -> None:
    """So many people will read the new words."""
    await asked(service, "대출 되나요?", "대출 되나요? ", "공고는 며칠 전에?")
    entries: Mapping[str, Entry] = {**ENTRIES, "loan": replace(ENTRIES["loan"], answer="돼요.")}
    found = await looks.at(replace(OLD, entries=entries))
    assert (found.reworded, found.changed) == ({"loan": 2}, ())


async def test_people_in_mid_flow_are_counted_by_what_they_meet(service: Service, looks: Looks) -> None:
    """What they answer there is no question, unless it reads as one."""
    kim, lee = await service.person(), await service.person("lee")
    for each, answers in ((kim, ("만들래요", "빵")), (lee, ("만들래요",))):
        for answer in answers:
            await each.says(answer)
    await kim.says("대출 되나요?")
    purpose, needs = FOUNDING.nodes["purpose"], FOUNDING.nodes["needs"]
    nodes = {
        **FOUNDING.nodes,
        "purpose": replace(purpose, next=(Branch("wants"),)),
        "wants": replace(needs, id="wants"),
    }
    del nodes["needs"]
    flow = replace(FOUNDING, nodes=nodes)
    found = await looks.at(replace(OLD, flows={**OLD.flows, "founding": flow}))
    same, gone = Meets("same", "founding", "purpose", "purpose"), Meets("gone", "founding", "needs", "wants")
    assert found.meets == {same: 1, gone: 1}
    assert [(it.node, it.to) for it in found.renamed] == [("needs", "wants")]
    assert sorted(looks.ranked) == ["대출 되나요?", "만들래요"]
    assert not found.nothing


def test_what_changes_nobody_is_nothing() -> None:
    """People who go on as they were are no impact; one changed question is."""
    assert Impact(asked=3, meets={Meets("same", "founding", "needs", "needs"): 2}).nothing
    assert not Impact(changed=(Changed(Past("공고?"), Gets("none"), LOAN),)).nothing


async def test_a_look_that_nobody_waits_for_ends(service: Service, looks: Looks) -> None:
    """And the next one is not kept waiting; half a look is not remembered."""
    await asked(service, "융자 되나요?")
    with pytest.raises(Stopped):
        await looks.at(OLD, progress=stopped())
    assert not looks.kept.kept
    assert (await looks.at(OLD)).asked == 1


def stopped() -> Progress:
    progress = Progress()
    progress.stop()
    return progress
