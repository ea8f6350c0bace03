"""Trying out a text that is not published: what a question gets, and how a procedure is walked."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.editing import rows, told
from bot.channels.web.reading import read_number, read_text
from bot.channels.web.rejections import Rejection
from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Form, Sitting
from bot.core.rehearsal import Say, Start, Step, Tap, Wait
from bot.core.texts import Key
from bot.service.ports.content import Unfit
from bot.service.trying import MOST_STEPS, Trying, Walked

_ENCODED = 3  # a byte of a form takes up to three
_LONGEST = 1000
_LONGEST_WAIT = 31
"""Days of one step."""
_KINDS: Mapping[str, type[Say] | type[Start] | type[Tap]] = {"say": Say, "start": Start, "tap": Tap}


class TryingPages:
    """One method an address; who may `edit` uses them. What is sent back is drawn here, as the page only shows it."""

    def __init__(self, site: Site, sitting: Sitting) -> None:
        self._site = site
        self._sitting = sitting
        self._trying = Trying(site.editing, site.clock)

    async def ask(self, request: Request) -> Response:
        """POST /desk/content/ask: a form with `path`, `text`, `question`. What a citizen would get, beside now.

        200 with it drawn; 422 with the problems of a text that cannot be read.
        """
        form = await self._sent(request)
        question = read_text(form.get("question", ""))[:_LONGEST]
        with told():
            asked = await self._trying.ask(form.get("path", ""), form.get("text", ""), question)
        if isinstance(asked, Unfit):
            return _unfit(asked)
        return self._drawn("trying_ask.html", {"asked": asked})

    async def walk(self, request: Request) -> Response:
        """POST /desk/content/walk: a form with `path`, `text` and `steps`, a list of [kind, words] as JSON.

        Of kind wait the words are how many days nothing is done.

        200 with the conversation drawn and the steps that could be done; without any the procedure is begun. 422 as
        above.
        """
        form = await self._sent(request)
        steps = _steps(form.get("steps", ""))
        with told():
            walked = await self._trying.walk(form.get("path", ""), form.get("text", ""), steps)
        if isinstance(walked, Unfit):
            return _unfit(walked)
        context = {"walked": walked, "lost": len(steps) > len(walked.steps), "full": len(steps) > MOST_STEPS}
        context |= {"waited": _waited(walked), "quiet": _quiet(walked)}
        return self._drawn("trying_walk.html", context, steps=[_row(step) for step in walked.steps])

    async def _sent(self, request: Request) -> Form:
        return (await self._sitting.sent(request, "edit", _ENCODED * self._site.editing.largest))[1]

    def _drawn(self, template: str, context: Mapping[str, object], **more: object) -> Response:
        shown = self._site.templates.get_template(template).render(dict(context))
        return JSONResponse({"shown": shown, **more}, headers=UNKEPT)


def _unfit(unfit: Unfit) -> Response:
    return JSONResponse({"problems": rows(unfit.problems)}, 422, headers=UNKEPT)


def _steps(text: str) -> Sequence[Step]:
    """Raises Rejection 400 for what is no list of steps."""
    try:
        given = json.loads(text or "[]")
        found = [_step(kind, read_text(words)[:_LONGEST]) for kind, words in given]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Rejection(400, Key.WEB_UNREADABLE) from None
    return found


def _step(kind: str, words: str) -> Step:
    return Wait(read_number(words, _LONGEST_WAIT)) if kind == "wait" else _KINDS[kind](words)


def _waited(walked: Walked) -> int:
    """Days that have passed since it was begun."""
    return sum(step.days for step in walked.steps if isinstance(step, Wait))


def _quiet(walked: Walked) -> bool:
    """Whether the person has heard nothing while they waited last."""
    last = walked.steps[-1] if walked.steps else None
    return isinstance(last, Wait) and _newest(walked) <= walked.at.now - timedelta(days=last.days)


def _newest(walked: Walked) -> datetime:
    return max((message.at for message in walked.at.messages.values()), default=walked.at.now)


def _row(step: Step) -> tuple[str, str]:
    match step:
        case Say(text):
            return "say", text
        case Tap(label):
            return "tap", label
        case Start(flow):
            return "start", flow
        case Wait(days):
            return "wait", str(days)
