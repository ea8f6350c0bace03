"""Talking line by line: the contract of `try --json`, over the real service, a real store and the real content."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli.talking import Talk, open_talk
from bot.service.publishing import Disk
from tests.cli.conftest import TUESDAY

WISH = "상담사랑 이야기하고 싶어요"
KEYS = {"number", "replies", "toast", "desk", "case"}


async def tell(talk: Talk, **line: object) -> Any:
    """What a line led to, through JSON as the terminal prints it."""
    return json.loads(json.dumps(await talk.take(json.dumps(line, ensure_ascii=False)), ensure_ascii=False))


async def opened(talk: Talk, **line: object) -> Any:
    """A case that is open: the wish, then the yes, which is the first button."""
    wish = await tell(talk, text=WISH, **line)
    return await tell(talk, button=wish["replies"][-1]["buttons"][0]["id"], **line)


async def test_a_line_out_has_the_shape_of_the_contract(talk: Talk) -> None:
    """Every key is there, and of a message too."""
    out = await tell(talk, text="안녕하세요")
    assert set(out) == KEYS
    assert (out["number"], out["toast"], out["desk"], out["case"]) == (1, None, [], None)
    assert set(out["replies"][0]) == {"number", "from", "text", "buttons", "edits", "at"}
    assert out["replies"][0]["at"] == "2026-11-24T10:00:00+09:00"
    assert set(out["replies"][0]["buttons"][0]) == {"id", "label", "on"}


async def test_numbers_have_no_gap(talk: Talk) -> None:
    """What is said and what is answered count on, one by one."""
    outs = [await tell(talk, text=text) for text in ("안녕하세요", "총회 공고는 며칠 전에 하나요", "고마워요")]
    numbers = [number for out in outs for number in (out["number"], *(reply["number"] for reply in out["replies"]))]
    assert numbers == list(range(1, len(numbers) + 1))


async def test_a_button_is_found_by_its_label_and_by_its_id(talk: Talk) -> None:
    """Both lead to the same."""
    first = (await tell(talk, text="안녕하세요"))["replies"][-1]["buttons"][0]
    by_label = await tell(talk, button=first["label"])
    other = (await tell(talk, text="안녕하세요", **{"as": "다른 사람"}))["replies"][-1]["buttons"][0]
    by_id = await tell(talk, button=other["id"], **{"as": "다른 사람"})
    assert [it["text"] for it in by_label["replies"]] == [it["text"] for it in by_id["replies"]] != []


async def test_a_label_means_the_newest_button_that_has_it(talk: Talk) -> None:
    """An older message with the same button is passed over."""
    label = (await tell(talk, text="안녕하세요"))["replies"][-1]["buttons"][0]["label"]
    await tell(talk, text="안녕하세요")
    newest = [message.number for message in await talk.messages() if any(it.label == label for it in message.buttons)]
    assert len(newest) == 2
    assert (await tell(talk, button=label))["toast"] is None


async def test_another_persons_button_is_not_ones_own(talk: Talk) -> None:
    """Buttons are looked for among the person's messages alone."""
    button = (await tell(talk, text="안녕하세요"))["replies"][-1]["buttons"][0]["id"]
    assert set(await tell(talk, button=button, **{"as": "다른 사람"})) == {"error"}


async def test_people_do_not_see_each_other(talk: Talk) -> None:
    """Each has a conversation, with numbers of its own and a case of its own."""
    await opened(talk)
    out = await tell(talk, text="안녕하세요", **{"as": "다른 사람"})
    assert (out["number"], out["case"]) == (1, None)


async def test_a_case_is_told_whole(talk: Talk) -> None:
    """The yes opens the case: what the desk is told, the promise in Seoul's time, the packet."""
    out = await opened(talk)
    assert len(out["desk"]) == 1
    assert set(out["case"]) == {"number", "kind", "queue", "state", "owner", "promise", "flags", "packet"}
    assert (out["case"]["state"], out["case"]["owner"], out["case"]["number"]) == ("waiting", None, "26-0001")
    assert out["case"]["promise"] == "2026-11-24T15:00:00+09:00"
    assert set(out["case"]["packet"]) == {"wants", "answers", "dates", "shown", "missed", "stage"}


async def test_a_consultant_goes_all_the_way(talk: Talk) -> None:
    """Claim, note, answer, return, claim again, transfer, close: each is told, none of the note's words are."""
    await opened(talk)
    lines = ("claim", "note 가나다라", "answer 안녕하세요", "return", "claim", "transfer 박상담", "close")
    outs = [await tell(talk, desk=line, **{"as": "박상담" if line == "close" else "김상담"}) for line in lines]
    states = [(out["case"]["state"], out["case"]["owner"]) for out in outs]
    assert states == [
        ("claimed", "김상담"),
        ("claimed", "김상담"),
        ("claimed", "김상담"),
        ("returned", None),
        ("claimed", "김상담"),
        ("claimed", "박상담"),
        ("closed", None),
    ]
    assert [reply["from"] for reply in outs[2]["replies"]] == ["consultant"]
    assert all(out["number"] is None for out in outs)
    assert "가나다라" not in json.dumps(outs, ensure_ascii=False)


async def test_a_claim_that_came_second_is_told_whose_it_is(talk: Talk) -> None:
    """The case stays with its owner, and the citizen gets nothing."""
    await opened(talk)
    await tell(talk, desk="claim", **{"as": "김상담"})
    out = await tell(talk, desk="claim", **{"as": "박상담"})
    assert (out["case"]["owner"], out["replies"]) == ("김상담", [])
    assert "김상담" in out["desk"][0]


async def test_desk_lines_act_on_the_newest_case_that_is_open(talk: Talk) -> None:
    """The newest of all people; when it is closed, the one before it; then none."""
    await opened(talk)
    await opened(talk, **{"as": "다른 사람"})
    closed = [(await tell(talk, desk="close"))["case"]["number"] for _ in range(2)]
    assert closed == ["26-0002", "26-0001"]
    assert set(await tell(talk, desk="claim")) == {"error"}


async def test_the_newest_case_is_shown_also_when_it_is_closed(talk: Talk) -> None:
    """After the end a citizen's line still tells how it ended."""
    await opened(talk)
    await tell(talk, desk="close")
    assert (await tell(talk, text="고마워요"))["case"]["state"] == "closed"
    assert (await tell(talk, wait="1m"))["case"]["state"] == "closed"


async def test_an_edit_names_a_number(talk: Talk) -> None:
    """What was said is said anew under a new number; an edit may be edited, by either number."""
    said = (await tell(talk, text="안녕하세요"))["number"]
    edit = await tell(talk, edit=said, text="총회 공고는 며칠 전에 하나요")
    again = await tell(talk, edit=edit["number"], text="고마워요")
    edits = {message.number: message.edits for message in await talk.messages() if message.sender == "citizen"}
    assert edits == {said: None, edit["number"]: said, again["number"]: said}


async def test_only_what_one_wrote_can_be_edited(talk: Talk) -> None:
    """Neither an answer of the bot, nor a tap, nor a number that is not there."""
    out = await tell(talk, text="안녕하세요")
    tap = await tell(talk, button=out["replies"][-1]["buttons"][0]["id"])
    before = await talk.messages()
    for number in (out["replies"][0]["number"], tap["number"], 99, 0, -1, 10**30):
        assert set(await tell(talk, edit=number, text="다시")) == {"error"}
    assert await talk.messages() == before


async def test_the_clock_moves_by_waiting_alone(talk: Talk) -> None:
    """Talking takes no time, and waiting takes what it says."""
    for _ in range(3):
        assert (await tell(talk, text="안녕하세요"))["replies"][0]["at"] == "2026-11-24T10:00:00+09:00"
    await tell(talk, wait="2d")
    assert (await tell(talk, text="안녕하세요"))["replies"][0]["at"] == "2026-11-26T10:00:00+09:00"


async def test_waiting_stops_at_each_timer(talk: Talk) -> None:
    """A promise is told an hour before, when it is broken, and after as many office hours: 14:00, 15:00, then 10:00."""
    await opened(talk)
    assert (await tell(talk, wait="3h"))["desk"] == []
    assert len((await tell(talk, wait="2h"))["desk"]) == 2
    assert len((await tell(talk, wait="24h"))["desk"]) == 2
    assert talk.now == TUESDAY + timedelta(hours=29)


async def test_a_repeat_gives_the_same_line_and_changes_nothing(talk: Talk) -> None:
    """For what is said, tapped, waited for and done at the desk."""
    lines: list[dict[str, object]] = [{"text": WISH}, {"button": "네, 이어 주세요"}, {"wait": "6h"}, {"desk": "claim"}]
    for number, line in enumerate(lines):
        first = await tell(talk, id=str(number), **line)
        assert set(first) == KEYS
        before, now = await talk.messages(), talk.now
        assert await tell(talk, id=str(number), **line) == first
        assert (await talk.messages(), talk.now) == (before, now)


async def test_an_id_belongs_to_its_words_and_to_its_person(talk: Talk) -> None:
    """Other words under the same id are refused; another person may use the id as well."""
    await tell(talk, text="안녕하세요", id="1")
    assert set(await tell(talk, text="고마워요", id="1")) == {"error"}
    assert (await tell(talk, text="고마워요", id="1", **{"as": "다른 사람"}))["number"] == 1


@pytest.mark.parametrize("line", ["", "text", '{"button": "없는 버튼"}', '{"desk": "claim"}', '{"wait": "soon"}'])
async def test_an_error_changes_nothing(talk: Talk, line: str) -> None:
    """One sentence, no message, no time."""
    await tell(talk, text="안녕하세요")
    before, now = await talk.messages(), talk.now
    out = await talk.take(line)
    assert set(out) == {"error"}
    assert out["error"]
    assert (await talk.messages(), talk.now) == (before, now)


async def test_an_error_keeps_no_id(talk: Talk) -> None:
    """What was refused can be sent again once it is possible."""
    assert set(await tell(talk, desk="claim", id="1")) == {"error"}
    await opened(talk)
    assert (await tell(talk, desk="claim", id="1"))["case"]["state"] == "claimed"


@pytest.mark.parametrize(
    "text", ["가" * 5000, "🙂", "\x00", "\ud800", "<script>", "'); drop table", "ㅁㄴㅇㄹ", "/nope"]
)
async def test_whatever_is_written_gets_an_answer(talk: Talk, text: str) -> None:
    """Nothing a person types ends the talk."""
    out = await tell(talk, text=text)
    assert out["replies"]
    assert (await tell(talk, text="안녕하세요"))["replies"]


async def test_a_talk_that_is_kept_goes_on_after_a_restart(content: Disk, tmp_path: Path) -> None:
    """The same person, the same numbers, what was said can be edited, and a repeat is known."""
    async with open_talk(content, tmp_path, TUESDAY) as talk:
        first = await tell(talk, text="안녕하세요", id="1")
        await opened(talk)
    async with open_talk(content, tmp_path, TUESDAY + timedelta(hours=1)) as talk:
        assert (await tell(talk, text="안녕하세요", id="1"))["replies"] == first["replies"]
        assert (await tell(talk, edit=1, text="고마워요"))["number"] > first["number"]
        assert (await tell(talk, desk="claim"))["case"]["number"] == "26-0001"


async def test_a_procedure_that_was_left_is_brought_to_mind_once(talk: Talk) -> None:
    """After 48 hours and not again in a month; what is pushed is stored as any message."""
    await tell(talk, text="협동조합 만들기")
    reminded = await tell(talk, wait="49h")
    assert [reply["from"] for reply in reminded["replies"]] == ["bot"]
    assert (await tell(talk, wait="720h"))["replies"] == []


async def test_one_person_under_two_names(talk: Talk) -> None:
    """A code leads one to the other's conversation: from then on both are one, also for a button."""
    await tell(talk, text="협동조합 만들기", **{"as": "김"})
    [shown] = (await tell(talk, text="다른 기기에서", **{"as": "김"}))["replies"]
    joined = await tell(talk, text=shown["code"], **{"as": "이"})
    assert joined["number"] == shown["number"] + 1
    label = joined["replies"][0]["buttons"][-1]["label"]
    assert (await tell(talk, button=label, **{"as": "이"}))["number"] > joined["number"]
    assert "error" in await tell(talk, button="없는 단추", **{"as": "이"})
