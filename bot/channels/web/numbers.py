"""The page of numbers: what the service does, by week, as charts, as a table and as a file."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.charts import Chart, stacked
from bot.channels.web.reading import read_number
from bot.channels.web.site import UNKEPT, Site
from bot.channels.web.sitting import Sitting
from bot.channels.web.tables import csv_file
from bot.core.figures import FIRST, LONGER, Counted
from bot.core.library import Library
from bot.core.texts import Key
from bot.core.weeks import Sums, by_week, monday, stops, sums

_WEEKS, _MOST_WEEKS = 12, 520
_MOST_ENTRIES = 10
Context = Mapping[str, object]


class Numbers:
    """One method an address."""

    def __init__(self, site: Site, sitting: Sitting) -> None:
        self._site = site
        self._sitting = sitting

    async def page(self, request: Request) -> Response:
        """GET /desk/numbers?weeks=N: for who sits at the desk."""
        seated = await self._sitting.must_sit(request, "count")
        product = self._site.in_force.library.text(Key.PRODUCT_NAME)
        context = {**await self._weeks(request), **await self._steps(request), "seated": seated, "product": product}
        context["since"] = await self._site.store.counting_since()
        return self._site.templates.TemplateResponse(request, "numbers.html", context, headers=UNKEPT)

    async def weeks_file(self, request: Request) -> Response:
        """GET /desk/numbers.csv?weeks=N: the table of weeks for a spreadsheet."""
        await self._sitting.must_sit(request, "count")
        return self._file("weeks", await self._weeks(request))

    async def steps_file(self, request: Request) -> Response:
        """GET /desk/steps.csv?weeks=N: the steps of every procedure."""
        await self._sitting.must_sit(request, "count")
        return self._file("steps", await self._steps(request))

    def _file(self, name: str, context: Context) -> Response:
        text = self._site.templates.get_template(f"{name}.csv").render(dict(context))
        return csv_file(name, text, self._site.clock.now().date())

    async def _weeks(self, request: Request) -> Context:
        today, table = self._site.clock.now().date(), self._site.in_force.library.outcomes
        weeks, since = _since(request, today)
        figures = await self._site.store.figures(since)
        founded = [row.id for row in table.rows.values() if row.founded]
        found = by_week(figures, since, today, founded)
        all_time = sums(since, await self._site.store.came_to(), founded)
        return {
            "chosen": weeks,
            "weeks": found,
            "total": sums(since, figures, founded),
            "goal": table.goal,
            "came": all_time,
            "outcomes": _outcomes(figures, self._site.in_force.library),
            "firsts": _firsts(figures),
            "charts": _charts(found),
        }

    async def _steps(self, request: Request) -> Context:
        library = self._site.in_force.library
        _, since = _since(request, self._site.clock.now().date())
        counted = await self._site.store.steps(since)
        flows = [(flow.title, found) for flow in library.flows.values() if (found := stops(flow, counted))]
        entries = sorted((it for it in counted if it.what == "entry"), key=lambda it: (-it.count, it.of))
        known = library.entries
        asked = [(known[it.of[0]].asks[0] if it.of[0] in known else it.of[0], it.count) for it in entries]
        return {"flows": flows, "entries": asked[:_MOST_ENTRIES]}


def _since(request: Request, today: date) -> tuple[int, date]:
    """How many weeks are wanted, and the Monday of the first. Raises Rejection 400."""
    weeks = max(1, read_number(request.query_params.get("weeks", str(_WEEKS)), _MOST_WEEKS))
    return weeks, monday(today) - timedelta(weeks=weeks - 1)


def _outcomes(figures: Sequence[Counted], library: Library) -> Sequence[tuple[str, int]]:
    """How cases ended, in the order of the table; last what only the figures still know."""
    count: dict[str, int] = dict.fromkeys(library.outcomes.rows, 0)
    for each in figures:
        if each.what == "outcomes":
            count[each.of[0]] = count.get(each.of[0], 0) + each.count
    return [(library.outcomes.name(id), number) for id, number in count.items()]


def _firsts(figures: Sequence[Counted]) -> Sequence[tuple[str, int]]:
    """How long people waited for the first answer."""
    return [
        (name, sum(it.count for it in figures if it.what == "first" and it.of == (name,))) for name in (*FIRST, LONGER)
    ]


def _charts(weeks: Sequence[Sums]) -> Mapping[str, Chart]:
    def drawn(parts: Sequence[Mapping[str, float]], most: int | None = None) -> Chart:
        names = (f"{week.begins.month}/{week.begins.day}" for week in weeks)
        return stacked(list(zip(names, parts, strict=True)), most)

    return {
        "asked": drawn([{str(band): count for band, count in week.asked.items()} for week in weeks]),
        "promises": drawn([{"kept": week.kept, "late": week.late} for week in weeks]),
        "ratings": drawn([{"points": week.points or 0} for week in weeks], 5),
    }
