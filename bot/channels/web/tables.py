"""Tables as files for spreadsheets."""

import re
from datetime import date

from starlette.responses import Response

from bot.channels.web.site import UNKEPT

_FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
_BOM = "\ufeff"


def csv_file(name: str, text: str, day: date) -> Response:
    """A file to be saved. A byte order mark first: else a spreadsheet takes Korean for something else."""
    named = {"content-disposition": f'attachment; filename="{name}-{day.isoformat()}.csv"'}
    return Response((_BOM + text).encode(), media_type="text/csv; charset=utf-8", headers={**UNKEPT, **named})


def cell(value: object) -> str:
    """A field of a CSV file: quoted, and never a formula to the program that opens it."""
    text = f"{value:.2f}" if isinstance(value, float) else "" if value is None else str(value)
    guarded = f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text
    doubled = guarded.replace('"', '""')
    return f'"{doubled}"'
