"""How two contents differ: which files, and which lines."""

from bot.core.publications import Line, changed_paths, difference, differences


def test_only_files_that_changed_are_told() -> None:
    """Changed, new and gone, in order."""
    old = {"a": "1", "b": "1", "gone": "1"}
    assert changed_paths(old, {"a": "1", "b": "2", "new": "1"}) == ("b", "gone", "new")
    assert [(it.path, it.was, it.stays) for it in differences(old, {"a": "1", "b": "2", "new": "1"})] == [
        ("b", True, True),
        ("gone", True, False),
        ("new", False, True),
    ]


def test_lines_have_their_numbers_before_and_after() -> None:
    """A line between was taken out, one was written anew; three lines around it stay in sight."""
    old = "".join(f"{number}\n" for number in range(1, 12))
    new = old.replace("6\n", "six\n").replace("8\n", "")
    (part,) = difference("a", old, new).parts
    assert part == (
        *(Line(" ", number, number, f"{number}") for number in (3, 4, 5)),
        Line("-", 6, None, "6"),
        Line("+", None, 6, "six"),
        Line(" ", 7, 7, "7"),
        Line("-", 8, None, "8"),
        *(Line(" ", number + 1, number, f"{number + 1}") for number in (8, 9, 10)),
    )


def test_what_is_far_apart_stands_in_parts_of_its_own() -> None:
    """With what is between left out, and counted as a whole."""
    old = "".join(f"{number}\n" for number in range(100))
    change = difference("a", old, old.replace("\n10\n", "\nten\n").replace("\n90\n", "\n"))
    assert [[line.text for line in part if line.sign != " "] for part in change.parts] == [["10", "ten"], ["90"]]
    assert (change.added, change.removed) == (1, 2)


def test_a_new_file_is_all_new_and_one_that_is_gone_all_gone() -> None:
    """Also a file without a line."""
    assert [line.sign for part in difference("a", None, "1\n2\n").parts for line in part] == ["+", "+"]
    assert [line.sign for part in difference("a", "1\n2", None).parts for line in part] == ["-", "-"]
    assert difference("a", None, "").parts == ()


def test_only_an_end_of_line_ends_a_line() -> None:
    """Numbers of lines are those of the editor and of the checker."""
    (part,) = difference("a", "1\x0c2\u2028\n3\n", "1\x0c2\u2028\n4\n").parts
    assert [line.text for line in part] == ["1\x0c2\u2028", "3", "4"]
