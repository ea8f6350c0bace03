"""How values and sources are said."""

from datetime import date

from bot.core.flow import Choice, ChoicesNode, NumberNode
from bot.core.wording import cited, shown


def test_a_value_is_said_in_the_words_of_its_question() -> None:
    """Labels of choices, the unit of a number, a day with its weekday."""
    several = ChoicesNode(id="a", name="a", ask="?", choices=(Choice("x", "엑스"), Choice("y", "와이")))
    assert shown(("x", "y"), several) == "엑스, 와이"
    assert shown(7, NumberNode(id="n", name="n", ask="?", unit="명")) == "7명"
    assert (shown(1234567, NumberNode(id="n", name="n", ask="?", unit="원")), shown(1234)) == ("1,234,567원", "1,234")
    assert shown(date(2026, 11, 20)) == "2026년 11월 20일(금)"
    assert shown(None) == ""


def test_the_articles_of_one_law_stand_together() -> None:
    """A law is named once, also when another stands between its articles; what is no law is named whole."""
    sources = ["갑법 제1조", "을법 시행령 제3조제1항", "갑법 제2조", "갑법 시행령 제9조", "시청 안내"]
    assert cited(sources) == "갑법 제1조·제2조, 을법 시행령 제3조제1항, 갑법 시행령 제9조, 시청 안내"
