"""Where the bars of a chart stand, as numbers; the templates draw them. No script and no style is needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log10

WIDTH, HEIGHT = 360, 190
_LEFT, _TOP, _BOTTOM = 36, 10, 28
_LINES = 4
_MOST_LABELS = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of a kind that has its colour."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """Words or a number at a place along an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars above a line of days, and lines of so many."""

    bars: tuple[Bar, ...]
    days: tuple[Mark, ...]
    lines: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT


def stacked(rows: Sequence[tuple[str, Mapping[str, float]]], most: int | None = None) -> Chart:
    """Of each row its parts above each other. `most` is where the axis ends, by ones; without it, above the highest."""
    top = most or _above(max((sum(parts.values()) for _, parts in rows), default=0))
    room, step = HEIGHT - _TOP - _BOTTOM, (WIDTH - _LEFT) / max(len(rows), 1)
    bars, days = [], []
    every = ceil(len(rows) / _MOST_LABELS)
    for place, (name, parts) in enumerate(rows):
        x, y = _LEFT + place * step + step * 0.15, float(HEIGHT - _BOTTOM)
        for kind, value in parts.items():
            height = room * value / top
            y -= height
            if value:
                bars.append(Bar(kind, round(x, 1), round(y, 1), round(step * 0.7, 1), round(height, 1)))
        if (len(rows) - 1 - place) % every == 0:
            days.append(Mark(round(x + step * 0.35, 1), name))
    count = most or _LINES
    shares = [share / count for share in range(count + 1)]
    lines = tuple(Mark(round(_TOP + room * (1 - share), 1), f"{top * share:g}") for share in shares)
    return Chart(tuple(bars), tuple(days), lines)


def _above(value: float) -> float:
    """A round number above, that four lines divide evenly."""
    if value <= _LINES:
        return _LINES
    unit = 10.0 ** int(log10(value / _LINES))
    return next(unit * each * _LINES for each in (1.0, 2.0, 5.0, 10.0) if unit * each * _LINES >= value)
