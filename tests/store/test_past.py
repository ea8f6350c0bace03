"""What citizens wrote and where they stand, on both engines."""

from dataclasses import replace
from datetime import timedelta

from bot.core.conversation import Decision
from bot.core.event import Edited, Event, Tapped
from bot.core.reply import Reply
from bot.service.ports import Saved
from bot.store.store import SqlStore
from tests.store.steps import BUTTONS, opened, said, seen, turn
from tests.support.fakes import NOON

MENU = Reply("무엇을 도울까요?", BUTTONS)


async def wrote(store: SqlStore, conversation: str, text: str, reply: Reply = MENU, *, day: int = 0) -> None:
    event = said(conversation, f"{conversation}-{text}", text)
    await later(store, event, day, said=text, replies=(reply,))


async def later(store: SqlStore, event: Event, days: int, **decision: object) -> None:
    situation = replace(await seen(store, event), now=NOON + timedelta(days=days))
    saved = await store.save(situation, event, Decision(situation.conversation, **decision))  # type: ignore[arg-type]
    assert isinstance(saved, Saved)


async def test_what_was_typed_and_the_bot_answered_is_read_the_newest_first(store: SqlStore) -> None:
    """Not taps, not what was edited away, not what a consultant was told; with whether a question was open."""
    kim = await opened(store)
    await wrote(store, kim, "공고는 며칠 전?", Reply("몇 명인가요?", asks="people"))
    await wrote(store, kim, "다섯 명", day=1)
    await turn(store, Tapped("tap", kim, 4, 0), said="하나", replies=(MENU,))
    await wrote(store, kim, "정관이 머애요", day=2)
    edit = Edited("edit", kim, f"m-{kim}-정관이 머애요", "정관이 뭐예요")
    await later(store, edit, 3, said="정관이 뭐예요", edits=7, replies=(MENU,))
    await wrote(store, kim, "상담사님 저예요", Reply("전했어요.", sender="notice"), day=4)
    typed = await store.typed(100)
    assert [(it.text, it.asked) for it in typed] == [
        ("정관이 뭐예요", False),
        ("다섯 명", True),
        ("공고는 며칠 전?", False),
    ]
    assert [it.text for it in await store.typed(2)] == ["정관이 뭐예요"]


async def test_who_is_in_a_procedure_is_found(store: SqlStore) -> None:
    """With everything they said so far; whoever is in none is left out, whatever they wrote."""
    kim, lee = await opened(store), await opened(store, "lee")
    for id, flows, missed in ((kim, ("founding",), ()), (lee, (), ('"flows":[]',))):
        event = said(id, f"go-{id}")
        situation = await seen(store, event)
        after = replace(situation.conversation, flows=flows, missed=missed)
        assert isinstance(await store.save(situation, event, Decision(after, said="네")), Saved)
    assert [(it.id, it.flows) for it in await store.walking()] == [(kim, ("founding",))]
