"""A topic for every case, in a group that has topics: what goes there, and what becomes of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.telegram.topics import topic_name
from bot.core.case import Case, Packet
from bot.core.desk_texts import DeskKey
from bot.core.texts import Key
from bot.service.ports import Store, Topic
from tests.support.bot_api import bot_api
from tests.support.bot_api_forum import ForumApi
from tests.support.bot_api_json import Json
from tests.support.fakes import NOON, StoreFailure, TroubledStore
from tests.support.telegram import GROUP, HAN, KIM, LEE, Channel, talking
from tests.talk.small import small_library

Forum = tuple[Channel, ForumApi]


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    """The channel, with a group that has topics which the bot may manage."""
    async with bot_api(ForumApi(forums={GROUP})) as api, talking(tmp_path, api) as channel:
        assert isinstance(api, ForumApi)
        yield channel, api


async def test_everything_of_a_case_is_in_its_topic(forum: Forum) -> None:
    """The card, the citizen's words, their photo and notices; outside of all topics the group hears nothing."""
    channel, api = forum
    thread = await channel.hands_over()
    [name] = [room.name for room in api.topics[GROUP].values()]
    [case] = [it.case for it in await channel.service.store.cases()]
    assert case.number in name and case.kind in name and DeskKey.TOPIC_WAITING.value in name
    assert DeskKey.CARD_HOW_TOPIC.value in api.in_topic(GROUP, thread)[0]
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    await channel.answered(KIM, "정관이 어려워요")
    await api.sends_photo(KIM, "이거예요")
    api.blocked.add(KIM)
    await api.replies(GROUP, HAN, api.card(GROUP, thread), "제가 볼게요")
    await channel.settled()
    said = "\n".join(api.in_topic(GROUP, thread))
    assert all(words in said for words in ("정관이 어려워요", "이거예요", DeskKey.DESK_GONE.value))
    assert said.count(DeskKey.CARD_CLAIMED.value) == 1
    assert api.in_topic(GROUP, 0) == []


async def test_two_cases_are_not_mixed_up(forum: Forum) -> None:
    """B4 39: each citizen's words are in the topic of their own case, and so are the answers."""
    channel, api = forum
    kim, lee = await channel.hands_over(KIM), await channel.hands_over(LEE)
    for thread in (kim, lee):
        await api.writes_in(GROUP, thread, HAN, "/claim")
    await channel.settled()
    await channel.answered(KIM, "저는 김이에요")
    await channel.answered(LEE, "저는 이예요")
    assert "저는 김이에요" in api.in_topic(GROUP, kim)[-1] and "저는 이예요" in api.in_topic(GROUP, lee)[-1]
    await api.replies(GROUP, HAN, max(api.of_bot(GROUP)), "이 님께 답이에요")
    await channel.settled()
    assert "이 님께 답이에요" in api.seen(LEE)[-1]
    assert not any("이 님께" in text for text in api.seen(KIM))


async def test_the_list_of_topics_shows_who_has_what(forum: Forum) -> None:
    """The name says who has it, a closed case's topic is closed, and one that comes back is opened again."""
    channel, api = forum
    thread = await channel.hands_over()
    room = api.topics[GROUP][thread]
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    assert room.name.startswith("한소라") and len(api.called("editForumTopic")) == 1
    await api.replies(GROUP, HAN, api.card(GROUP, thread), "이렇게 하세요")
    await channel.settled()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_RETURN.value, HAN)
    assert room.name.startswith(DeskKey.TOPIC_RETURNED.value)
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLOSE.value, HAN)
    assert room.closed and len(api.called("closeForumTopic")) == 1
    await channel.answered(KIM, "상담사")
    await channel.tapped(KIM, Key.BUTTON_HANDOVER_YES.value)
    assert not room.closed and room.name.startswith(DeskKey.TOPIC_WAITING.value)
    assert len(api.topics[GROUP]) == 1


async def test_a_state_that_cannot_be_shown_holds_nothing(forum: Forum) -> None:
    """What Telegram refuses of the view is shown with the next card."""
    channel, api = forum
    thread = await channel.hands_over()
    api.trouble("editForumTopic", 400, "Bad Request: TOPIC_TITLE_INVALID")
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    assert Key.NOTICE_TAKEN.value in "\n".join(api.seen(KIM))
    assert api.topics[GROUP][thread].name.startswith(DeskKey.TOPIC_WAITING.value)
    await api.replies(GROUP, HAN, api.card(GROUP, thread), "제가 볼게요")
    await channel.settled()
    assert api.topics[GROUP][thread].name.startswith("한소라")


async def test_telegram_may_ask_to_wait_before_a_topic_is_closed(forum: Forum) -> None:
    """It is closed when the time is over, and nothing is said twice."""
    channel, api = forum
    thread = await channel.hands_over()
    api.trouble("closeForumTopic", 429, "Too Many Requests: retry after 30", retry_after=30)
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLOSE.value, HAN)
    said = api.in_topic(GROUP, thread)
    assert not api.topics[GROUP][thread].closed
    await channel.pass_(seconds=31)
    assert api.topics[GROUP][thread].closed and api.in_topic(GROUP, thread) == [*said, DeskKey.DESK_CLOSED.value]
    assert len(api.called("editMessageText")) == 1


@pytest.mark.parametrize("words", ["message thread not found", "TOPIC_DELETED"])
async def test_a_topic_that_was_deleted_is_made_again(forum: Forum, words: str) -> None:
    """B4 35, 36: with the card first; the words are there once, can be answered, and the old topic is heard no less."""
    channel, api = forum
    old = await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    api.deletes_topic(GROUP, old)
    api.trouble("sendMessage", 400, f"Bad Request: {words}", after=1)  # the first goes to the citizen
    await channel.answered(KIM, "정관이 어려워요")
    [new] = api.topics[GROUP]
    card, said = api.in_topic(GROUP, new)
    assert DeskKey.CARD_CLAIMED.value in card and "정관이 어려워요" in said
    await api.replies(GROUP, HAN, max(api.of_bot(GROUP)), "제가 볼게요")
    await channel.settled()
    assert any("제가 볼게요" in text for text in api.seen(KIM))
    assert api.in_topic(GROUP, 0) == []


async def test_a_card_that_is_drawn_in_a_topic_that_was_deleted_is_there_anew(forum: Forum) -> None:
    """Nothing but the card was to be said; the next one edits the new one."""
    channel, api = forum
    api.deletes_topic(GROUP, await channel.hands_over())
    await channel.service.consultant().acts("claim")
    await channel.service.delivery.settle()
    [new] = api.topics[GROUP]
    assert len(api.in_topic(GROUP, new)) == 2  # and that it was claimed
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_RETURN.value, HAN)
    assert DeskKey.CARD_RETURNED.value in api.in_topic(GROUP, new)[0]


async def test_a_closed_case_gets_no_topic(forum: Forum) -> None:
    """Whoever tidies up the list of topics is not given them back."""
    channel, api = forum
    thread = await channel.hands_over()
    case = await channel.service.consultant().newest()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLOSE.value, HAN)
    api.deletes_topic(GROUP, thread)
    await channel.service.consultant().acts("note", "끝난 뒤의 메모", case)
    await channel.service.consultant().acts("claim", "", case)
    await channel.answered(KIM, "고마워요")
    assert api.topics[GROUP] == {}


async def test_a_topic_closed_by_hand_is_no_closed_case(forum: Forum) -> None:
    """Who closed it is told, and the citizen's next words open it."""
    channel, api = forum
    thread = await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    await api.shuts_topic(GROUP, thread, HAN)
    await channel.settled()
    assert DeskKey.GROUP_TOPIC_SHUT.value in api.in_topic(GROUP, thread)[-1]
    await channel.answered(KIM, "정관이 어려워요")
    assert not api.topics[GROUP][thread].closed
    assert "정관이 어려워요" in api.in_topic(GROUP, thread)[-1]


async def test_a_closed_topic_is_opened_by_its_maker_without_the_right(forum: Forum) -> None:
    """Nobody told that it was closed; the words wait a moment and are there."""
    channel, api = forum
    thread = await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    await api.grants(GROUP, may=False)
    api.topics[GROUP][thread].closed = True
    await channel.answered(KIM, "정관이 어려워요")
    await channel.pass_(seconds=2)
    assert "정관이 어려워요" in api.in_topic(GROUP, thread)[-1]


async def test_a_topic_that_stays_closed_is_left(forum: Forum) -> None:
    """After three tries the case has another one, and nothing is lost on the way."""
    channel, api = forum
    thread = await channel.hands_over()
    await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
    api.stuck.add(thread)
    await channel.answered(KIM, "정관이 어려워요")
    for _ in range(4):
        await channel.pass_(seconds=2)
    assert len(api.topics[GROUP]) == 2
    assert "정관이 어려워요" in api.in_topic(GROUP, max(api.topics[GROUP]))[-1]


async def test_without_the_right_cases_are_cards_and_the_right_is_asked_for_once(forum: Forum) -> None:
    """The topics there are go on; with the right again the next word of the case moves it to a topic."""
    channel, api = forum
    old = await channel.hands_over(KIM)
    await api.grants(GROUP, may=False)
    await channel.settled()
    card = await channel.hands_over(LEE)
    assert api.in_topic(GROUP, 0)[0] == DeskKey.GROUP_NEEDS_TOPICS.value
    assert DeskKey.CARD_HOW.value in api.in_topic(GROUP, 0)[1] and len(api.in_topic(GROUP, 0)) == 2
    await api.replies(GROUP, HAN, card, "제가 볼게요")
    await api.writes_in(GROUP, old, HAN, "/claim")
    await channel.settled()
    assert any("제가 볼게요" in text for text in api.seen(LEE))
    assert DeskKey.CARD_CLAIMED.value in api.in_topic(GROUP, old)[0]
    await api.grants(GROUP, may=True)
    await channel.answered(LEE, "고마워요")
    new = max(api.topics[GROUP])
    assert new != old and "고마워요" in api.in_topic(GROUP, new)[1]
    assert api.seen(GROUP).count(DeskKey.GROUP_NEEDS_TOPICS.value) == 1
    assert api.messages[GROUP][card]["text"] == DeskKey.GROUP_HAS_TOPIC.value and api.labels(GROUP, card) == []


async def test_a_right_that_was_lost_in_silence_is_found_out(forum: Forum) -> None:
    """The first topic that is refused makes it known, and its case is a card."""
    channel, api = forum
    await channel.hands_over(KIM)
    api.may_manage = False
    await channel.hands_over(LEE)
    assert DeskKey.GROUP_NEEDS_TOPICS.value in api.in_topic(GROUP, 0)
    assert any(DeskKey.CARD_HOW.value in text for text in api.in_topic(GROUP, 0))
    assert len(api.called("createForumTopic")) == 2


async def test_topics_are_switched_on_and_off(tmp_path: Path) -> None:
    """From what is written in the group the bot knows; cases that are open move with their next word."""
    async with bot_api(ForumApi()) as api, talking(tmp_path, api) as channel:
        assert isinstance(api, ForumApi)
        card = await channel.hands_over()
        api.forums.add(GROUP)
        await api.writes(GROUP, HAN, {"text": "이제 주제가 있네요"})
        await channel.settled()
        await api.replies(GROUP, HAN, card, "제가 볼게요")
        await channel.settled()
        [thread] = api.topics[GROUP]
        assert DeskKey.CARD_CLAIMED.value in api.in_topic(GROUP, thread)[0]
        api.forums.clear()
        before = len(api.called("sendMessage"))
        await api.writes(GROUP, HAN, {"text": "이제 없네요"})
        await channel.answered(KIM, "정관이 어려워요")
        shown, said = api.in_topic(GROUP, 0)[-2:]
        assert DeskKey.CARD_HOW.value in shown and "정관이 어려워요" in said
        assert not any("message_thread_id" in call.fields for call in api.called("sendMessage")[before:])


async def test_a_topic_that_was_made_and_not_kept_costs_an_empty_one(tmp_path: Path) -> None:
    """A crash at the worst moment: one topic lives, the other holds nothing, and the case is told once."""
    failures = 1

    class Crashes(TroubledStore):
        async def keep_topic(self, address: str, case: str, topic: Topic, now: object) -> int:
            nonlocal failures
            failures -= 1
            if failures >= 0:
                raise StoreFailure
            return await super().keep_topic(address, case, topic, now)  # type: ignore[arg-type]  # a datetime

    def wrap(store: Store) -> Store:
        return Crashes(store, lambda *_: None)  # type: ignore[return-value]  # what is not called is not there

    async with bot_api(ForumApi(forums={GROUP})) as api, talking(tmp_path, api, wrap=wrap) as channel:
        assert isinstance(api, ForumApi)
        await channel.answered(KIM, "상담사")
        await channel.tapped(KIM, Key.BUTTON_HANDOVER_YES.value)
        await channel.pass_(seconds=30)
        empty, living = sorted(api.topics[GROUP])
        assert (len(api.in_topic(GROUP, empty)), len(api.in_topic(GROUP, living))) == (0, 1)
        await channel.tapped(GROUP, DeskKey.BUTTON_CARD_CLAIM.value, HAN)
        assert len(api.topics[GROUP]) == 2 and api.in_topic(GROUP, 0) == []


@pytest.mark.parametrize("lost", [1, 99])
async def test_a_topic_that_nobody_hears_of_keeps_no_case_back(forum: Forum, lost: int) -> None:
    """B3 32: it is tried again, and if that is no use the case is a card in the group; what was made is empty."""
    channel, api = forum
    api.lost = lost
    await channel.answered(KIM, "상담사")
    await channel.tapped(KIM, Key.BUTTON_HANDOVER_YES.value)
    for _ in range(4):
        await channel.pass_(seconds=10)
    shown = [number for number in (0, *api.topics[GROUP]) if api.in_topic(GROUP, number)]
    assert (shown, len(api.topics[GROUP])) == (([max(api.topics[GROUP])], 2) if lost == 1 else ([0], 3))
    assert len(api.in_topic(GROUP, shown[0])) == 1


async def test_a_restart_knows_every_topic(tmp_path: Path) -> None:
    """B4 37, 38: ids are kept for good; no second topic is made and a late word finds its case."""
    async with bot_api(ForumApi(forums={GROUP})) as api:
        assert isinstance(api, ForumApi)
        async with talking(tmp_path, api) as channel:
            thread = await channel.hands_over()
        async with talking(tmp_path, api) as channel:
            channel.service.clock.pass_(days=200)
            await api.writes_in(GROUP, thread, HAN, "/claim")
            await channel.settled()
            assert list(api.topics[GROUP]) == [thread]
            assert DeskKey.CARD_CLAIMED.value in api.in_topic(GROUP, thread)[0]


async def test_a_long_wait_for_a_topic_keeps_no_case_back(forum: Forum) -> None:
    """B4 34: the card goes to the group itself, what others say goes on, and the topic is made when it may be."""
    channel, api = forum
    kim = await channel.hands_over(KIM)
    api.trouble("createForumTopic", 429, "Too Many Requests: retry after 2282", retry_after=2282)
    await channel.hands_over(LEE)
    assert DeskKey.CARD_WAITING.value in api.in_topic(GROUP, 0)[0]
    await api.writes_in(GROUP, kim, HAN, "/claim")
    await channel.settled()
    assert DeskKey.CARD_CLAIMED.value in api.in_topic(GROUP, kim)[0]
    await channel.pass_(seconds=2300)
    await channel.service.consultant().acts("claim")
    await channel.service.delivery.settle()
    assert len(api.topics[GROUP]) == 2


@pytest.mark.parametrize("wish", ["", "정관을 고치고 싶어요", "가나다\n" * 50, "😀" * 200])
def test_a_name_fits_whatever_is_wished_for(wish: str) -> None:
    """It holds the number and the kind, and no more than Telegram takes."""
    case = Case("26-0001", "c", "상담", "상담팀", "claimed", NOON, NOON, Packet(wish), owner="한" * 20)
    name = topic_name(case, small_library())
    assert name.startswith(f"{'한' * 20} · 26-0001 · 상담") and wish[:10].split("\n")[0] in name
    assert len(name.encode("utf-16-le")) // 2 <= 128 and "\n" not in name


async def test_a_right_that_is_missing_is_not_asked_for_at_every_start(tmp_path: Path) -> None:
    """It was said, and the group has it in writing."""
    async with bot_api(ForumApi(forums={GROUP}, may_manage=False)) as api:
        for chat in (KIM, LEE):
            async with talking(tmp_path, api) as channel:
                await channel.hands_over(chat)
        assert api.seen(GROUP).count(DeskKey.GROUP_NEEDS_TOPICS.value) == 1


async def test_an_old_topic_is_heard_when_its_case_lives_elsewhere(forum: Forum) -> None:
    """What was deleted for the bot alone may still be open before somebody."""
    channel, api = forum
    old = await channel.hands_over()
    kept: Json = dict(api.messages[GROUP][old])
    api.deletes_topic(GROUP, old)
    await channel.service.consultant().acts("claim")
    await channel.service.delivery.settle()
    api.messages[GROUP][old] = kept
    await api.writes_in(GROUP, old, HAN, "/return")
    await channel.settled()
    assert {it.case.state for it in await channel.service.store.cases()} == {"returned"}
