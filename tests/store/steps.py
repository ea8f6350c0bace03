"""What tests of the store do again and again: open a conversation, load, save what a test decides."""

from bot.core.case import Case, Open, Packet
from bot.core.conversation import Decision, Situation
from bot.core.event import Event, Said
from bot.core.reply import Button, Do, Reply
from bot.service.ports import Saved
from bot.store.store import SqlStore
from tests.support.fakes import NOON

BUTTONS = (Button("하나", Do("menu")), Button("둘", Do("help")))
SORRY = Reply("sorry", sender="notice")


async def opened(store: SqlStore, name: str = "kim") -> str:
    return await store.open_address(f"test:{name}", NOON)


def said(conversation: str, id: str, text: str = "안녕하세요", message: str | None = None) -> Said:
    return Said(id, conversation, message or f"m-{id}", text)


async def seen(store: SqlStore, event: Event) -> Situation:
    situation = await store.load(event, NOON)
    assert isinstance(situation, Situation)
    return situation


async def turn(store: SqlStore, event: Event, **decision: object) -> Saved:
    """Loads an event and saves what a test decides about it."""
    situation = await seen(store, event)
    saved = await store.save(situation, event, Decision(situation.conversation, **decision))  # type: ignore[arg-type]
    assert isinstance(saved, Saved)
    return saved


def case_of(situation: Situation) -> Case:
    packet = Packet("창립총회를 묻고 싶어요")
    return Case(situation.next_case, situation.conversation.id, "상담", "상담팀", "waiting", NOON, NOON, packet)


async def opened_case(store: SqlStore, conversation: str, id: str = "open") -> Case:
    """A case, opened by an event of its own."""
    event = said(conversation, id, "상담사요")
    situation = await seen(store, event)
    case = case_of(situation)
    decision = Decision(situation.conversation, said="상담사요", moves=(Open(case),))
    assert isinstance(await store.save(situation, event, decision), Saved)
    return case
