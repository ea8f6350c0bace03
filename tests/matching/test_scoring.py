"""The scorer itself: bars, bands and the label of an entry."""

from tests.eval.scoring import BARS, Row, Set, label_of, score, short

QUESTION: Row = {"id": "1", "q": "?", "intent": "tax", "style": "keyword", "answer_must_include": [["법인세"]]}
ASKED = Set([QUESTION], [{"id": "2", "q": "!", "kind": "unrelated"}], [{"id": "3", "q": ".", "should_handoff": True}])


def answers(band: str, first: str, outside: str = "chat", text: str = "법인세") -> list[Row]:
    rest = [("2", outside, False), ("3", "person", True)]
    others = [{"id": id, "band": each, "ranked": [], "answer": "", "handoff": call} for id, each, call in rest]
    return [{"id": "1", "band": band, "ranked": [first], "answer": text, "handoff": False}, *others]


def test_a_right_answer_holds_every_bar() -> None:
    """With its facts, beside what was rightly refused and handed over."""
    assert short(score(ASKED, answers("answer", "tax"))) == []


def test_what_misses_a_bar_is_named() -> None:
    """An offer is no answer, a wrong entry is worse, and an answer to what is not ours is no refusal."""
    offered = {each.split()[0] for each in short(score(ASKED, answers("offer", "tax", text="")))}
    wrong = {each.split()[0] for each in short(score(ASKED, answers("answer", "loans", "answer", "")))}
    assert offered == {"top1", "facts"}
    assert wrong == {"top1", "top3", "wrong", "facts", "refused"}
    assert wrong < set(BARS)


def test_figures_stand_by_style_and_kind() -> None:
    """So that a weak style is seen."""
    by = score(ASKED, answers("answer", "tax"))["by"]
    assert by["keyword"]["top1"] == 1.0
    assert by["unrelated"]["refused"] == 1.0


def test_an_entry_without_a_label_is_its_own() -> None:
    """Others are mapped."""
    assert label_of(["tax", "board_decisions"]) == ["tax", "board_auditor_exemption"]
