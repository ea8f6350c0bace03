"""Statements about questions that were left open, in the closed dialect that all engines share."""

LEAVE_OPEN = """
insert into unanswered (conversation, number, why, at, settled)
select cast(:conversation as text), max(m.number), cast(:why as text), cast(:at as text), ''
from messages m where m.conversation = :conversation and m.number < :before and m.sender = 'citizen'
having max(m.number) is not null
on conflict (conversation, number) do update set why = excluded.why, at = excluded.at, settled = ''
"""

WRITTEN_ANEW = """
delete from unanswered where conversation = :conversation and (number = :place or number in (
    select m.number from messages m where m.conversation = :conversation and m.edits = :place))
"""

UNANSWERED = """
select coalesce(c.joined, c.id), u.conversation, u.number, q.text, u.why, u.at, u.settled, ''
from unanswered u join conversations c on c.id = u.conversation
    join messages q on q.conversation = u.conversation and q.number = u.number
where u.at >= :since
"""

NOT_HELPED = """
select coalesce(c.joined, c.id), j.conversation, j.number, q.text, 'not helped', j.at, j.settled, j.entry
from judged j join conversations c on c.id = j.conversation
    join messages q on q.conversation = j.conversation and q.number = (
        select max(m.number) from messages m
        where m.conversation = j.conversation and m.number < j.number and m.sender = 'citizen')
where j.good = 0 and j.at >= :since
"""

ANSWERED = """
select k.conversation, k.number, k.opened, m.at from cases k
    join messages m on m.conversation = k.conversation and m.sender = 'consultant'
where m.at >= :since
"""

WRITTEN = """
select m.text, m.at from cases k join messages m on m.conversation = k.conversation
where k.number = :number and m.sender = 'consultant' and m.at >= :since and m.text <> '' and not exists (
    select 1 from messages e where e.conversation = m.conversation and e.number > m.number
        and e.edits = coalesce(m.edits, m.number))
order by m.number limit :most
"""

WORKED = "select distinct who from case_log where number = :number"

SAID = """
select m.text from cases k join messages m on m.conversation = k.conversation
where k.number = :number and m.sender = 'citizen' and m.text <> '' order by m.number
"""

SETTLE = "update unanswered set settled = :settled where conversation = :conversation and number = :number"

SETTLE_JUDGED = "update judged set settled = :settled where conversation = :conversation and number = :number"

FORGET = "delete from unanswered where at < :before"

FORGET_JUDGED = "delete from judged where at < :before"
