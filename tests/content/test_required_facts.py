"""The answers hold what labelled questions need, whether or not they are found."""

from tests.eval.facts import FLOOR, held, share
from tests.eval.scoring import rows


def test_required_facts_stand_in_the_right_entry() -> None:
    """On the labelled questions; `python -m tests.eval facts` says which are lacking."""
    for name in ("dev_questions.jsonl", "own_questions.jsonl"):
        assert share(held(rows(name))) >= FLOOR, name


def test_a_fact_that_is_lacking_is_counted() -> None:
    """Half of what is needed is half a share; a subject without an entry has none."""
    row = {"q": "몇 명", "intent": "min_founders", "answer_must_include": [["다섯 명", "5명"], ["칠십 명"]]}
    (half,) = held([row])
    assert (half.share, half.lacking, half.entry) == (0.5, ("칠십 명",), "min_founders")
    assert held([{**row, "intent": "nothing"}])[0].share == 0
