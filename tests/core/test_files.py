"""What a file is, by its content; what it may be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.file_types import type_of
from bot.core.files import ENDINGS, LONGEST_NAME, PICTURES, File, amount, clean_name, fits, name_to_save
from tests.support.samples import BAD, GOOD


def test_every_type_that_is_taken_has_a_sample() -> None:
    """So that none is forgotten below."""
    assert GOOD.keys() == ENDINGS.keys()


@pytest.mark.parametrize("type", GOOD)
def test_a_file_is_what_its_content_is(type: str) -> None:
    """Whatever it is called."""
    assert type_of(GOOD[type]) == type


@pytest.mark.parametrize("what", BAD)
def test_what_is_none_of_them_is_none(what: str) -> None:
    """Nor what only begins like one, or shares a format with one."""
    assert type_of(BAD[what]) is None


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0\0\0\x18ftyp"]),
)
def test_no_content_is_too_strange(content: bytes, head: bytes) -> None:
    """Whatever comes, it is judged."""
    assert type_of(head + content) in (None, *ENDINGS)


@given(st.integers(0, 2000), st.sampled_from(sorted(GOOD)))
def test_a_file_that_was_cut_is_judged(length: int, type: str) -> None:
    """As what it still is, or as nothing."""
    assert type_of(GOOD[type][:length]) in (None, type)


@pytest.mark.parametrize(
    ("name", "type", "may"),
    [
        ("정관.hwp", "hwp", True),
        ("정관.HWP", "hwp", True),
        ("정관", "pdf", True),
        ("", "jpg", True),
        ("IMG_1.jpeg", "jpg", True),
        ("IMG_1.HEIC", "jpg", True),
        ("정관.hwp", "hwpx", False),
        ("정관.hwp.exe", "hwp", False),
        ("명부.xlsx", "docx", False),
        ("사진.jpg", "pdf", False),
        ("사진.jpg", "zip", False),
    ],
)
def test_a_name_has_to_fit_what_it_names(name: str, type: str, may: bool) -> None:
    """But for pictures, which programs name by each other's endings."""
    assert fits(name, type) is may


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\사진\\정관.hwp", "정관.hwp"),
        ("정관\x00\r\n\t.hwp", "정관.hwp"),
        ("정관\u202efdp.hwp", "정관fdp.hwp"),
        ("..", ""),
        ("", ""),
        ("가" * 200 + ".pdf", "가" * (LONGEST_NAME - 4) + ".pdf"),
        ("정관".encode().decode(), "정관"),
    ],
)
def test_a_name_is_a_name_alone(name: str, clean: str) -> None:
    """No folders, nothing that cannot be seen, and not without end."""
    assert clean_name(name) == clean


@given(st.text(max_size=300))
def test_every_name_can_be_kept(name: str) -> None:
    """And is the same when it is cleaned again."""
    clean = clean_name(name)
    assert len(clean) <= LONGEST_NAME and clean_name(clean) == clean
    assert "/" not in clean and clean not in (".", "..")


@pytest.mark.parametrize(
    ("name", "type", "saved"),
    [
        ("정관.hwp", "hwp", "정관.hwp"),
        ("사진.HEIC", "jpg", "사진.jpg"),
        ("", "jpg", "7.jpg"),
        ("정관 v1", "pdf", "정관 v1.pdf"),
        ("3.회의록", "pdf", "3.회의록.pdf"),
    ],
)
def test_a_file_is_saved_as_what_it_is(name: str, type: str, saved: str) -> None:
    """Under its own name where it has one."""
    assert name_to_save(File("photo" if type in PICTURES else "document", name, 1, "", "k", type, "here"), 7) == saved


def test_an_amount_is_for_people() -> None:
    """No file has nothing in it."""
    assert [amount(size) for size in (1, 12_400, 1_000_000, 19_960_000)] == ["1KB", "12KB", "1.0MB", "20.0MB"]
