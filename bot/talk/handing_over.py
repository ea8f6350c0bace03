"""From the bot to a person: consent first, questions may follow, and back again."""

from bot.core import hours
from bot.core.desk_texts import DeskKey
from bot.core.library import NotOurs
from bot.core.reply import Button, Do, Show, Want
from bot.core.texts import AnyKey, Key
from bot.talk import packing, walking
from bot.talk.turn import Turn


def default_kind(turn: Turn) -> str:
    """The kind of case for a wish that names none: of the case that ended lately, else the first row of the table."""
    ended = None if turn.open_case else turn.ended_case
    return ended.kind if ended and ended.kind in turn.library.kinds else next(iter(turn.library.kinds))


def propose(turn: Turn, kind: str, lead: str = "", key: AnyKey = Key.HANDOVER) -> Turn:
    """Asks for the hand-over alone; its first button is yes. Who waits already is told so instead."""
    current = turn.open_case
    if current is not None and current.state == "waiting":
        return packing.opened(turn.say(lead) if lead else turn, kind)
    now = turn.situation.now
    by = hours.promise(now, turn.library.hours, turn.library.calendar)
    kept = turn.library.retention["case"].words
    words = turn.text(key, by=turn.library.tongue.moment(by, now), keep=kept)
    said = turn.library.words
    yes = Button(turn.text(Key.BUTTON_HANDOVER_YES), Want(kind, agreed=True), said.yes)
    no = Button(turn.text(Key.BUTTON_HANDOVER_NO), Do("stay"), said.no)
    return turn.say("\n\n".join(part for part in (lead, words) if part), (yes, no))


def agree(turn: Turn, kind: str) -> Turn:
    """The yes opens the case; what the office would like to know may be asked afterwards."""
    before = turn.open_case
    turn = packing.opened(turn, kind, _wants(turn))
    intake = turn.library.kinds[kind].intake
    flow = turn.library.flows.get(intake) if intake else None
    if flow is None or (before is not None and before.state == "waiting"):
        return walking.repeat_open(turn)
    turn = walking.begin(turn, flow, turn.text(Key.CASE_INTAKE))
    return packing.repacked(turn)


def decline(turn: Turn) -> Turn:
    """No person wanted: said so, and on with what was open."""
    return walking.repeat_open(turn.say(turn.text(Key.HANDOVER_DECLINED)))


def hear(turn: Turn, text: str) -> Turn:
    """A citizen's words while a consultant has the conversation: no answer of the bot, a way to it at the most."""
    ranking = turn.ranking(text)
    turn = told_owner(turn).understood("owner")
    if ranking.band != "answer":
        return turn
    show = Button(turn.text(Key.BUTTON_SHOW_ANSWER), Show(ranking.entries[0].entry))
    return turn.notice(Key.NOTICE_BOT_COULD_ANSWER, (show,))


def told_owner(turn: Turn) -> Turn:
    """The consultant who has the conversation is told that the citizen wrote or sent something."""
    current = turn.open_case
    if current is None:
        return turn
    return turn.tell(turn.owner or "", turn.text(DeskKey.DESK_CITIZEN_WROTE, case=current.number))


def reply(turn: Turn, text: str) -> Turn | None:
    """What the bot cannot answer, soon after a consultant closed a case, is a reply: the case is opened again."""
    case = turn.replied_case
    return packing.reopened(turn.understood("reply", "person", handoff=True), case) if case else None


def for_person(turn: Turn, row: NotOurs) -> Turn:
    """A sentence that only a person should answer: said calmly, with the hand-over as the main step."""
    return propose(turn, default_kind(turn), row.say.strip())


def _wants(turn: Turn) -> str:
    """What is wanted, as far as it is known when the case opens: what was not understood, else what was asked last."""
    if turn.conversation.missed:
        return turn.conversation.missed[-1]
    known = turn.in_korean.library.entries
    shown = [known[id] for id in turn.conversation.shown if id in known]
    return shown[-1].asks[0] if shown else ""
