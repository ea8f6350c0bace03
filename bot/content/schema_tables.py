"""The schema of the tables: one for all of them, as each is known by its own first key."""

from collections.abc import Mapping
from dataclasses import fields as of

from bot.content.places import SURE
from bot.content.reviews import Reviews
from bot.content.shapes import (
    COUNT,
    DAY,
    FLAG,
    NAME,
    TEXT,
    TEXTS,
    WHOLE,
    Shape,
    any_of,
    fields,
    list_of,
    map_of,
    matching,
    one_of,
    when,
)
from bot.content.tables import CLOCK
from bot.core.library import KEPT
from bot.core.tongue import TONGUES


def tables() -> Shape:
    """Whichever table has the key by which it is known."""
    rows = {table: shape() for table, shape in _SHAPES.items()}
    known = [when({"required": [TABLES[table]]}, shape) for table, shape in rows.items()]
    return {"type": "object", "anyOf": [{"required": [key]} for key in TABLES.values()], "allOf": known}


def _kinds() -> Shape:
    row = fields("case_kind", {"queue": TEXT, "intake": NAME, "urgent": FLAG}, ("queue",))
    return fields("kinds", {"kinds": map_of(row)}, ("kinds",))


def _menu() -> Shape:
    return fields("menu", {"first": list_of(NAME, least=1), "more": list_of(NAME)}, ("first",))


def _outcomes() -> Shape:
    goal = fields("goal", {"plan": TEXT, "cooperatives": COUNT, "jobs": COUNT}, ("plan", "cooperatives", "jobs"))
    keys = {
        "outcomes": map_of(fields("case_outcome", {"name": TEXT, "founded": FLAG}, ("name",)), NAME),
        "fields": map_of(fields("field", {"name": TEXT, "words": TEXTS}, ("name",)), NAME),
        "members": list_of(NAME),
        "goal": goal,
    }
    return fields("outcomes", keys, ("outcomes", "fields"))


def _events() -> Shape:
    row = fields("event", {"name": TEXT, "from": DAY, "until": DAY, "about": TEXT}, ("name", "from", "about"))
    keys = {
        "yearly": fields("yearly", {"day": TEXT, "week": TEXT}),
        "beside": list_of(NAME),
        "soon_days": WHOLE,
        "events": list_of(row),
    }
    return fields("events", keys, ("soon_days", "events"))


def _hours() -> Shape:
    clock = any_of(matching(CLOCK.pattern))
    lunch = fields("lunch", {"from": clock, "to": clock}, ("from", "to"))
    keys = {"opens": clock, "closes": clock, "lunch": lunch, "promised_hours": COUNT}
    return fields("hours", keys, keys)


def _retention() -> Shape:
    row = fields("kept", {"days": COUNT, "words": TEXT}, ("days", "words"))
    return fields("retention", {"retention": {**map_of(row, NAME), "required": list(KEPT)}}, ("retention",))


def _holidays() -> Shape:
    return fields("holidays", {"holidays": map_of(TEXT, DAY)}, ("holidays",))


def _places() -> Shape:
    keys = {"value": TEXT, "source": TEXT, "date": DAY, "certainty": one_of(SURE), **dict.fromkeys(TONGUES, TEXT)}
    row = fields("place", keys, ("value", "source", "date", "certainty"))
    return fields("places", {"places": map_of(row, NAME)}, ("places",))


def _changed_laws() -> Shape:
    row = fields("changed_law", {"article": TEXT, "date": DAY, "note": TEXT}, ("article", "date"))
    return fields("changed_laws", {"changed": list_of(row)}, ("changed",))


def _reviews() -> Shape:
    days = fields("days", {each.name: COUNT for each in of(Reviews)})
    return fields("reviews", {"days": days}, ("days",))


TABLES: Mapping[str, str] = {
    "kinds": "kinds",
    "menu": "first",
    "outcomes": "outcomes",
    "events": "events",
    "hours": "opens",
    "retention": "retention",
    "holidays": "holidays",
    "places": "places",
    "reviews": "days",
    "changed_laws": "changed",
}
"""Each table, and the key by which it is known."""

_SHAPES = {
    "kinds": _kinds,
    "menu": _menu,
    "outcomes": _outcomes,
    "events": _events,
    "hours": _hours,
    "retention": _retention,
    "holidays": _holidays,
    "places": _places,
    "reviews": _reviews,
    "changed_laws": _changed_laws,
}
