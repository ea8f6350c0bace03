"""What can be done everywhere: the menu, back, again, stop, one's answers, help."""

from collections.abc import Callable, Mapping

from bot.core.answers import Doing
from bot.core.flow import Flow, StepNode
from bot.core.offering import offered
from bot.core.replay import answer_of
from bot.core.reply import Begin, Button, Command, Do, Go, Want
from bot.core.texts import Key
from bot.talk import erasing, handing_over, linking, missing, plan, reminding, removing, tongues, walking
from bot.talk.saying import said_value, soon
from bot.talk.turn import Turn

_MOST_CHANGES = 12


def do(turn: Turn, command: Command) -> Turn:
    """Carries out a command that is understood everywhere."""
    return _DO[command](turn)


def menu(turn: Turn, lead: str = "") -> Turn:
    """Says what can be done; greets whoever has not been greeted yet."""
    key = Key.GREETING if turn.conversation.last == 0 else Key.MENU
    words = turn.text(key, product=turn.text(Key.PRODUCT_NAME))
    return turn.say("\n\n".join(part for part in (lead, words) if part), buttons(turn))


def buttons(turn: Turn) -> tuple[Button, ...]:
    """Going on with what is open, the first procedures, one's own answers, more procedures, and a person."""
    open_flow = turn.flow
    in_hand = (
        (Key.BUTTON_GO_ON, Do("go_on")),
        (Key.BUTTON_ANSWERS, Do("answers")),
        (Key.BUTTON_PLAN, Do("plan")),
        (Key.BUTTON_AGAIN, Do("again")),
        (Key.BUTTON_STOP, Do("stop")),
        (Key.BUTTON_LINK, Do("link")),
    )
    mine = tuple(Button(turn.text(key), deed) for key, deed in in_hand) if open_flow else ()
    first, later = (_begins(turn, flows) for flows in offered(turn.library))
    more = (Button(turn.text(Key.BUTTON_MORE), Do("more")),) if later else ()
    abroad = tongues.buttons(turn) if turn.library is not turn.home or turn.conversation.last == 0 else ()
    return (*mine[:1], *first, *mine[1:], *more, _person(turn), *abroad)


def more(turn: Turn) -> Turn:
    """The procedures that the menu does not show at once, and a person."""
    later = _begins(turn, offered(turn.library)[1])
    back = Button(turn.text(Key.BUTTON_MENU), Do("menu"))
    words = "\n\n".join(part for part in (turn.text(Key.MENU_MORE), soon(turn)) if part)
    return turn.say(words, (*later, _person(turn), back)) if later else menu(turn)


def _begins(turn: Turn, flows: tuple[Flow, ...]) -> tuple[Button, ...]:
    return tuple(Button(flow.title, Begin(flow.id)) for flow in flows if flow is not turn.flow)


def _person(turn: Turn) -> Button:
    return Button(turn.text(Key.BUTTON_PERSON), Want(handing_over.default_kind(turn)))


def help_(turn: Turn) -> Turn:
    shown = (*buttons(turn), *tongues.buttons(turn))
    return turn.say(turn.text(Key.HELP, product=turn.text(Key.PRODUCT_NAME)), tuple(dict.fromkeys(shown)))


def back(turn: Turn) -> Turn:
    """Opens the node before the open one."""
    flow = turn.flow
    if flow is None:
        return menu(turn)
    path = turn.standing(flow).path
    focus = turn.conversation.focus
    before = path[: path.index(focus)] if focus in path else path
    if not before:
        return walking.ask_open(turn, turn.text(Key.NO_WAY_BACK))
    return walking.ask_open(turn.having(focus=before[-1]))


def again(turn: Turn) -> Turn:
    """Starts the open flow again: its answers are dropped, packets of cases stay."""
    flow = turn.flow
    if flow is None:
        return menu(turn)
    return walking.ask_open(turn.without(*flow.nodes).having(focus=None), turn.text(Key.STARTED_AGAIN))


def stop(turn: Turn) -> Turn:
    """Leaves the open flow; its answers stay, and what waited below comes back."""
    flow = turn.flow
    if flow is None:
        return menu(turn)
    left = walking.drop(turn, flow.id)
    answered = any(answer_of(node, turn.conversation.answers) for node in flow.nodes.values())
    lead = turn.text(Key.STOPPED if answered else Key.STOPPED_AT_ONCE, title=flow.title)
    return walking.ask_open(left, lead) if left.flow else left.say(lead, buttons(left))


def go_on(turn: Turn) -> Turn:
    """Asks what is open, or goes on with what was left last."""
    left = turn.walked[-1][0] if turn.walked else None
    if turn.flow or left is None:
        return walking.ask_open(turn) if turn.flow else menu(turn)
    return walking.begin(turn, left)


def answers(turn: Turn) -> Turn:
    """Lists one's answers, each with a way to change it."""
    lines: list[str] = []
    changes: list[Button] = []
    known = {id: flow.nodes[id] for flow, standing in turn.walked for id in (*standing.path, *standing.ahead)}
    for node in known.values():
        answer = answer_of(node, turn.conversation.answers)
        if answer is not None and not (isinstance(node, StepNode) and answer.value == Doing(later=True)):
            value = turn.text(Key.SKIPPED) if answer.value is None else said_value(turn, node.id, answer.value)
            lines.append(turn.text(Key.ANSWER_LINE, name=node.name, value=value))
            changes.append(Button(turn.text(Key.BUTTON_CHANGE, name=node.name), Go(node.id)))
    go = Button(turn.text(Key.BUTTON_GO_ON), Do("go_on"))
    mine = removing.listed(turn)
    files = "\n\n" + turn.text(Key.FILES_SENT) if mine else ""
    if not lines:
        return turn.say(turn.text(Key.NO_ANSWERS) + files, (*mine, *((go,) if turn.flow else buttons(turn))))
    words = turn.text(Key.ANSWERS, answers="\n".join(lines)) + files
    return turn.say(words, (go, *changes[-_MOST_CHANGES:], *mine))


def english(turn: Turn) -> Turn:
    return _in_other_words(tongues.english(turn))


def korean(turn: Turn) -> Turn:
    return _in_other_words(tongues.korean(turn))


def _in_other_words(turn: Turn) -> Turn:
    """What is open, or what can be done, in the language of now; under a consultant only which one it is."""
    lead = turn.text(Key.LANGUAGE_SWITCHED)
    if turn.owner:
        return turn.say(lead)
    return walking.ask_open(turn, lead) if turn.flow else menu(turn, lead)


def stay(turn: Turn) -> Turn:
    return handing_over.decline(turn)


def refused_offer(turn: Turn) -> Turn:
    """None of the offered entries was meant: a miss, and the third in a row asks for a person."""
    return missing.missed(missing.refused(turn), None)


_DO: Mapping[Command, Callable[[Turn], Turn]] = {
    "menu": menu,
    "more": more,
    "back": back,
    "again": again,
    "stop": stop,
    "answers": answers,
    "plan": plan.plan,
    "help": help_,
    "go_on": go_on,
    "calendar": plan.calendar,
    "remind": reminding.remind,
    "hush": reminding.hush,
    "link": linking.link,
    "here": linking.here,
    "unlink": linking.unlink,
    "erase": erasing.ask,
    "erase_all": erasing.erase,
    "english": english,
    "korean": korean,
    "stay": stay,
    "none": refused_offer,
}
