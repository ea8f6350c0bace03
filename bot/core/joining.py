"""Two conversations of one person become one: which of it is whose, as far as no content is needed to tell."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.core.answers import Answers
from bot.core.case import Case
from bot.core.conversation import Conversation, Situation
from bot.core.flow import ContactNode, Flow, Node


def joined(seen: Situation) -> Situation:
    """The situation after a right code: the one the code is of, with the cases and addresses of who gave it."""
    into = seen.other
    if into is None:
        raise ValueError("no code led anywhere")
    code = into.conversation.id
    cases = sorted((*into.cases, *(replace(case, conversation=code) for case in seen.cases)), key=_age)
    came = tuple(replace(address, linked=seen.now) for address in seen.addresses)
    push = seen.conversation.push or into.conversation.push
    return replace(
        into,
        conversation=replace(into.conversation, push=push),
        now=seen.now,
        cases=tuple(cases),
        about=None,
        waiting=seen.waiting,
        next_case=seen.next_case,
        addresses=(*into.addresses, *came),
        next_code=seen.next_code,
    )


def anew(seen: Situation, fresh: str) -> Situation:
    """The situation at the conversation with which a person's channels begin once everything of them is erased."""
    conversation = Conversation(fresh, push=seen.conversation.push)
    return Situation(conversation, seen.now, waiting=seen.waiting, addresses=seen.addresses)


def merged(into: Conversation, came: Conversation, flows: Mapping[str, Flow]) -> Conversation:
    """What both remember, as one. Whatever `into` knows stays; what `came` alone knows is added to it.

    What belongs to one run of a flow, such as consent, is not added to another run of it. Answers that came are by no
    message any more: an edit of a message before does not reach them.
    """
    return replace(
        into,
        flows=(*(id for id in came.flows if id not in into.flows), *into.flows),
        answers={**_added(into, came, flows), **into.answers},
        shown=tuple(dict.fromkeys((*came.shown, *into.shown))),
        missed=(*came.missed, *into.missed),
        misses=0,
        flags=tuple(dict.fromkeys((*into.flags, *came.flags))),
        active=came.active,
        remind=into.remind or came.remind,
        reminded=tuple(dict.fromkeys((*came.reminded, *into.reminded))),
        reply_to=into.reply_to or came.reply_to,
        part="",
        code=None,
    )


def _added(into: Conversation, came: Conversation, flows: Mapping[str, Flow]) -> Answers:
    running = [flows[id].nodes for id in into.flows if id in flows]
    taken = {id for nodes in running for id, node in nodes.items() if _of_one_run(node)}
    return {id: replace(answer, by=None) for id, answer in came.answers.items() if id not in taken}


def _of_one_run(node: Node) -> bool:
    return node.each_time or isinstance(node, ContactNode)


def _age(case: Case) -> tuple[datetime, int, str]:
    return case.opened, len(case.number), case.number
