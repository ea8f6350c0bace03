"""How often the bot sends: the numbers of Telegram are kept at every moment, and a chat that waits holds no other."""

from datetime import timedelta
from random import Random

import pytest

from bot.channels.telegram.names import address
from bot.channels.telegram.rates import Rates
from tests.support.bot_api_json import BOT
from tests.support.fakes import NOON, FakeClock
from tests.support.telegram import GROUP, KIM, LEE

CHAT, OTHER, DESK = address(BOT, KIM), address(BOT, LEE), address(BOT, GROUP)


def sent_at(rates: Rates, chats: list[str], seconds: float, step: float) -> list[tuple[float, str]]:
    """When what went where, if every chat has something to say all the time."""
    found = []
    for place in range(round(seconds / step)):
        at = place * step
        found += [(at, chat) for chat in chats if rates.take(chat, NOON + timedelta(seconds=at)) == 0]
    return found


@pytest.mark.parametrize(
    ("chats", "most", "window"),
    [
        ([CHAT], 3, 3.0),
        ([DESK], 20, 60.0),
        ([address(BOT, chat) for chat in range(1, 200)], 30, 1.0),
    ],
)
def test_no_window_of_time_holds_more(chats: list[str], most: int, window: float) -> None:
    """B4 33: one a second in a chat, twenty a minute in a group, thirty a second in all, from wherever one counts."""
    times = [at for at, _ in sent_at(Rates(), chats, 150 if window > 3 else 20, 0.07)]
    held = [sum(begin <= at < begin + window for at in times) for begin in times]
    assert max(held) == most


def test_a_pause_is_exactly_as_long_as_it_says() -> None:
    """After it a message may go, and not a moment before."""
    rates = Rates()
    sent_at(rates, [DESK], 60, 0.5)
    pause = rates.take(DESK, NOON + timedelta(seconds=59.9))
    assert pause > 0
    assert rates.take(DESK, NOON + timedelta(seconds=59.9 + pause - 0.001)) > 0
    assert rates.take(DESK, NOON + timedelta(seconds=59.9 + pause)) == 0


def test_a_chat_that_waits_holds_no_other() -> None:
    """B4 34: what is asked for in vain is not counted, in that chat or in all."""
    rates = Rates()
    for _ in range(1000):
        rates.take(CHAT, NOON)
    assert rates.take(CHAT, NOON) == 3.0
    assert rates.take(OTHER, NOON) == 0


def test_what_did_not_ask_is_counted() -> None:
    """It goes whatever the limits say; what asks afterwards waits for it."""
    rates = Rates()
    for _ in range(30):
        rates.note(CHAT, NOON)
    assert (rates.take(CHAT, NOON), rates.take(OTHER, NOON)) == (3.0, 1.0)


def test_a_clock_set_back_stops_nobody() -> None:
    """What was sent in a time that has not come counts for nothing."""
    rates = Rates()
    sent_at(rates, [CHAT], 1, 0.1)
    assert rates.take(CHAT, NOON - timedelta(hours=1)) == 0


def test_what_is_long_ago_is_forgotten() -> None:
    """A year of chats takes no room."""
    rates, clock, chance = Rates(), FakeClock(), Random(1)
    for _ in range(5000):
        rates.take(address(BOT, chance.randrange(1, 10**9)), clock.now())
        clock.pass_(seconds=1)
    assert len(rates) <= 61
