"""flows/tables/reviews.yaml: after how many days something should be read again, by the kind of fact."""

from dataclasses import dataclass, fields

from bot.content.parts import Part
from bot.content.sentences import Sentence, tell


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
