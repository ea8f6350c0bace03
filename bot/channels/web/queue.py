"""The queue as somebody chose to see it: what is asked for in the address, and what it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from starlette.requests import Request

from bot.channels.web import views
from bot.channels.web.views import SHOWS, Show
from bot.core.library import Library
from bot.service.ports import Listed


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the queue is shown, of which queue and which kind; empty: of every one.

    `page` is where another choice leads: beside what was found to the queue itself, else to the page one is at.
    """

    show: Show = "all"
    queue: str = ""
    kind: str = ""
    page: str = ""

    def href(self, **other: str) -> str:
        """The query of this choice, or of another one that differs in that; the page alone for all there is."""
        fields = {"show": "" if self.show == "all" else self.show, "queue": self.queue, "kind": self.kind, **other}
        query = urlencode({name: value for name, value in fields.items() if value and value != "all"})
        return f"{self.page}?{query}"


def chosen(request: Request, library: Library, listed: Sequence[Listed]) -> Choice:
    """What an address asks for; a name that is none shows all."""
    asked = request.query_params
    queue, kind = asked.get("queue", ""), asked.get("kind", "")
    return Choice(
        SHOWS.get(asked.get("show", ""), "all"),
        queue if queue in views.queues(library, listed) else "",
        kind if kind in views.kinds(library, listed) else "",
        "/desk" if "q" in asked else "",
    )


def context(
    choice: Choice, listed: Sequence[Listed], who: str, now: datetime, library: Library
) -> Mapping[str, object]:
    """What the queue is drawn from."""
    everyone = views.queue(listed, who, now, library)
    of_queue = [it for it in listed if choice.queue in ("", it.case.queue)]
    kinds = views.kinds(library, of_queue)
    choice = replace(choice, kind=choice.kind if choice.kind in kinds else "")
    groups = views.queue((it for it in of_queue if choice.kind in ("", it.case.kind)), who, now, library)
    shown = {group: [row for row in rows if views.is_shown(row, choice.show)] for group, rows in groups.items()}
    return {
        "choice": choice,
        "waits": {row.number: row.unread for group in ("waiting", "mine") for row in everyone[group]},
        "counts": views.counts(groups),
        "groups": shown,
        "queues": views.queues(library, listed),
        "kinds": kinds,
        "chosen": replace(choice, page="").href().removesuffix("?"),
    }
