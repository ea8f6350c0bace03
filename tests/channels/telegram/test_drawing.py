"""Words and keyboards as Telegram takes them: length in its own units, rows, cards."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.cards import draw_card, read_card_tap
from bot.channels.telegram.drawing import LONGEST, Part, cut, draw, parts, units
from bot.core.case import Case, Dated, Packet, State
from bot.core.desk_texts import DeskKey
from bot.core.reply import Button, Do, Message
from tests.support.fakes import NOON
from tests.talk.small import small_library

LIBRARY = small_library()
PACKET = Packet(
    "정관 도움",
    answers=(("사람 수", "5명"),),
    dates=(Dated("공고", date(2026, 12, 1), "영 제6조"),),
    missed=("못 알아들은 말",),
)
CASE = Case("26-0137", "c", "상담", "상담", "waiting", NOON, NOON + timedelta(hours=4), PACKET)
TEXTS = st.lists(st.sampled_from(["가나다. ", "단어 ", "😀", "\n\n", "\n", "a", "긴낱말이야", "\u200d"]), max_size=400)


@given(TEXTS.map("".join), st.integers(2, 60))
def test_pieces_fit_and_joined_are_the_text(text: str, most: int) -> None:
    """Nothing is lost, nothing is too long as Telegram counts, and no sign is cut in two."""
    pieces = cut(text, most)
    assert "".join(pieces) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= most for piece in pieces)
    assert [units(piece) for piece in pieces] == [len(piece.encode("utf-16-le")) // 2 for piece in pieces]


def test_a_text_is_cut_after_a_sentence() -> None:
    """Rather than after a word, and never within one where that can be helped."""
    assert cut("하나 둘. 셋 넷", 8) == ["하나 둘. ", "셋 넷"]
    assert cut("하나 둘셋넷다섯", 5) == ["하나 ", "둘셋넷다섯"]


def test_the_keyboard_is_below_the_last_part_and_blank_parts_are_none() -> None:
    """Telegram refuses a message without words."""
    message = Message(3, "bot", "가" * LONGEST + "\n" * LONGEST + "끝", NOON, (Button("뒤로", Do("back")),))
    drawn = draw(message, "code", LIBRARY)
    assert [part.keyboard is not None for part in drawn] == [False, True]


def test_narrow_buttons_share_a_row_and_a_tick_is_shown() -> None:
    """A long label has its row alone; data is a reference within 64 bytes."""
    labels = [("짧아요", True), ("뒤로", False), ("아주 길어서 혼자 있어야 하는 단추예요", False), ("끝", False)]
    buttons = tuple(Button(label, Do("back"), on=on) for label, on in labels)
    [part] = draw(Message(12, "bot", "골라요", NOON, buttons), "0123456789abcdef", LIBRARY)
    assert part.keyboard is not None
    rows = [[button.text for button in row] for row in part.keyboard.inline_keyboard]
    assert rows == [["✓ 짧아요", "뒤로"], [labels[2][0]], ["끝"]]
    assert part.keyboard.inline_keyboard[1][0].callback_data == "0123456789abcdef.12.2"


def test_a_consultants_words_and_a_repeat_are_marked() -> None:
    """The citizen sees who speaks, and why something came twice."""
    [part] = draw(Message(1, "consultant", "제가 볼게요", NOON), "c", LIBRARY, again=True)
    assert part.text.split("\n") == [DeskKey.TELEGRAM_CONSULTANT.value, "제가 볼게요", DeskKey.TELEGRAM_REPEATED.value]


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        ("waiting", ["claim", "close", "note", "give"]),
        ("claimed", ["return", "close", "note", "give"]),
        ("returned", ["claim", "close", "note", "give"]),
        ("closed", []),
    ],
)
def test_a_card_offers_what_may_follow(state: State, verbs: list[str]) -> None:
    """The buttons are those of the state, and each is understood again."""
    part = draw_card(replace(CASE, state=state, owner="한소라" if state == "claimed" else None), LIBRARY)
    data = [
        str(button.callback_data) for row in (part.keyboard.inline_keyboard if part.keyboard else ()) for button in row
    ]
    assert [read_card_tap(it) for it in data] == [("26-0137", verb, "") for verb in verbs]


def test_a_card_says_what_a_consultant_needs() -> None:
    """Number, wish, answers, days with their article, and what was not understood."""
    text = draw_card(CASE, LIBRARY).text
    for words in ("26-0137", "정관 도움", "사람 수 - 5명", "영 제6조", "못 알아들은 말", DeskKey.CARD_PROMISE.value):
        assert words in text
    assert DeskKey.CARD_PROMISE.value not in draw_card(replace(CASE, answered=NOON), LIBRARY).text


def test_a_card_is_one_message_however_much_there_is() -> None:
    """Or it could not be drawn again in its place."""
    long = replace(CASE, packet=replace(PACKET, missed=("긴 글이에요. " * 900,)))
    text = draw_card(long, LIBRARY).text
    assert units(text) <= LONGEST
    assert text.endswith("…")


@pytest.mark.parametrize("data", ["", "case:26-0137", "case:26-0137:answer", "0123.1.2", "case:26-0137:claim "])
def test_what_is_no_button_of_a_card_is_none(data: str) -> None:
    """Whatever a client sends."""
    assert read_card_tap(data) is None


def test_a_text_of_nothing_is_no_message() -> None:
    """Nothing to send."""
    assert parts(" \n") == ()
    assert parts("가") == (Part("가"),)
