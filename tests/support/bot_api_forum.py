"""The fake Bot API with groups that have topics. It refuses as the real one: in its words, and after its rules.

Every message of a topic replies to the message that began it, if it replies to nothing else. Who made a topic may
change it without the right to manage topics.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.support.bot_api import BotApi
from tests.support.bot_api_json import AT, Json, Refusal, entities_of, message_of, person, the_bot, whole

ADMIN_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_SERVICE = ("createforumtopic", "editforumtopic", "closeforumtopic", "reopenforumtopic")


@dataclass
class Room:
    """A topic as it is now."""

    name: str
    closed: bool = False


@dataclass
class ForumApi(BotApi):
    """`forums` are the groups with topics, `topics` what each has, `may_manage` whether the bot may manage them.

    So many topics are made of which nobody hears: `lost`. Those that are `stuck` are closed whatever is done.
    """

    forums: set[int] = field(default_factory=set)
    topics: dict[int, dict[int, Room]] = field(default_factory=lambda: defaultdict(dict))
    may_manage: bool = True
    lost: int = 0
    stuck: set[int] = field(default_factory=set)

    # What people do

    async def writes_in(self, group: int, thread: int, user: int, text: str, to: int | None = None) -> int:
        """A text in a topic, as a reply to a message of it if one is named."""
        return await self.writes(group, user, {"text": text, **entities_of(text), **self._in(group, thread, to)})

    async def puts_in(self, group: int, thread: int, user: int, content: Json) -> int:
        """Something that is no text, in a topic."""
        return await self.writes(group, user, {**content, **self._in(group, thread, None)})

    async def replies(self, group: int, user: int, to: int | None, text: str) -> int:
        thread = self.messages[group][to].get("message_thread_id") if to is not None else None
        if thread is None:
            return await super().replies(group, user, to, text)
        return await self.writes_in(group, whole(thread), user, text, to)

    async def writes(self, chat: int, user: int, content: Json) -> int:
        return await super().writes(chat, user, {**content, **self._kind(chat)})

    async def shuts_topic(self, group: int, thread: int, user: int, *, closed: bool = True) -> None:
        """A person closes a topic, or opens it again."""
        self.topics[group][thread].closed = closed
        what = "forum_topic_closed" if closed else "forum_topic_reopened"
        await self.writes(group, user, {what: {}, **self._in(group, thread, None)})

    def deletes_topic(self, group: int, thread: int) -> None:
        """A person deletes a topic with all that is in it; nobody tells the bot."""
        del self.topics[group][thread]
        gone = [number for number, it in self.messages[group].items() if it.get("message_thread_id") == thread]
        for number in gone:
            del self.messages[group][number]

    async def grants(self, group: int, *, may: bool) -> None:
        """The bot is given the right to manage topics, or loses it, and is told."""
        before, self.may_manage = self._member(), may
        await self.happens(
            {
                "my_chat_member": {
                    "chat": {"id": group, "type": "supergroup", "title": "상담", "is_forum": group in self.forums},
                    "from": person(1),
                    "date": AT,
                    "old_chat_member": before,
                    "new_chat_member": self._member(),
                }
            }
        )

    # What a test sees

    def in_topic(self, group: int, thread: int) -> list[str]:
        """What the bot has written in a topic (0: outside of all), as it is now."""
        found = [it for it in self.of_bot(group).values() if whole(it.get("message_thread_id", 0)) == thread]
        return [str(it.get("text", it.get("caption", ""))) for it in found if "forum_topic_created" not in it]

    def card(self, group: int, thread: int) -> int:
        """The newest message of the bot in a topic that has buttons of a card."""
        shown = [n for n, it in self.of_bot(group).items() if it.get("message_thread_id") == thread]
        return max(n for n in shown if len(self.labels(group, n)) > 2)

    # What the bot asks

    async def _do(self, method: str, fields: Mapping[str, object]) -> object:
        if method == "getchat" and whole(fields["chat_id"]) in self.forums:
            return {**self._known_chat(fields), "is_forum": True}
        if method == "getchatmember" and whole(fields["chat_id"]) in self.forums:
            return self._member()
        if method == "createforumtopic":
            return self._create(self._chat(fields), str(fields["name"]))
        if method in _SERVICE:
            return self._change(method, fields)
        return await super()._do(method, fields)

    def _create(self, chat: int, name: str) -> Json:
        if chat not in self.forums:
            raise Refusal(400, "Bad Request: the chat is not a forum")
        if not self.may_manage:
            raise Refusal(400, "Bad Request: not enough rights to create a topic")
        if not 1 <= len(name.encode("utf-16-le")) // 2 <= 128:
            raise Refusal(400, "Bad Request: TOPIC_TITLE_INVALID")
        thread = next(self.numbers)
        begun = {"name": name, "icon_color": 7322096}
        content: Json = {"forum_topic_created": begun, "message_thread_id": thread, "is_topic_message": True}
        self.messages[chat][thread] = message_of(thread, chat, the_bot(), {**content, **self._kind(chat)})
        self.topics[chat][thread] = Room(name)
        self.lost -= 1
        if self.lost >= 0:
            raise Refusal(502, "Bad Gateway")
        return {"message_thread_id": thread, **begun}

    def _change(self, method: str, fields: Mapping[str, object]) -> bool:
        room = self.topics[self._chat(fields)].get(whole(fields["message_thread_id"]))
        if room is None:
            raise Refusal(400, "Bad Request: TOPIC_ID_INVALID")
        closed = {"closeforumtopic": True, "reopenforumtopic": False}.get(method, room.closed)
        name = str(fields.get("name", room.name))
        if (room.name, room.closed) == (name, closed):
            raise Refusal(400, "Bad Request: TOPIC_NOT_MODIFIED")
        room.name, room.closed = name, closed
        return True

    def _send(self, kind: str, fields: Mapping[str, object]) -> Json:
        chat, thread = self._chat(fields), whole(fields.get("message_thread_id", 0))
        room = self.topics[chat].get(thread)
        if thread and (room is None or chat not in self.forums):
            raise Refusal(400, "Bad Request: message thread not found")
        if thread in self.stuck or (room is not None and room.closed and not self.may_manage):
            raise Refusal(400, "Bad Request: TOPIC_CLOSED")
        sent = super()._send(kind, fields)
        if thread:
            sent.update({**self._in(chat, thread, None), **sent})
        sent.update(self._kind(chat))
        return sent

    def _in(self, chat: int, thread: int, to: int | None) -> Json:
        target = self.messages[chat][thread if to is None else to]
        bare = {name: value for name, value in target.items() if name != "reply_to_message"}
        return {"message_thread_id": thread, "is_topic_message": True, "reply_to_message": bare}

    def _kind(self, chat: int) -> Json:
        if chat not in self.forums:
            return {}
        return {"chat": {"id": chat, "type": "supergroup", "title": "상담", "is_forum": True}}

    def _member(self) -> Json:
        rights = dict.fromkeys(ADMIN_RIGHTS, False)
        return {"user": the_bot(), "status": "administrator", **rights, "can_manage_topics": self.may_manage}
