"""What was counted is summed up in the night."""

from datetime import date, timedelta

from bot.service.summing import Summing
from tests.support.person import Service


async def test_yesterday_is_summed_up_and_today_is_not(service: Service) -> None:
    """The numbers are the same before and after."""
    person = await service.person()
    await person.says("공고는 며칠 전에?")
    summing = Summing(service.real, service.clock, service.news)
    now = service.clock.now()
    before = await service.real.figures(date.min)
    await summing.sweep(now)
    assert await service.real.unsummed((now + timedelta(days=1)).date()) == [now.date()]
    await summing.sweep(now + timedelta(days=1))
    assert await service.real.unsummed((now + timedelta(days=1)).date()) == []
    assert before and await service.real.figures(date.min) == before
