"""What a case came to, as the desk asks for it: filled in from the packet, and read from the form."""

import re
from collections.abc import Mapping

from bot.channels.web.reading import read_number
from bot.channels.web.rejections import Rejection
from bot.core.case import Case
from bot.core.library import Library
from bot.core.outcomes import MOST, Result
from bot.core.texts import Key

_NUMBER = re.compile(r"\d+")


def filled_in(case: Case, library: Library) -> Result:
    """What the form begins with: what was told before, else what the citizen has told of field and members."""
    if case.result is not None:
        return case.result
    packet, table = case.packet, library.outcomes
    field = table.told_field((packet.wants, *(value for _, value in packet.answers)))
    return Result("", field, _members(case, library))


def read_result(form: Mapping[str, str], library: Library) -> Result | None:
    """What a form tells; None without an outcome. Raises Rejection 400 for what no form of ours can send."""
    outcome = form.get("outcome", "")
    if not outcome:
        return None
    members, jobs = (_people(form.get(name, "").strip()) for name in ("members", "jobs"))
    result = Result(outcome, form.get("field", ""), members, jobs)
    if not library.outcomes.knows(result):
        raise Rejection(400, Key.WEB_UNREADABLE)
    return result


def _people(text: str) -> int | None:
    return read_number(text, MOST) if text else None


def _members(case: Case, library: Library) -> int | None:
    """The answer of the first question of the table that was answered with a number."""
    answers = dict(case.packet.answers)
    nodes = (library.node(id) for id in library.outcomes.members)
    found = (_NUMBER.search(answers.get(node.name, "")) for node in nodes if node)
    return next((int(match[0]) for match in found if match and int(match[0]) <= MOST), None)
