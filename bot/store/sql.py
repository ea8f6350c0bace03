"""Every statement of the store, in the closed dialect that all engines share."""

UPDATE_CONVERSATION = """
update conversations set version = :version, last = :last, body = :body, push = cast(:push as text)
where id = :id and version = :seen
"""

INSERT_EVENT = """
insert into events (id, conversation, at, digest, number, first_message, last_message)
values (:id, :conversation, :at, :digest, :number, :first_message, :last_message)
on conflict (id) do nothing
"""

INSERT_MESSAGE = """
insert into messages (conversation, number, sender, text, buttons, edits, asks, at, ref, papers, folded)
values (:conversation, :number, :sender, :text, :buttons, :edits, :asks, :at, :ref, :papers, :folded)
"""

INSERT_TOLD = """
insert into told (conversation, place, event, recipient, text, at)
select cast(:conversation as text), coalesce(max(place), 0) + 1, cast(:event as text), cast(:recipient as text),
    cast(:text as text), cast(:at as text)
from told where conversation = :conversation
"""

SET_WAKE = """
insert into wakes (conversation, name, at, due, attempts, version)
select id, cast(:name as text), cast(:at as text), cast(:at as text), 0, :version
from conversations where id = :conversation and not exists (select 1 from events where events.id = :event)
on conflict (conversation, name) do update set
    due = case when wakes.at = excluded.at then wakes.due else excluded.due end,
    attempts = case when wakes.at = excluded.at then wakes.attempts else 0 end,
    at = excluded.at,
    version = excluded.version
"""

DELETE_WAKES = "delete from wakes where conversation = :conversation and version <> :version"

INSERT_CASE = """
insert into cases (number, place, conversation, state, owner, opened, promise, first_message, body, folded)
values (:number, :place, :conversation, :state, :owner, :opened, :promise, :first_message, :body, :folded)
on conflict do nothing
"""

UPDATE_CASE = """
update cases set state = :state, owner = :owner, promise = :promise, body = :body, folded = :folded, forgotten = 0
where number = :number
"""

INSERT_LOG = """
insert into case_log (number, place, at, who, verb, text, result, folded)
select cast(:number as text), coalesce(max(place), 0) + 1, cast(:at as text), cast(:who as text),
    cast(:verb as text), cast(:text as text), cast(:result as text), cast(:folded as text)
from case_log where number = :number
"""

MARK_SEEN = """
insert into seen (number, who, upto) values (:number, :who, :upto)
on conflict (number, who) do update set upto = case when seen.upto > excluded.upto then seen.upto else excluded.upto end
"""

LOAD = """
select 'conversation', version, last, cast(null as bigint), body, push, joined,
    cast(null as text), cast(null as text), cast(null as text)
from conversations where id = :conversation
union all
select 'address', pushes, cast(null as bigint), cast(null as bigint), address, linked, cast(null as text),
    cast(null as text), cast(null as text), cast(null as text)
from addresses where conversation = :conversation
union all
select 'case', place, cast(null as bigint), cast(null as bigint), number, state, owner, opened, promise, body
from cases where conversation = :conversation
union all
select 'event', number, first_message, last_message, digest, cast(null as text), cast(null as text),
    cast(null as text), cast(null as text), cast(null as text)
from events where id = :event
union all
select 'about', number, edits, cast(null as bigint), sender, text, at, buttons, asks, cast(null as text)
from messages where conversation = :conversation and number = coalesce(cast(:number as bigint), (
    select max(m.number) from messages m where m.conversation = :conversation and m.ref = cast(:ref as text)))
union all
select 'file', coalesce(m.edits, m.number), cast(null as bigint), cast(null as bigint), f.kind, f.state, m.at,
    case when f.conversation = :conversation then '' else f.conversation end, cast(null as text), cast(null as text)
from files f join messages m on m.conversation = f.conversation and m.number = f.number
where m.sender = 'citizen' and f.conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
union all
select 'waiting', count(*), cast(null as bigint), cast(null as bigint), cast(null as text), cast(null as text),
    cast(null as text), cast(null as text), cast(null as text), cast(null as text)
from cases where state = 'waiting'
union all
select 'highest', coalesce(max(place), 0), cast(null as bigint), cast(null as bigint), cast(null as text),
    cast(null as text), cast(null as text), cast(null as text), cast(null as text), cast(null as text)
from (select place from cases union all select place from erased) taken
where place between :first_place and :last_place
"""

EVENT = "select number, first_message, last_message, digest, conversation from events where id = :event"

PUSHED = "select push from conversations where id = :conversation"

CONVERSATION = "select version, last, body from conversations where id = :conversation"

MESSAGES = """
select m.number, m.edits, m.sender, m.text, m.at, m.buttons, m.asks, m.papers,
    f.kind, f.name, f.size, f.ref, f.kept, f.type, f.state
from messages m left join files f on f.conversation = m.conversation and f.number = m.number
where m.conversation = :conversation and m.number > :after and m.number <= :upto
order by m.number limit :most
"""

MESSAGE = """
select number, edits, sender, text, at, buttons, asks, papers
from messages where conversation = :conversation and number = :number
"""

TOLD = "select text from told where event = :event order by place"

NEWEST_CASE = """
select number, conversation, state, owner, opened, promise, body
from cases where conversation = :conversation order by place desc limit 1
"""

# A turn that failed: nothing was seen, so the numbers are counted where they are kept

BUMP = "update conversations set version = version + 1, last = last + :count where id = :conversation"

INSERT_FAILED_EVENT = """
insert into events (id, conversation, at, digest, number, first_message, last_message)
select cast(:event as text), id, cast(:at as text), cast(:digest as text),
    case when cast(:own as bigint) = 1 then last - :count + 1 end, last - :count + 1, last
from conversations where id = :conversation
on conflict (id) do nothing
"""

INSERT_COUNTED_MESSAGE = """
insert into messages (conversation, number, sender, text, buttons, edits, asks, at, ref, folded)
select id, last - :left, cast(:sender as text), cast(:text as text), cast(:buttons as text), (
    select min(m.number) from messages m where m.conversation = :conversation and m.ref = cast(:edited as text)),
    cast(:asks as text), cast(:at as text), cast(:ref as text), cast(:folded as text)
from conversations where id = :conversation
"""

POSTPONE_WAKE = """
update wakes set attempts = attempts + 1, due = :due where conversation = :conversation and name = :name and at = :at
"""

ATTEMPTS = "select attempts from wakes where conversation = :conversation and name = :name"

INSERT_FAULT = """
insert into faults (event, at, conversation, error) values (:event, :at, :conversation, :error)
on conflict (event, at) do nothing
"""

# Timers

DUE = "select conversation, name, at, due from wakes where due <= :now"

NEXT_WAKE = "select min(due) from wakes"

# Addresses

CONVERSATION_AT = "select conversation from addresses where address = :address"

INSERT_CONVERSATION = """
insert into conversations (id, version, last, body, begun, push)
values (:conversation, 0, 0, :body, :at, cast(:push as text))
"""

INSERT_ADDRESS = """
insert into addresses (address, conversation, added, pushes) values (:address, :conversation, :at, :pushes)
on conflict do nothing
"""

CLOSE_ADDRESS = "delete from addresses where address = :address"

# The queue of cases

_LISTED = """
select c.number, c.conversation, c.state, c.owner, c.opened, c.promise, c.body, m.text, m.sender, m.at, (
    select count(*) from messages u
    where u.conversation = c.conversation and u.sender = 'citizen' and u.number >= c.first_message
        and u.number > coalesce((
            select max(s.upto) from seen s
            where s.number = c.number and (cast(:who as text) is null or s.who = cast(:who as text))), 0))
from cases c left join messages m on m.conversation = c.conversation and m.number = (
    select max(l.number) from messages l
    where l.conversation = c.conversation and l.sender in ('citizen', 'consultant'))
"""

OPEN_CASES = _LISTED + "where c.state <> 'closed' order by c.place"

CLOSED_CASES = _LISTED + "where c.state = 'closed' order by c.place desc limit 50"

CASE = "select number, conversation, state, owner, opened, promise, body from cases where number = :number"

LOG = "select place, at, who, verb, text, result from case_log where number = :number order by place"

# Numbers for staff: by the hour in UTC, as a day in Seoul is made of whole hours; no words of anybody

COUNT_MESSAGES = """
select substr(at, 1, 13), sender, count(*) from messages where at >= :since group by substr(at, 1, 13), sender
"""

COUNT_FAULTS = """
select substr(at, 1, 13), error, count(*) from faults where at >= :since group by substr(at, 1, 13), error
"""
