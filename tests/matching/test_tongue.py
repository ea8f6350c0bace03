"""In which language somebody writes."""

import pytest

from bot.matching.tongue import language, spelt_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("How can I start a cooperative?", "en"),
        ("do we need five people", "en"),
        ("What is the minimum capital", "en"),
        ("please tell me about the founding meeting", "en"),
        ("협동조합 만들고 싶어요", "ko"),
        ("coop 설립 비용은 얼마예요", "ko"),
        ("what is the weather today", "en"),
        ("정관", ""),
        ("hello", ""),
        ("coop merit", ""),
        ("wjdrhks djelTdjdy", ""),
        ("guqehdwhgkq aksemfrh tlvdjdy", ""),
        ("010-1234-5678", ""),
        ("😀", ""),
        ("", ""),
        ("Tôi muốn thành lập hợp tác xã", "other"),
        ("我想成立合作社", "other"),
        ("協同組合を作りたいです", "other"),
        ("Как создать кооператив", "other"),
        ("gusto kong magtayo ng kooperatiba", "other"),
    ],
)
def test_a_language_is_told(text: str, found: str) -> None:
    """Too little tells nothing, nor does Korean typed in Latin letters."""
    assert language(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("notary", "en"), ("what is it today", "en"), ("rhdwmd", "ko"), ("공증", "ko"), ("ok", "ko"), ("7", "ko")],
)
def test_a_single_word_is_looked_up_where_it_belongs(text: str, found: str) -> None:
    """A term alone tells no language, but is found among the questions of its own."""
    assert spelt_in(text) == found
