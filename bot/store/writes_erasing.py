"""Writes that erase: a person with everything of them, and what tells that a case was there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.case import Case
from bot.core.conversation import Conversation, Decision, Situation
from bot.core.linking import Erase
from bot.core.outcomes import Result
from bot.service.ports.privacy import Why
from bot.store import sql, sql_privacy
from bot.store.case_numbers import place_of
from bot.store.codec import conversation_to_text
from bot.store.codec_parts import stamp
from bot.store.engine import Params, Write


@dataclass(frozen=True, slots=True)
class Rule:
    """How a table is erased: of a person, and of one closed case with what was said by its end."""

    of_person: str
    of_case: str = ""


RULES: Mapping[str, Rule] = {
    "seen": Rule(sql_privacy.SEEN_OF, sql_privacy.SEEN_OF_CASE),
    "case_log": Rule(sql_privacy.LOG_OF, sql_privacy.LOG_OF_CASE),
    "topics": Rule(sql_privacy.TOPICS_OF, sql_privacy.TOPICS_OF_CASE),
    "drafts": Rule(sql_privacy.DRAFTS_OF, sql_privacy.DRAFTS_OF_CASE),
    "link_codes": Rule(sql_privacy.CODES_OF),
    "link_tries": Rule(sql_privacy.TRIES_OF),
    "told": Rule(sql_privacy.TOLD_OF, sql_privacy.TOLD_UPTO),
    "wakes": Rule(sql_privacy.WAKES_OF),
    "faults": Rule(sql_privacy.FAULTS_OF, sql_privacy.FAULTS_UPTO),
    "outbox": Rule(sql_privacy.OUTBOX_OF, sql_privacy.OUTBOX_UPTO),
    "delivered": Rule(sql_privacy.DELIVERED_OF, sql_privacy.DELIVERED_UPTO),
    "files": Rule(sql_privacy.FILES_OF, sql_privacy.FILES_UPTO),
    "judged": Rule(sql_privacy.JUDGED_OF, sql_privacy.JUDGED_UPTO),
    "unanswered": Rule(sql_privacy.UNANSWERED_OF, sql_privacy.UNANSWERED_UPTO),
    "events": Rule(sql_privacy.EVENTS_OF, sql_privacy.EVENTS_UPTO),
    "messages": Rule(sql_privacy.MESSAGES_OF, sql_privacy.MESSAGES_UPTO),
    "cases": Rule(sql_privacy.CASES_OF, sql_privacy.CASE),
    "addresses": Rule(sql_privacy.ADDRESSES_OF),
}
"""By table, conversations left out; what leads away from a person comes first."""

NOBODYS = {
    "erased": "that there was a case, its kind, its days and what it came to in figures",
    "cursors": "how far a channel's queue was read",
    "forums": "whether groups have topics",
    "moved": "numbers of groups",
    "staff": "consultants, whose account is ended by `staff remove`",
    "staff_sessions": "where consultants are signed in; they end by themselves",
    "audit": "who of the staff has read the case of which number, without a word of it; kept for its own time",
    "versions": "when which content came into force, and who of the staff published it; kept for its own time",
    "version_files": "which text each file of a version has",
    "version_texts": "files of the content",
    "figures": "numbers of days, without a word or a person",
    "counting": "since when is counted",
    "migrations": "which migrations have run",
}
"""Tables in which there is nobody to be erased, and what they hold."""


def erases(decision: Decision) -> bool:
    """Whether the person wants everything of them erased."""
    return any(isinstance(link, Erase) for link in decision.links)


def begun_anew(came: Situation, fresh: str) -> Iterator[Write]:
    """Everything of a person goes, as it was seen; their addresses begin at a conversation without a past."""
    body, at = conversation_to_text(Conversation(fresh)), stamp(came.now)
    yield Write(sql.INSERT_CONVERSATION, {"conversation": fresh, "body": body, "at": at, "push": None}, rows=1)
    places: Params = {"conversation": came.conversation.id, "fresh": fresh}
    yield Write(sql_privacy.TRIES_OF, {"conversation": came.conversation.id})  # found by the addresses of before
    yield Write(sql_privacy.BEGIN_ANEW, places, rows=len(came.addresses))
    yield from person_writes(came.conversation, came.cases, came.now, "asked")


def person_writes(conversation: Conversation, cases: Sequence[Case], now: datetime, why: Why) -> Iterator[Write]:
    """A person goes from every table, if the conversation is still as it was seen."""
    of: Params = {"conversation": conversation.id}
    yield from (tombstone(case, now, why) for case in cases)
    yield from (Write(rule.of_person, of) for rule in RULES.values())
    yield Write(sql_privacy.JOINED_OF, of)
    yield Write(sql_privacy.CONVERSATION, {**of, "seen": conversation.version}, rows=1)


def tombstone(case: Case, now: datetime, why: Why) -> Write:
    result = case.result or Result("")
    values: Params = {
        "number": case.number,
        "place": place_of(case.number),
        "kind": case.kind,
        "state": case.state,
        "opened": stamp(case.opened),
        "at": stamp(now),
        "why": why,
        "closed": None if case.open else stamp(case.since or case.opened),
        "outcome": result.outcome or None,
        "field": result.field or None,
        "members": result.members,
        "jobs": result.jobs,
        "rating": case.rating.points if case.rating else None,
    }
    return Write(sql_privacy.TOMBSTONE, values, rows=1)
