"""How each kind of node is asked: its words and its buttons."""

from functools import singledispatch

from bot.core import korean
from bot.core.answers import Contact, Doing, Several
from bot.core.flow import (
    ChoiceNode,
    ChoicesNode,
    ContactNode,
    Flow,
    Node,
    Question,
    StepNode,
)
from bot.core.plan import checklist, doing_of
from bot.core.replay import Due, Standing
from bot.core.reply import Button, Choose, Do, Finish, Give, Tick
from bot.core.texts import AnyKey, Key
from bot.core.wording import cited, words_of
from bot.talk.turn import Turn


def question(turn: Turn, flow: Flow, node: Node, lead: str = "", instead: int | None = None) -> Turn:
    """Asks a node, after a lead of what went before; `instead` draws it again in an earlier card's place."""
    standing = turn.standing(flow)
    body = korean.fill(words(node, turn, standing), words_of(flow, standing.values)).strip()
    text = "\n\n".join(part for part in (lead, body) if part)
    return turn.say(text, (*buttons(node, turn), *_everywhere(turn, standing, node)), asks=node.id, instead=instead)


def in_short(turn: Turn, flow: Flow, node: Node) -> Turn:
    """Asks the open question again in one line, after something else was answered."""
    standing = turn.standing(flow)
    if isinstance(node, Question):
        asked = korean.fill(node.ask, words_of(flow, standing.values)).strip()
        line = turn.text(Key.QUESTION_AGAIN, question=asked)
    else:
        line = turn.text(Key.STEP_AGAIN, name=node.name)
    return turn.say(line, (*buttons(node, turn), *_everywhere(turn, standing, node)), asks=node.id)


def _everywhere(turn: Turn, standing: Standing, node: Node) -> tuple[Button, ...]:
    back = standing.path and standing.path[0] != node.id
    first = (Button(turn.text(Key.BUTTON_BACK), Do("back")),) if back else ()
    return (*first, *menu_button(turn))


def menu_button(turn: Turn) -> tuple[Button, ...]:
    return (Button(turn.text(Key.BUTTON_MENU), Do("menu")),)


def link_button(turn: Turn) -> tuple[Button, ...]:
    """The way to go on at another channel."""
    return (Button(turn.text(Key.BUTTON_LINK), Do("link")),)


# The words


@singledispatch
def words(node: Node, turn: Turn, standing: Standing) -> str:
    """The text of a node, its values not yet filled in."""
    raise TypeError(f"no words for {type(node).__name__}")


@words.register
def _(node: Question, turn: Turn, standing: Standing) -> str:
    return "\n".join(part.strip() for part in (node.ask, node.hint) if part)


@words.register
def _(node: ContactNode, turn: Turn, standing: Standing) -> str:
    so_far = contact_so_far(turn, node)
    if so_far.consent:
        return turn.text(Key.CONTACT_EMAIL if so_far.way == "email" else Key.CONTACT_PHONE)
    kept = turn.library.retention[node.keep].words
    consent = turn.text(Key.CONTACT_CONSENT, what=node.what.strip(), keep=kept)
    return "\n".join(part.strip() for part in (node.ask, node.hint, consent) if part)


@words.register
def _(node: StepNode, turn: Turn, standing: Standing) -> str:
    parts = [f"{node.name}\n{node.what.strip()}"]
    if node.id in standing.dues:
        parts.append(_due(turn, standing.dues[node.id]))
    if checklist(node, standing):
        parts.append(turn.text(Key.STEP_CHECKLIST))
    if node.where:
        parts.append(turn.text(Key.STEP_WHERE, where=node.where.strip()))
    if node.mistakes:
        parts.append(turn.text(Key.STEP_MISTAKES, mistakes="\n".join(f"· {line}" for line in node.mistakes)))
    if node.sources:
        parts.append(turn.text(Key.SOURCES, sources=cited(node.sources)))
    return "\n\n".join(parts)


def _due(turn: Turn, due: Due) -> str:
    if due.day is None:
        return due_waits(turn, due, Key.STEP_DUE_UNKNOWN, Key.STEP_DUE_AFTER)
    passed = due.day < turn.today
    if not due.law:
        return turn.text(Key.STEP_DAY_PASSED if passed else Key.STEP_DAY, day=turn.library.tongue.day(due.day))
    return turn.text(Key.STEP_DUE_PASSED if passed else Key.STEP_DUE, day=turn.library.tongue.day(due.day), law=due.law)


def due_waits(turn: Turn, due: Due, question: AnyKey, step: AnyKey) -> str:
    """Says what would give an unknown due date: the answer of a question, or the day on which a step is done."""
    node = turn.library.node(due.waits_for or "")
    if node is None:
        return ""
    return turn.text(step if isinstance(node, StepNode) else question, name=node.name)


# The buttons


@singledispatch
def buttons(node: Node, turn: Turn) -> tuple[Button, ...]:
    """The buttons of a node, without those that stand everywhere."""
    return ()


@buttons.register
def _(node: Question, turn: Turn) -> tuple[Button, ...]:
    return _skip(node, turn)


@buttons.register
def _(node: ChoiceNode, turn: Turn) -> tuple[Button, ...]:
    chosen = tuple(Button(choice.label, Give(node.id, choice.id), choice.also) for choice in node.choices)
    return (*chosen, *_skip(node, turn))


@buttons.register
def _(node: ChoicesNode, turn: Turn) -> tuple[Button, ...]:
    on = several_so_far(turn, node).ids
    each = tuple(
        Button(choice.label, Choose(node.id, choice.id, choice.id not in on), choice.also, choice.id in on)
        for choice in node.choices
    )
    none = (Button(node.none[0], Give(node.id, Several((), True)), node.none[1:]),) if node.none else ()
    finished = Button(turn.text(Key.BUTTON_FINISHED), Finish(node.id), turn.library.words.done)
    return (*each, finished, *none, *_skip(node, turn))


@buttons.register
def _(node: ContactNode, turn: Turn) -> tuple[Button, ...]:
    chat = Button(node.chat, Give(node.id, Contact(False, "chat")))
    if contact_so_far(turn, node).consent:
        return (chat,)
    return (
        chat,
        Button(turn.text(Key.BUTTON_CONSENT_PHONE), Give(node.id, Contact(True, "phone"))),
        Button(turn.text(Key.BUTTON_CONSENT_EMAIL), Give(node.id, Contact(True, "email"))),
    )


@buttons.register
def _(node: StepNode, turn: Turn) -> tuple[Button, ...]:
    flow = turn.flow
    listed = checklist(node, turn.standing(flow)) if flow else ()
    on = doing_so_far(turn, node).ticks
    ticks = tuple(Button(item.label, Tick(node.id, item.id, item.id not in on), on=item.id in on) for item in listed)
    said = turn.library.words
    done = Button(turn.text(Key.BUTTON_STEP_DONE), Finish(node.id), said.done)
    return (*ticks, done, Button(turn.text(Key.BUTTON_STEP_LATER), Finish(node.id, later=True), said.later))


def _skip(node: Node, turn: Turn) -> tuple[Button, ...]:
    flow = turn.flow
    needed = flow is not None and (standing := turn.standing(flow)).at == node.id and standing.again == "needed"
    words = (*node.skip[1:], *turn.library.words.later)
    return (Button(node.skip[0], Give(node.id, None), words),) if node.skip and not needed else ()


# What was answered so far, of answers that come in parts


def doing_so_far(turn: Turn, node: Node) -> Doing:
    return doing_of(node, turn.conversation.answers)


def several_so_far(turn: Turn, node: Node) -> Several:
    answer = turn.conversation.answers.get(node.id)
    return answer.value if answer and isinstance(answer.value, Several) else Several()


def contact_so_far(turn: Turn, node: Node) -> Contact:
    answer = turn.conversation.answers.get(node.id)
    return answer.value if answer and isinstance(answer.value, Contact) else Contact()
