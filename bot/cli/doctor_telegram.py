"""What the doctor says of Telegram: the token, the way updates come, and the consultants' group."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.channels.telegram.checkup import GroupState, Posts, look
from bot.channels.telegram.hook import PATH
from bot.cli.doctor_finding import Finding, good, worth_a_look, wrong
from bot.cli.doctor_words import Diagnosis
from bot.cli.words import say
from bot.config import Settings
from bot.core.korean import moment as in_words

_GROUPS: Mapping[GroupState, tuple[Diagnosis, Diagnosis]] = {
    "none": (Diagnosis.LOOK, Diagnosis.GROUP_NONE),
    "away": (Diagnosis.WRONG, Diagnosis.GROUP_AWAY),
    "mute": (Diagnosis.WRONG, Diagnosis.GROUP_MUTE),
    "flat": (Diagnosis.LOOK, Diagnosis.GROUP_FLAT),
    "barred": (Diagnosis.WRONG, Diagnosis.GROUP_BARRED),
    "open": (Diagnosis.GOOD, Diagnosis.GROUP_OPEN),
}
"""What each state of the group is worth."""


def telegram(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Nothing is sent."""
    bot = settings.telegram
    if bot is None:
        yield good(Diagnosis.TOKEN_NONE)
        return
    standing = asyncio.run(look(bot.token, bot.api_url, bot.group))
    if standing.token != "good":
        yield wrong(Diagnosis.TOKEN_REFUSED if standing.token == "refused" else Diagnosis.TOKEN_UNREACHED)
        return
    yield good(Diagnosis.TOKEN, bot=standing.name)
    if bot.webhook:
        yield _posts(standing.posts, settings.base_url + PATH, now)
    mark, line = _GROUPS[standing.group]
    yield Finding(mark, say(line))


def _posts(posts: Posts, address: str, now: datetime) -> Finding:
    """Whether updates are posted to us, and arrive."""
    if posts.address != address:
        return worth_a_look(Diagnosis.HOOK_NOT, address=address)
    if posts.failed is None:
        return good(Diagnosis.HOOK, address=address)
    mark = wrong if posts.waiting else worth_a_look
    values = {
        "at": in_words(posts.failed.astimezone(now.tzinfo), now),
        "told": posts.told,
        "waiting": str(posts.waiting),
    }
    return mark(Diagnosis.HOOK_FAILING, address=address, **values)
