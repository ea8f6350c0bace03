"""Log lines: where and of which kind, never a word, name, number or token of a person."""

import logging
import traceback
from types import TracebackType

QUIET = ("httpx", "httpcore", "telegram", "uvicorn", "asyncio", "watchfiles")
"""Libraries that speak up from warnings on: their lines hold addresses, tokens and words."""


def configure_logging() -> None:
    """Lines to stderr. Libraries speak up from warnings on, for their lines hold addresses and words."""
    handler = logging.StreamHandler()
    handler.setFormatter(PlaceOnly("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class PlaceOnly(logging.Formatter):
    """Shows where an error came from and its kind, never its text: that may hold words of a person."""

    def formatException(
        self,
        ei: "tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]",
    ) -> str:
        kind, _, trace = ei
        name = kind.__name__ if kind else ""
        return "".join([*(f"  {it.filename}:{it.lineno} {it.name}\n" for it in traceback.extract_tb(trace)), name])
