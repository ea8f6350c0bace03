"""Rules that only count: what a business brings in a month, and whether the money to begin with is there."""

from bot.core.answers import Fact
from bot.core.rules.registry import Arguments, rule


@rule("monthly_income", {"price": "number", "sales": "number"}, "number")
def monthly_income(given: Arguments) -> Fact:
    """What comes in a month, in won, when so many are sold at that price."""
    return given.number("price") * given.number("sales")


@rule("monthly_left", {"price": "number", "sales": "number", "costs": "number"}, "number")
def monthly_left(given: Arguments) -> Fact:
    """What is left of a month, in won, 0 when nothing is."""
    return max(0, given.number("price") * given.number("sales") - given.number("costs"))


@rule("monthly_shortage", {"price": "number", "sales": "number", "costs": "number"}, "number")
def monthly_shortage(given: Arguments) -> Fact:
    """What a month lacks, in won, 0 when it pays."""
    return max(0, given.number("costs") - given.number("price") * given.number("sales"))


@rule("sales_to_cover", {"price": "number", "costs": "number"}, "number")
def sales_to_cover(given: Arguments) -> Fact:
    """How many must be sold in a month until the costs are paid; a part of one is one. None when nothing is charged."""
    price = given.number("price")
    return -(-given.number("costs") // price) if price > 0 else None


@rule("money_missing", {"needed": "number", "gathered": "number"}, "number")
def money_missing(given: Arguments) -> Fact:
    """What is missing of the money to begin with, in won, 0 when it is there."""
    return max(0, given.number("needed") - given.number("gathered"))
