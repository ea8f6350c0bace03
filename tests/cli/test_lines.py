"""Lines of `try --json`: what they ask for, and which do nothing."""

from datetime import timedelta

import pytest

from bot.cli.lines import Asked, Desk, Edit, Say, Tap, Unreadable, Wait, read_act, read_line, read_wait


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ('{"text": "안녕"}', Asked(Say("안녕"), "", None)),
        ('{"button": "네", "as": "을", "id": "7"}', Asked(Tap("네"), "을", "7")),
        ('{"edit": 3, "text": "새 글"}', Asked(Edit(3, "새 글"), "", None)),
        ('{"wait": "49h"}', Asked(Wait(timedelta(hours=49)), "", None)),
        ('{"desk": "claim", "as": "김"}', Asked(Desk("claim", ""), "김", None)),
        ('{"desk": " answer 안녕 하세요 "}', Asked(Desk("answer", "안녕 하세요"), "", None)),
        ('{"desk": "close"}', Asked(Desk("close", ""), "", None)),
        ('{"text": "\\ud800"}', Asked(Say("?"), "", None)),
    ],
)
def test_a_line_asks_for_one_deed(line: str, asked: Asked) -> None:
    """Each deed of the contract, with who does it and its id."""
    assert read_line(line) == asked


@pytest.mark.parametrize(
    "line",
    [
        "",
        "text",
        "[]",
        "3",
        "{}",
        '{"as": "김"}',
        '{"text": "a", "button": "b"}',
        '{"edit": 1}',
        '{"edit": "1", "text": "a"}',
        '{"edit": true, "text": "a"}',
        '{"edit": 1, "text": "a", "wait": "1h"}',
        '{"text": 3}',
        '{"text": null}',
        '{"text": "  "}',
        '{"text": "a", "id": 3}',
        '{"text": "a", "as": ["b"]}',
        '{"text": "a", "to": "b"}',
        '{"wait": "-1h"}',
        '{"wait": 3}',
        '{"wait": "401d"}',
        '{"desk": "sing"}',
        '{"desk": "claim now"}',
        '{"desk": ""}',
        "[" * 100_000,
        "9" * 5_000,
    ],
)
def test_a_line_that_is_none_is_refused_with_a_sentence(line: str) -> None:
    """Whatever is wrong with a line, it is told and nothing is done."""
    with pytest.raises(Unreadable) as caught:
        read_line(line)
    assert caught.value.sentence


def test_times_have_three_units() -> None:
    """Minutes, hours and days."""
    assert [read_wait(text) for text in ("30m", "49h", "2d")] == [
        timedelta(minutes=30),
        timedelta(hours=49),
        timedelta(days=2),
    ]


def test_a_transfer_names_a_colleague() -> None:
    """The words after the verb, spaces kept inside."""
    assert read_act("transfer 박 상담사") == Desk("transfer", "박 상담사")
