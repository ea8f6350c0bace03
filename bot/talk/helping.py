"""Whether an answer helped: said once for each answer, changeable, and what is offered when it did not."""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.conversation import Judged
from bot.core.library import Entry, Ranking
from bot.core.reply import Button, Judge, Message, Show, Want
from bot.core.texts import Key
from bot.talk import handing_over
from bot.talk.turn import Turn

_MOST_OTHERS = 2
_MOST_WORDS = 2
_MOST_KEPT = 50
"""So many answers back one may still change one's mind without being counted twice."""
_PARTICLES = ("은", "는", "이", "가", "을", "를", "도", "의", "에")


def buttons(turn: Turn, entry: Entry, ranking: Ranking | None) -> tuple[Button, ...]:
    """Both verdicts on the answer that is said next."""
    near = ranking.entries if ranking else ()
    others = tuple(it.entry for it in near if it.entry != entry.id)[:_MOST_OTHERS]
    place = turn.next_number
    return (
        Button(turn.text(Key.BUTTON_HELPED), Judge(place, entry.id, True)),
        Button(turn.text(Key.BUTTON_NOT_HELPED), Judge(place, entry.id, False, others)),
    )


def why(turn: Turn, entry: Entry, ranking: Ranking | None) -> str:
    """By which words of the person the answer was found, in one line; nothing where they did not ask in words."""
    known = {word.strip("?!.,") for ask in entry.asks for word in ask.split()}
    found = dict.fromkeys(_bare(word, known) for word in (ranking.why if ranking else ()))
    words = ", ".join(f"‘{word}’" for word in [*found][:_MOST_WORDS])
    return turn.text(Key.ANSWER_WHY, words=words) if words else ""


def by_words(turn: Turn) -> tuple[Button, ...]:
    """What was asked, as one may answer it in words: at an open question a no answers that, and is no verdict."""
    asked = turn.conversation.asked.buttons if turn.conversation.asked else ()
    if turn.open_node is None:
        return asked
    return tuple(button for button in asked if not isinstance(button.deed, Judge))


def judged(turn: Turn, deed: Judge) -> Turn:
    """Keeps the verdict, shows it on the answer, and offers more to whom the answer did not help."""
    before = turn.conversation.judged.get(deed.place)
    if before is deed.good:
        return replace(turn, said=None).toasted(Key.TOAST_ALREADY)
    others = [(at, good) for at, good in turn.conversation.judged.items() if at != deed.place]
    kept = dict([*others, (deed.place, deed.good)][-_MOST_KEPT:])
    turn = replace(turn, judged=Judged(deed.place, deed.entry, deed.good, before)).having(judged=kept)
    if turn.owner:
        return replace(turn, said=None).toasted(Key.HELPED_NOTED)
    if deed.good:
        return _drawn(replace(turn, said=None), deed).toasted(Key.HELPED_THANKS)
    return _offered(_drawn(turn, deed), deed)


def _bare(word: str, known: Iterable[str]) -> str:
    """A word without its particle, where the entry knows it so."""
    return word[:-1] if word.endswith(_PARTICLES) and word[:-1] in known else word


def _drawn(turn: Turn, deed: Judge) -> Turn:
    """The answer again in its place, with the verdict on it. What is open stays open."""
    about = turn.situation.about
    if about is None or (about.edits or about.number) != deed.place or about.sender != "bot":
        return turn
    asked = turn.conversation.asked
    return turn.say(about.text, _marked(about, deed), instead=deed.place).having(asked=asked)


def _marked(about: Message, deed: Judge) -> tuple[Button, ...]:
    return tuple(
        replace(button, on=button.deed.good is deed.good) if isinstance(button.deed, Judge) else button
        for button in about.buttons
    )


def _offered(turn: Turn, deed: Judge) -> Turn:
    """What came near as well, and a person."""
    entries = [turn.library.entries[id] for id in deed.others if id in turn.library.entries]
    near = tuple(Button(entry.asks[0], Show(entry.id)) for entry in entries)
    entry = turn.library.entries.get(deed.entry)
    kind = (entry.then.handoff if entry else None) or handing_over.default_kind(turn)
    person = Button(turn.text(Key.BUTTON_PERSON), Want(kind))
    return turn.say(turn.text(Key.NOT_HELPED if near else Key.NOT_HELPED_PERSON), (*near, person))
