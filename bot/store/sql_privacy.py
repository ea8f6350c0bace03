"""Statements that erase, in the closed dialect that all engines share."""

# Of a person: what was joined to a conversation is erased with it

SEEN_OF = """
delete from seen where number in (select k.number from cases k join conversations c on c.id = k.conversation
    where c.id = :conversation or c.joined = :conversation)
"""

LOG_OF = """
delete from case_log where number in (select k.number from cases k join conversations c on c.id = k.conversation
    where c.id = :conversation or c.joined = :conversation)
"""

TOPICS_OF = """
delete from topics where case_number in (select k.number from cases k join conversations c on c.id = k.conversation
    where c.id = :conversation or c.joined = :conversation)
"""

DRAFTS_OF = """
delete from drafts where conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""

CODES_OF = """
delete from link_codes where conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""

TOLD_OF = """
delete from told where conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""

WAKES_OF = """
delete from wakes where conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""

FAULTS_OF = """
delete from faults where conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""

OUTBOX_OF = """
delete from outbox where conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""

DELIVERED_OF = """
delete from delivered where conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""

FILES_OF = """
delete from files where conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""

EVENTS_OF = """
delete from events where conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""

JUDGED_OF = """
delete from judged where conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""

UNANSWERED_OF = """
delete from unanswered where conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""

MESSAGES_OF = """
delete from messages where conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""

CASES_OF = """
delete from cases where conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""

ADDRESSES_OF = """
delete from addresses where conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""

TRIES_OF = """
delete from link_tries where who = :conversation
    or who in (select address from addresses where conversation = :conversation)
    or who in (select number from cases where conversation = :conversation)
"""

JOINED_OF = "delete from conversations where joined = :conversation"

CONVERSATION = "delete from conversations where id = :conversation and version = :seen"

BEGIN_ANEW = "update addresses set conversation = :fresh where conversation = :conversation"

# Of a closed case, with what was said by its end

SEEN_OF_CASE = "delete from seen where number = :number"
LOG_OF_CASE = "delete from case_log where number = :number"
TOPICS_OF_CASE = "delete from topics where case_number = :number"
DRAFTS_OF_CASE = "delete from drafts where number = :number"
TOLD_UPTO = "delete from told where conversation = :conversation and at <= :closed"
FAULTS_UPTO = "delete from faults where conversation = :conversation and at <= :closed"
OUTBOX_UPTO = "delete from outbox where conversation = :conversation and at <= :closed"
DELIVERED_UPTO = """
delete from delivered where conversation = :conversation and (case_number = :number or number <= (
    select max(m.number) from messages m where m.conversation = :conversation and m.at <= :closed))
"""
FILES_UPTO = """
delete from files where conversation = :conversation and number <= (
    select max(m.number) from messages m where m.conversation = :conversation and m.at <= :closed)
"""
JUDGED_UPTO = "delete from judged where conversation = :conversation and at <= :closed"
UNANSWERED_UPTO = "delete from unanswered where conversation = :conversation and at <= :closed"
EVENTS_UPTO = "delete from events where conversation = :conversation and at <= :closed"
MESSAGES_UPTO = "delete from messages where conversation = :conversation and at <= :closed"
CASE = "delete from cases where number = :number and state = 'closed'"

TOMBSTONE = """
insert into erased (number, place, kind, state, opened, at, why, closed, outcome, field, members, jobs, rating)
values (:number, :place, :kind, :state, :opened, :at, :why, :closed, :outcome, :field, :members, :jobs, :rating)
on conflict do nothing
"""

CHANGE_BODY = """
update conversations set version = version + 1, body = :body where id = :conversation and version = :seen
"""

CHANGE_CASE = """
update cases set body = :body, folded = :folded, forgotten = 1
where number = :number and state = 'closed' and body = :before
"""

CHANGE_LOG = """
update case_log set text = :text, folded = case when verb = 'note' then cast(:folded as text) else '' end
where number = :number and place = :place
"""

CHANGE_MESSAGE = """
update messages set text = :text,
    folded = case when sender in ('citizen', 'consultant') then cast(:folded as text) else '' end
where conversation = :conversation and number = :number
"""

SAID_UPTO = """
select number, text from messages where conversation = :conversation and at <= :closed and sender <> 'citizen'
"""

LOGGED = "select place, text from case_log where number = :number and text <> ''"

CASES_IN = """
select number, conversation, state, owner, opened, promise, body from cases where conversation = :conversation
"""

BELONGING = """
select c.conversation, (select count(*) from messages m where m.conversation = c.conversation)
from cases c where c.number = :number
"""

QUIET = """
select c.id from conversations c where c.begun <= :before and c.joined is null
    and not exists (select 1 from cases k where k.conversation = c.id)
    and not exists (
        select 1 from events e where e.conversation = c.id and e.at > :before and e.id not like 'wake:%')
"""

ENDED = """
select c.number from cases c where c.state = 'closed' and c.opened <= :before and c.forgotten <= :forgotten
    and not exists (select 1 from case_log l where l.number = c.number and l.verb = 'close' and l.at > :before)
"""

CLOSED_AT = "select max(at) from case_log where number = :number and verb = 'close'"

ERASED_SINCE = "select opened, kind, state from erased where opened >= :since"
