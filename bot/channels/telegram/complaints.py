"""What Telegram's refusals say. It has sentences, and no codes."""

from collections.abc import Sequence
from datetime import timedelta

from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.service.ports import Refused, Wait

LONGEST_PAUSE = 600.0
"""Seconds between two attempts, at the most, when nothing is heard of the service."""
NO_CHAT = "chat not found"
_NEVER_SENT = ("ConnectError", "ConnectTimeout", "PoolTimeout")


def says(error: TelegramError, words: Sequence[str]) -> bool:
    """Whether the sentence holds one of these, which are in lower case."""
    return any(word in error.message.lower() for word in words)


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram wants us to wait, in seconds, in whichever shape the library says it."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def outcome_of(error: TelegramError, attempts: int) -> Wait | Refused:
    """How a send ended that raised. What may have arrived all the same is unsure."""
    kind = type(error).__name__
    if isinstance(error, RetryAfter):
        return Wait(seconds_of(error), kind, counts=False)
    if isinstance(error, Forbidden | BadRequest):
        return Refused(kind, gone=isinstance(error, Forbidden) or NO_CHAT in error.message.lower())
    pause = min(2.0**attempts, LONGEST_PAUSE)
    away = isinstance(error, InvalidToken) or type(error.__cause__).__name__ in _NEVER_SENT
    return Wait(pause, kind, unsure=not away, counts=not away)  # a service that is not reached has refused nothing
