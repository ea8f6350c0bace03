"""What Telegram's refusals say. It has sentences, and no codes."""

from collections.abc import Sequence
from datetime import timedelta

from telegram.error import RetryAfter, TelegramError


def says(error: TelegramError, words: Sequence[str]) -> bool:
    """Whether the sentence holds one of these, which are in lower case."""
    return any(word in error.message.lower() for word in words)


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram wants us to wait, in seconds, in whichever shape the library says it."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
