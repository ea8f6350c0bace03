"""Which procedures are offered to somebody who has not begun one."""

from bot.core.flow import Flow
from bot.core.library import Library


def offered(library: Library) -> tuple[tuple[Flow, ...], tuple[Flow, ...]]:
    """The procedures shown at once and those behind the button for more; what no table names is among the latter.

    Without a table every procedure that is no intake is shown at once.
    """
    table, known = library.menu, library.flows
    intakes = {row.intake for row in library.kinds.values()}
    others = tuple(id for id in known if id not in (*table.first, *table.more) and id not in intakes)
    first, later = (table.first, (*table.more, *others)) if table.first else (others, ())
    return _known(library, first), _known(library, later)


def _known(library: Library, ids: tuple[str, ...]) -> tuple[Flow, ...]:
    return tuple(library.flows[id] for id in ids if id in library.flows)
