"""Somebody from another country, over the content of the project: answered, walked with, and passed on."""

import re
from pathlib import Path

import pytest

from bot.core.desk_texts import DeskKey
from bot.core.library import Library
from bot.core.texts import KOREAN_ALONE, Key
from tests.support.bot_api import bot_api
from tests.support.telegram import GROUP, KIM, talking
from tests.support.web import serving

TRANSLATED = ("kind", "ordinary_coop", "consultation")
TERM = re.compile(r"\([^()]*[가-힣][^()]*\)")
"""A Korean term in brackets, as it stands on the form or the door."""
SENTENCE = re.compile("[가-힣](요|다)[.?!]")


async def test_from_a_question_to_a_consultant(tmp_path: Path, library: Library) -> None:
    """On Telegram: an answer, a guide, a person; the card is Korean and tells in which language they write."""
    english = library.tongues["en"]
    first = english.flows["kind"].nodes["profit_use"]
    async with bot_api() as api, talking(tmp_path, api, library=library) as channel:
        answer = "\n".join(await channel.answered(KIM, "Can foreigners be members of a cooperative?"))
        assert english.text(Key.LANGUAGE_SWITCHED) in answer
        assert english.entries["member_foreigner"].answer.splitlines()[0] in answer
        await channel.answered(KIM, "which kind of cooperative")
        await channel.answered(KIM, "share it")
        card = await channel.hands_over(yes=english.text(Key.BUTTON_HANDOVER_YES))
        text = str(api.messages[GROUP][card]["text"])
        assert library.text(DeskKey.CARD_ENGLISH) in text
        assert library.flows["kind"].nodes["profit_use"].name in text and first.name not in text
        assert channel.pauses == []


async def test_a_guide_in_english_holds_no_korean_sentence(tmp_path: Path, library: Library) -> None:
    """On the web, at the first question of each: only names of offices and laws, and the way back, are Korean."""
    english = library.tongues["en"]
    async with serving(tmp_path, library=library) as web:
        for flow in TRANSLATED:
            browser = await web.browser()
            await browser.says("English please")
            said = await browser.says(english.flows[flow].title)
            labels = [str(button["label"]) for it in said for button in it["buttons"]]  # type: ignore[attr-defined]  # JSON
            assert labels and not [it for it in labels if re.search("[가-힣]", TERM.sub("", it))]
            assert not [it for it in said if SENTENCE.search(str(it["text"]))]


@pytest.mark.parametrize("flow", TRANSLATED)
def test_every_question_of_a_guide_has_english_words(library: Library, flow: str) -> None:
    """So that nobody is left in the middle with a Korean question."""
    nodes = library.tongues["en"].flows[flow].nodes
    korean = [id for id, node in nodes.items() if re.search("[가-힣]", TERM.sub("", node.name))]
    assert korean == []


def test_whatever_the_talk_says_is_wanted_in_english() -> None:
    """But the sentence for languages without words, which is in both at once; the check tells of what is lacking."""
    talk = Path(__file__).parents[2] / "bot" / "talk"
    said = {
        Key[name] for page in talk.glob("*.py") for name in re.findall(r"\bKey\.([A-Z_0-9]+)", page.read_text("utf-8"))
    }
    assert len(said) > 100 and said & KOREAN_ALONE == {Key.LANGUAGE_FOREIGN}
