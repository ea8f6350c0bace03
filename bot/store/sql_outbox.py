"""Statements of the outbox, in the closed dialect that all engines share."""

INSERT_SENDING = """
insert into outbox (id, address, conversation, kind, number, case_number, recipient, text, at, place, due, attempts,
    unsure, state, error, about)
select cast(:id as text), cast(:address as text), c.id, cast(:kind as text),
    coalesce(cast(:number as bigint), c.last - cast(:left as bigint)), cast(:case_number as text),
    cast(:recipient as text), cast(:text as text), cast(:at as text), c.version * 1000 + cast(:place as bigint),
    cast(:at as text), 0, 0, 'waiting', '', cast(:about as text)
from conversations c where c.id = :conversation
on conflict (id) do nothing
"""

INSERT_ANSWER = """
insert into outbox (id, address, conversation, kind, number, case_number, recipient, text, at, place, due, attempts,
    unsure, state, error, about)
select cast(:id as text), a.address, c.id, 'message', coalesce(cast(:number as bigint), c.last - cast(:left as bigint)),
    cast(null as text), '', '', cast(:at as text), c.version * 1000 + cast(:place as bigint), cast(:at as text), 0, 0,
    'waiting', '', cast(:about as text)
from conversations c join addresses a on a.pushes = 1 and a.address = coalesce(cast(:origin as text), c.push)
where c.id = :conversation
on conflict (id) do nothing
"""

HEADS = """
select o.id, o.address, o.conversation, o.kind, o.case_number, o.recipient, o.text, o.attempts, o.unsure,
    m.number, m.edits, m.sender, m.text, m.at, m.buttons, m.asks, m.papers,
    f.kind, f.name, f.size, f.ref, f.kept, f.type, f.state, o.at, (
        select max(n.place) from outbox n where n.kind = 'card' and n.state = 'waiting' and n.address = o.address
            and n.conversation = o.conversation and n.case_number = o.case_number),
    t.thread, t.shown, t.closed, c.state, o.about
from outbox o
left join cases c on c.number = o.case_number
left join topics t on t.address = o.address and t.case_number = o.case_number and t.lost is null
left join messages m on m.conversation = o.conversation and m.number = o.number
left join files f on f.conversation = o.conversation and f.number = o.number
where o.state = 'waiting' and o.due <= :now and not exists (
    select 1 from outbox e where e.address = o.address and e.state = 'waiting' and (e.at < o.at
        or (e.at = o.at and (e.place < o.place or (e.place = o.place and e.id < o.id)))))
"""

NEXT_SEND = "select min(due) from outbox where state = 'waiting' and due > :now"

TRYING = """
update outbox set attempts = attempts + 1, unsure = 1
where id = :id and state = 'waiting' and address = :address and attempts = :attempts and due <= :now
"""

DELIVERED = """
insert into delivered (address, ref, conversation, kind, number, case_number, place, topic)
select o.address, cast(:ref as text), o.conversation, o.kind,
    coalesce((select m.edits from messages m where m.conversation = o.conversation and m.number = o.number), o.number),
    o.case_number, o.place, cast(:topic as bigint)
from outbox o where o.id = :id
on conflict (address, ref) do nothing
"""

DELETE_SENDING = "delete from outbox where id = :id"

DELETE_COVERED = """
delete from outbox where kind = 'card' and state = 'waiting' and address = :address
    and conversation = :conversation and case_number = :case_number and place <= :covers
"""

POSTPONE = """
update outbox set due = :due, unsure = :unsure, error = :error, attempts = attempts - :uncounted where id = :id
"""

FAILED = "update outbox set state = 'failed', error = :error where id = :id"

FAILED_MESSAGES = """
select number from outbox
where conversation = :conversation and kind = 'message' and case_number is null and state = 'failed'
"""

PASSAGES = """
select 'came', number, id from events where conversation = :conversation and number is not null
union all
select 'sent', number, address from delivered
where conversation = :conversation and kind = 'message' and case_number is null and number is not null
union all
select state, number, address from outbox
where conversation = :conversation and kind = 'message' and case_number is null and number is not null
"""

SEND_AGAIN = """
update outbox set state = 'waiting', attempts = 0, due = :now, error = ''
where conversation = :conversation and kind = 'message' and case_number is null and number = :number
    and state = 'failed'
"""

MOVE = """
insert into moved (address, moved_to, at) values (:address, :moved_to, :at)
on conflict (address) do update set moved_to = excluded.moved_to, at = excluded.at
"""

STAY = "delete from moved where address = :moved_to"

MOVE_SENDINGS = "update outbox set address = :moved_to where address = :address"

WHERE = "select moved_to from moved where address = :address"

SHUT_OUT = """
select count(*) from outbox o where o.address = :address and o.state = 'waiting' and exists (
    select 1 from outbox e where e.address = o.address and e.state = 'waiting' and e.error = :error)
"""

REFS = """
select ref, place from delivered
where conversation = :conversation and address = :address and kind = :kind
    and (number = cast(:number as bigint) or (kind = 'card' and case_number = cast(:case_number as text)))
    and coalesce(topic, 0) = :topic
order by place desc
"""

CASE_AT = """
select c.number, c.conversation, c.state, c.owner, c.opened, c.promise, c.body
from delivered d join cases c on c.number = d.case_number where d.address = :address and d.ref = :ref
"""

CURSOR = "select place from cursors where source = :source"

KEEP_CURSOR = """
insert into cursors (source, place) values (:source, :place)
on conflict (source) do update set place = excluded.place where excluded.place > cursors.place
"""
