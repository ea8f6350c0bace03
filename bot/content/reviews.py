"""What should be read again: after how many days, by the kind of fact, and for which laws that have changed."""

import json
import re
from dataclasses import dataclass, fields
from datetime import date

from bot.content.parts import Part
from bot.content.sentences import Sentence, tell
from bot.core.keeping import ChangedLaw

CHANGED_LAWS = "flows/tables/changed_laws.yaml"


@dataclass(frozen=True, slots=True)
class Reviews:
    """Days by how sure an answer is, and for what says a local fact; a procedure counts as confirmed."""

    confirmed: int = 365
    general: int = 180
    check: int = 90
    local: int = 120


def read_reviews(part: Part) -> Reviews:
    """The limits; one that is not written keeps its default."""
    names = tuple(each.name for each in fields(Reviews))
    rows = part.only(("days",)).part("days", must=True)
    given: dict[str, int] = {}
    rows = rows.only(names) if rows else None
    for name in names if rows else ():
        days = rows.number(name) if rows else None
        if rows and days is not None and days < 1:
            rows.add(name, tell(Sentence.LESS_THAN_ONE, key=name))
        elif days is not None:
            given[name] = days
    return Reviews(**given)


def read_changed_laws(part: Part) -> tuple[ChangedLaw, ...]:
    """flows/tables/changed_laws.yaml: the articles that staff have found to be other ones, each with its day."""
    rows = part.only(("changed",)).each("changed", must=True)
    return tuple(_changed_law(row.only(("article", "date", "note"))) for row in rows)


def _changed_law(row: Part) -> ChangedLaw:
    return ChangedLaw(row.text("article"), row.day("date", must=True) or date.max, row.text("note", must=False))


def with_changed_law(text: str, law: ChangedLaw) -> str:
    """The table with one more row, and every comment where it was."""
    words = {"article": json.dumps(law.article, ensure_ascii=False), "date": law.day.isoformat()}
    if law.note:
        words["note"] = json.dumps(law.note, ensure_ascii=False)
    row = "  - {" + ", ".join(f"{key}: {word}" for key, word in words.items()) + "}\n"
    empty = re.compile(r"^changed:[ ]*\[\][ ]*$", re.MULTILINE)
    return f"{empty.sub('changed:', text).rstrip()}\n{row}"
