"""The order in which a message is understood: a tuple of steps, and the first that answers wins."""

from collections.abc import Callable

from bot.core.answers import Several, Value
from bot.core.assigning import Assigned, askable, assign
from bot.core.flow import ChoiceNode, ChoicesNode, ContactNode, Question, StepNode, TextNode
from bot.core.korean import fold, leads_nowhere, says_did, says_done, says_something
from bot.core.library import Ranking
from bot.core.reply import Finish
from bot.core.texts import Key
from bot.talk import asking, doing, exactly, faq, handing_over, menu, missing, packing, rating, taking, walking
from bot.talk.turn import Turn

Understood = Turn | None
_LONGEST = 1500  # characters; beyond it a message is a document, not a question
_TOLD = 0.8  # from so likely on, a sentence that only tells something beside an open question is taken for one
_SURE = 0.9  # from so likely on, a bare value is taken for the question that it alone stands for


def understand(turn: Turn, text: str) -> Turn:
    """What follows from a (masked) text. Always says something, unless a consultant has the conversation."""
    for step in _STEPS:
        understood = step(turn, text)
        if understood is not None:
            return understood
    return missing.missed(turn, text)


def _owner(turn: Turn, text: str) -> Understood:
    if not turn.owner:
        return None
    command = exactly.command(turn, text)
    if command in doing.QUIET:
        return doing.quietly(menu.do(turn.understood("command"), command))
    return turn.notice(Key.NOTICE_PERSON_HAS_IT) if command else handing_over.hear(turn, text)


def _too_long(turn: Turn, text: str) -> Understood:
    if len(text) <= _LONGEST or isinstance(turn.open_node, TextNode):
        return None
    return missing.missed(turn, None, turn.text(Key.MESSAGE_TOO_LONG))


def _exactly(turn: Turn, text: str) -> Understood:
    """A label or another word of what was asked, a command, or the words that begin a flow."""
    deed = exactly.asked(turn, fold(text))
    if deed is not None:
        return doing.do(turn.understood("button"), deed)
    command = exactly.command(turn, text)
    if command:
        return menu.do(turn.understood("command"), command)
    flow = exactly.named(turn, fold(text))
    return doing.begin(turn.understood("begin"), flow) if flow else None


def _wish(turn: Turn, text: str) -> Understood:
    row = turn.library.not_ours.get(turn.ranking(text).not_ours or "")
    if not turn.library.matcher.wishes(text) or (row is not None and row.urgent):
        return None  # what is urgent is said calmly first; the hand-over comes with it
    wished = turn.understood("wish", "person", handoff=True)
    return handing_over.propose(wished, handing_over.default_kind(turn))


def _correction(turn: Turn, text: str) -> Understood:
    """Words of correction with a value that fits an earlier question, or with the name of one."""
    folded = fold(text)
    flow = turn.flow
    said = [word for word in map(fold, turn.library.words.corrections) if word in folded]
    if flow is None or all(leads_nowhere(word, folded) for word in said):
        return None
    standing = turn.standing(flow)
    answers = turn.conversation.answers
    given_before = [flow.nodes[id] for id in (*standing.path, *standing.ahead) if id in answers]
    earlier = [node for node in given_before if not isinstance(node, StepNode | TextNode)]
    readings = [each for each in turn.library.matcher.read(text, earlier, turn.today) if not each.guessed]
    found = assign(readings, flow, {}, standing, earlier[-1].id if earlier else None)
    given = {id: value for id, value in found.given.items() if _changes(turn, id, value)}
    if given:
        return walking.answered(turn.understood("correction"), given, echo=True)
    if found.unclear:
        return taking.which(turn.understood("correction"), found)
    named = [node for node in earlier if any(fold(word) in folded for word in (node.name, *node.marks))]
    if len(named) != 1 or found.given:
        return None
    return walking.ask_open(turn.understood("correction").having(focus=named[0].id))


def _strict(turn: Turn, text: str) -> Understood:
    """A message that is nothing but a value, or nothing but several."""
    found = _read(turn, text)
    if found is None:
        return None
    asks = turn.library.matcher.looks_like_question(text)
    ahead = found.ahead and not asks and not isinstance(turn.open_node, TextNode)
    if not (found.whole or ahead or _nothing_but_values(turn, text, found) or (found.by_the_way and not asks)):
        return None
    return taking.take(turn.understood("answer"), found)


def _finished(turn: Turn, text: str) -> Understood:
    """A step told to be done: today as by its button, or on a day that is not told; then its buttons are shown."""
    node = turn.open_node
    if not isinstance(node, StepNode) or turn.library.matcher.looks_like_question(text):
        return None
    if says_done(text):
        return doing.do(turn.understood("button"), Finish(node.id))
    named = any(len(word) > 1 and word in text for word in node.name.split())
    return walking.repeat_open(turn.understood("nod", "chat")) if named and says_did(text) else None


def _nodded(turn: Turn, text: str) -> Understood:
    """A word that only tells that one has heard; yes and no where nothing was asked are too, and so is "done"."""
    folded, said, node = fold(text), turn.library.words, turn.open_node
    words = (*said.nods, *((*said.yes, *said.no) if node is None or isinstance(node, StepNode) else ()))
    words = words if isinstance(node, StepNode) else (*words, *said.done)
    if not folded or folded not in map(fold, words) or isinstance(node, TextNode):
        return None
    turn = turn.understood("nod", "chat")
    return walking.repeat_open(turn) if node else turn.say(turn.text(Key.NODDED), menu.buttons(turn))


def _value_alone(turn: Turn, text: str) -> Understood:
    """A value that answers nothing: what it is about is asked, where no entry is about just that ("1인 1표")."""
    node, first = turn.open_node, turn.ranking(text).entries[:1]
    if not (node is None or isinstance(node, StepNode)) or (first and first[0].score >= _SURE):
        return None  # most questions are known here, before days and numbers are looked for
    if not turn.library.matcher.only_values(text, turn.today):
        return None
    found = _read(turn, text)
    if found is not None and (found.given or found.unclear or found.wrong):
        return None
    return missing.missed(turn, text, turn.text(Key.VALUE_ALONE))


def _personal(turn: Turn, text: str) -> Understood:
    """What only a person should answer comes before everything the bot could say; an open free text keeps it."""
    ranking = turn.ranking(text)
    row = turn.library.not_ours.get(ranking.not_ours or "")
    if row is None or not row.person:
        return None
    node = turn.open_node
    if isinstance(node, TextNode) and turn.open_case is not None and not row.flag:  # they read it who should answer it
        return _free_text(turn if row.kind == "wants_person" else turn.say(row.say.strip()), node, text, None)
    told = isinstance(node, ChoiceNode | ChoicesNode | ContactNode) or _nothing_but_wrong(turn, text)
    if told and row.kind == "wants_person" and (stated := _stated(turn, text)) is not None:
        return stated  # "on a weekend, please" asks for no person where a time was asked for
    if isinstance(node, TextNode) and walking.judged(turn, node, text) == "good":
        turn = packing.repacked(turn.given(node.id, text))
    return _not_ours(turn, text)


def _stated(turn: Turn, text: str) -> Understood:
    """A sentence that asks nothing and tells the open question's value, clear or not: it is no question for the FAQ."""
    node, matcher = turn.open_node, turn.library.matcher
    if node is None or isinstance(node, TextNode | StepNode) or matcher.looks_like_question(text):
        return None
    found = _read(turn, text)
    several = found is not None and isinstance(value := found.given.get(node.id), Several) and len(value.ids) > 1
    if found is None or not (says_something(text) or several or (found.wrong is not None and found.wrong.whole)):
        return None
    if node.id in found.given:
        return taking.take(turn.understood("loose answer"), found)
    return taking.refuse(turn, node, found.wrong) if found.wrong is not None else None


def _answer(turn: Turn, text: str) -> Understood:
    """A question in the answer band; where anything is taken as the answer, it is kept and answered beside that.

    What asks nothing where something else was asked ("직원은 없어요") has to be surer than that.
    """
    ranking, node = turn.ranking(text), turn.open_node
    asks = turn.library.matcher.looks_like_question(text)
    question = not isinstance(node, TextNode) or (asks and node.takes != "anything")
    told = isinstance(node, Question) and not asks and says_something(text)
    if ranking.band == "answer" and question and not (told and ranking.entries[0].score < _TOLD):
        return _answered(turn, ranking)
    return None


def _not_ours(turn: Turn, text: str) -> Understood:
    """A sentence that is clearly not for the FAQ: answered kindly, by its kind."""
    ranking = turn.ranking(text)
    row = turn.library.not_ours.get(ranking.not_ours or "")
    if row is None:
        return None
    ranked = tuple(each.entry for each in ranking.entries)
    if row.person:
        return handing_over.for_person(turn.understood(row.kind, "person", ranked, handoff=True), row)
    if row.kind == "gibberish" and turn.open_node is not None:
        return _wrong(turn, text) or missing.missed(turn, text, row.say.strip())
    if row.kind == "gibberish":
        return missing.missed(turn, text, row.say.strip())
    if turn.open_node is not None and exactly.yes_or_no(turn, text):
        return None
    ways = asking.menu_button(turn) if turn.flow else menu.buttons(turn)
    said = turn.understood(row.kind, "chat", ranked).say(row.say.strip(), ways)
    return walking.repeat_open(said)


def _loose(turn: Turn, text: str) -> Understood:
    """Nearly a label, a value inside a sentence, or the free text that was asked for."""
    found = _read(turn, text)
    node = turn.open_node
    if isinstance(node, TextNode):
        small = turn.ranking(text).not_ours == "chitchat" or exactly.yes_or_no(turn, text)
        return None if small else _free_text(turn, node, text, found)
    if found is None:
        return None
    if found.given or found.unclear:
        return taking.take(turn.understood("loose answer"), found)
    return taking.refuse(turn, node, found.wrong) if found.wrong is not None and node is not None else None


def _offer(turn: Turn, text: str) -> Understood:
    ranking = turn.ranking(text)
    if ranking.band != "offer":
        return None
    ranked = tuple(each.entry for each in ranking.entries)
    kept = (*turn.conversation.missed, text)
    return faq.offer(turn.understood("offer", "offer", ranked, why=ranking.why).having(missed=kept), ranking)


def _wrong(turn: Turn, text: str) -> Understood:
    """Nothing fits the open question: said in its own words, and counted as a miss."""
    node = turn.open_node
    own = node.errors.get("unreadable") if node else None
    return missing.missed(turn, text, own.strip()) if own else None


# What the steps lean on


def _read(turn: Turn, text: str) -> Assigned | None:
    """The values that a text holds for the open flow, each given to its question."""
    flow = turn.flow
    if flow is None:
        return None
    standing = turn.standing(flow)
    nodes = askable(flow, standing, turn.conversation.focus)
    readings = turn.library.matcher.read(text, nodes, turn.today)
    return assign(readings, flow, turn.conversation.answers, standing, turn.conversation.focus)


def _nothing_but_values(turn: Turn, text: str, found: Assigned) -> bool:
    return len(found.given) > 1 and not turn.library.matcher.looks_like_question(text)


def _nothing_but_wrong(turn: Turn, text: str) -> bool:
    """Whether a message is nothing but a value for the open question that cannot be taken as it is: "20일쯤이요"."""
    found = _read(turn, text)
    return found is not None and found.wrong is not None and found.wrong.whole


def _changes(turn: Turn, id: str, value: Value) -> bool:
    answer = turn.conversation.answers.get(id)
    return answer is not None and answer.value != value


def _answered(turn: Turn, ranking: Ranking) -> Turn:
    ranked = tuple(each.entry for each in ranking.entries)
    entry = turn.library.entries[ranked[0]]
    return faq.answer(turn.understood("faq", "answer", ranked, why=ranking.why), entry, ranking)


def _free_text(turn: Turn, node: TextNode, text: str, found: Assigned | None) -> Turn:
    verdict = walking.judged(turn, node, text)
    if verdict != "good":
        return walking.refuse(turn.understood("wrong answer"), node, verdict)
    turn = turn.understood("text").given(node.id, text)
    ranking = turn.ranking(text)
    if node.takes == "anything" and ranking.band == "answer":
        turn = faq.show(turn, turn.library.entries[ranking.entries[0].entry], ranking)
    return walking.answered(turn, dict(found.given) if found else {}, echo=True)


_STEPS: tuple[Callable[[Turn, str], Understood], ...] = (
    _owner,
    _exactly,
    _wish,
    rating.words,
    _too_long,
    _correction,
    _strict,
    _finished,
    _nodded,
    _value_alone,
    _personal,
    _stated,
    _answer,
    _loose,
    _not_ours,
    handing_over.reply,
    _offer,
    _wrong,
)
