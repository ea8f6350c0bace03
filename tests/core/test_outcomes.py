"""What a case came to: which results the table knows, and what a citizen's words tell of the field."""

import pytest

from bot.core.outcomes import MOST, FieldRow, OutcomeRow, Outcomes, Result

TABLE = Outcomes(
    {"registered": OutcomeRow("registered", "설립등기", founded=True)},
    {"care": FieldRow("care", "돌봄", ("돌봄", "어르신 돌보")), "market": FieldRow("market", "시장", ("전통시장",))},
)


@pytest.mark.parametrize(
    ("result", "known"),
    [
        (Result("registered"), True),
        (Result("registered", "care", 0, MOST), True),
        (Result("founded"), False),
        (Result(""), False),
        (Result("registered", "space"), False),
        (Result("registered", members=-1), False),
        (Result("registered", jobs=MOST + 1), False),
    ],
)
def test_only_rows_of_the_table_and_numbers_of_people_are_known(result: Result, known: bool) -> None:
    """Anything else came from no form of ours."""
    assert TABLE.knows(result) is known


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (("동네 어르신  돌보는 일이요",), "care"),
        (("전통시장에서요", "다섯 명"), "market"),
        (("전통시장에서 돌봄을",), ""),
        (("빵집이요",), ""),
        ((), ""),
    ],
)
def test_words_tell_of_one_field_or_of_none(said: tuple[str, ...], field: str) -> None:
    """Two fields at once are for the consultant to choose from."""
    assert TABLE.told_field(said) == field


def test_a_row_that_is_gone_keeps_its_id() -> None:
    """Cases that were closed with it still say something."""
    assert (TABLE.name("registered"), TABLE.name("old"), TABLE.field_name("old")) == ("설립등기", "old", "old")
