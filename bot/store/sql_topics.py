"""Statements about topics of the consultants' group, in the closed dialect that all engines share."""

KEEP_TOPIC = """
insert into topics (address, thread, case_number, made, shown, closed)
values (:address, :thread, :case_number, :at, :shown, 0) on conflict do nothing
"""

LIVING = "select thread from topics where address = :address and case_number = :case_number and lost is null"

LOSE_TOPIC = "update topics set lost = :at where address = :address and thread = :thread and lost is null"

SHOW_TOPIC = "update topics set shown = :shown where address = :address and thread = :thread"

SHUT_TOPIC = "update topics set closed = :closed where address = :address and thread = :thread"

CASE_IN = """
select c.number, c.conversation, c.state, c.owner, c.opened, c.promise, c.body
from topics t join cases c on c.number = t.case_number where t.address = :address and t.thread = :thread
"""

CARD_FIRST = """
insert into outbox (id, address, conversation, kind, number, case_number, recipient, text, at, place, due, attempts,
    unsure, state, error)
select cast(:card as text), o.address, o.conversation, 'card', cast(null as bigint), o.case_number, '', '', o.at,
    o.place - 1, cast(:now as text), 0, 0, 'waiting', ''
from outbox o where o.id = :id and o.case_number is not null
on conflict (id) do nothing
"""

HOUSED = """
select c.number, c.conversation, c.state, c.owner, c.opened, c.promise, c.body, t.thread, t.shown, t.closed
from cases c left join topics t on t.case_number = c.number and t.address = :address and t.lost is null
where c.state <> 'closed' or t.closed = 0 order by c.place
"""

IS_ANSWER = """
select count(*) from messages where conversation = :conversation and ref = :ref and sender = 'consultant'
"""

FORUM = "select state from forums where address = :address"

KEEP_FORUM = """
insert into forums (address, state, at) values (:address, :state, :at)
on conflict (address) do update set state = excluded.state, at = excluded.at
"""
