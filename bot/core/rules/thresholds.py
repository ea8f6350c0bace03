"""Rules that give a word or a number from thresholds of the law."""

from bot.core.answers import Fact
from bot.core.korean_laws import Law, cited
from bot.core.rules.registry import Arguments, rule

FEWEST_PROMOTERS = 5
HOMES_THAT_ARE_REPORTED = 30


@rule("promoters_missing", {"people": "number"}, "number", cited(Law.COOPERATIVES, 15, paragraph=1))
def promoters_missing(given: Arguments) -> Fact:
    """How many promoters are missing to five, 0 when there are enough."""
    return max(0, FEWEST_PROMOTERS - given.number("people"))


@rule("homes_to_report", {"homes": "number"}, "number", cited(Law.PRIVATE_RENTAL, (5, 3), paragraph=1))
def homes_to_report(given: Arguments) -> Fact:
    """How many homes are missing to the 30 whose members may only be sought after a report, 0 from there on."""
    return max(0, HOMES_THAT_ARE_REPORTED - given.number("homes"))
