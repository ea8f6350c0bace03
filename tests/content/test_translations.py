"""Files of words in another language: what they give, and what is told of a slip in them."""

import pytest

from bot.content.build import build, lessons
from bot.content.sources import Sources
from bot.core.flow import ChoiceNode, NumberNode, OutcomeNode
from bot.core.library import Library
from bot.core.texts import Key
from tests.content.base import BASE, PlainMatcher, check

WORDS = """\
flow: picnic
title: Picnic
nodes:
  weather:
    name: Weather
    ask: How is the weather?
    hint: Look out of the window.
    choices: {sunny: [Sunny, sun], rainy: Rainy}
    skip: [I don't know]
  guests: {name: Guests, ask: How many come?, unit: people}
"""
FAQ = """\
entries:
  where_to:
    asks: [Where do we go?, Which hill?]
    answer: To the hill behind the house.
"""
ENGLISH = {
    "flows/picnic.en.yaml": WORDS,
    "faq/picnic.en.yaml": FAQ,
    "flows/texts.en.yaml": "menu: What shall we do?\n",
    "flows/tables/retention.en.yaml": "retention:\n  case: a year\n",
}


def having(**files: str) -> Sources:
    return Sources({**BASE, **ENGLISH, **{path.replace("__", "/") + ".en.yaml": text for path, text in files.items()}})


def english(sources: Sources) -> Library:
    return build(sources, PlainMatcher(lessons(sources))).tongues["en"]


def test_words_lie_over_the_korean_ones() -> None:
    """Labels and sentences are the other language's; Korean words are understood as before; logic is untouched."""
    library, korean = english(having()), build(having(), PlainMatcher(lessons(having())))
    flow = library.flows["picnic"]
    weather, guests = flow.nodes["weather"], flow.nodes["guests"]
    assert isinstance(weather, ChoiceNode) and isinstance(guests, NumberNode)
    assert (flow.title, weather.ask, guests.unit) == ("Picnic", "How is the weather?", "people")
    assert (weather.choices[0].label, weather.choices[0].also) == ("Sunny", ("sun", "맑아요", "해가 떠요"))
    assert weather.skip == ("I don't know", "몰라요")
    assert [node.next for node in flow.nodes.values()] == [it.next for it in korean.flows["picnic"].nodes.values()]
    assert library.entries["where_to"].answer == "To the hill behind the house."
    assert library.text(Key.MENU) == "What shall we do?" and library.retention["case"].words == "a year"
    assert library.menu.first == ("picnic",)


def test_what_is_lacking_is_korean() -> None:
    """And the clerk is told what is, in a line for each place."""
    library = english(having())
    outcomes = [node for node in library.flows["picnic"].nodes.values() if isinstance(node, OutcomeNode)]
    assert outcomes and outcomes == [node for node in outcomes if node.say]
    assert library.entries["what_time"].language == "ko"
    told = [problem for problem in check(having()) if problem.level == "warning"]
    assert any(problem.file == "flows/picnic.en.yaml" and "foods" in problem.text for problem in told)
    texts = [problem.text for problem in told if problem.file == "flows/texts.en.yaml"]
    assert len(texts) == 1 and "greeting" in texts[0] and " menu," not in texts[0] and "web_empty" not in texts[0]


@pytest.mark.parametrize(
    ("path", "text", "line", "named"),
    [
        ("flows__picnic", WORDS.replace("  guests:", "  gests:"), 10, "gests"),
        ("flows__picnic", WORDS.replace("rainy: Rainy", "wet: Wet"), 8, "wet"),
        ("flows__picnic", WORDS.replace("How many come?", "How many come, <missing>?"), 10, "missing"),
        ("flows__nothing", WORDS, 1, "nothing"),
        ("faq__picnic", FAQ.replace("where_to", "where_from"), 2, "where_from"),
        ("flows__texts", "menus: What shall we do?\n", 1, "menus"),
        ("flows__texts", "menu: <product>\n", 1, "product"),
        ("flows__tables__retention", "retention:\n  cases: a year\n", 1, "cases"),
    ],
)
def test_a_slip_is_told_at_its_line(path: str, text: str, line: int, named: str) -> None:
    """What nothing in Korean has is refused."""
    file = path.replace("__", "/") + ".en.yaml"
    errors = [problem for problem in check(having(**{path: text})) if problem.level == "error"]
    assert [(problem.file, problem.line) for problem in errors] == [(file, line)] and named in errors[0].text


def test_a_language_nobody_speaks_here_is_told() -> None:
    """Its file is left alone, with a warning."""
    told = check(Sources({**BASE, "flows/picnic.xx.yaml": WORDS}))
    assert [(problem.file, problem.level) for problem in told] == [("flows/picnic.xx.yaml", "warning")]


def test_another_language_is_learnt_by_itself() -> None:
    """Its questions and what is not ours are no part of what the Korean ranking learns."""
    row = "kinds:\n  chitchat:\n    say: Hello.\n    sentences: [how are you]\n"
    taught = lessons(having(faq__not_ours=row))
    assert "Which hill?" not in taught.entries["where_to"].asks
    assert taught.tongues["en"].entries["where_to"].asks == ("Where do we go?", "Which hill?")
    assert taught.tongues["en"].not_ours["chitchat"].sentences == ("how are you",)
    assert english(having(faq__not_ours=row)).not_ours["chitchat"].say == "Hello."
