"""Rules that give a word or a number from thresholds of the law."""

from bot.core.answers import Fact
from bot.core.rules.registry import Arguments, rule

FEWEST_PROMOTERS = 5


@rule("promoters_missing", {"people": "number"}, "number", "협동조합 기본법 제15조제1항")
def promoters_missing(given: Arguments) -> Fact:
    """발기인 5명까지 몇 명이 더 있어야 하는지. 이미 넉넉하면 0입니다."""
    return max(0, FEWEST_PROMOTERS - given.number("people"))
