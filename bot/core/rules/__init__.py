"""Dates and thresholds of the law: one function per rule, with the articles it stands on.

What the conditions of a flow cannot say becomes a rule here, called by its name from YAML.
"""

from bot.core.rules import counting, joining, licence, periods, running, thresholds
from bot.core.rules.registry import RULES, Arguments, Kind, Rule

__all__ = ["RULES", "Arguments", "Kind", "Rule", "counting", "joining", "licence", "periods", "running", "thresholds"]
