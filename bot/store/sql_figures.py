"""Statements about what is counted, in the closed dialect that all engines share."""

ADD = """
insert into figures (day, what, detail, many, summed) values (:day, :what, :detail, :many, 0)
"""

UNSUMMED = "select distinct day from figures where summed = 0 and day < :today"

TO_SUM = "select count(*) from figures where summed = 0 and day = :day"

SUM_UP = """
insert into figures (day, what, detail, many, summed)
select day, what, detail, cast(sum(many) as bigint), 1
from figures where summed = 0 and day = :day
group by day, what, detail having sum(many) <> 0
"""

DROP_SUMMED = "delete from figures where summed = 0 and day = :day"

BY_DAY = """
select day, what, detail, cast(sum(many) as bigint)
from figures where day >= :since and what not in ('entry', 'judged', 'reached', 'passed')
group by day, what, detail
"""

IN_ALL = """
select what, detail, cast(sum(many) as bigint)
from figures where day >= :since and what in ('entry', 'judged', 'reached', 'passed')
group by what, detail
"""

CAME_TO = """
select what, detail, cast(sum(many) as bigint)
from figures where what in ('outcomes', 'members', 'jobs')
group by what, detail
"""

BEGIN_COUNTING = "insert into counting (place, at) values (1, :at) on conflict do nothing"

COUNTING_SINCE = "select at from counting where place = 1"

EVERY_CASE = "select number, conversation, state, owner, opened, promise, body from cases"

EVERY_CONVERSATION = (
    "select substr(begun, 1, 13), count(*) from conversations where last > 0 group by substr(begun, 1, 13)"
)

JUDGE = """
insert into judged (conversation, number, entry, good, at) values (:conversation, :number, :entry, :good, :at)
on conflict (conversation, number) do update set good = excluded.good, at = excluded.at
"""

WEAK = """
select j.entry, q.text, j.at
from judged j join messages q on q.conversation = j.conversation and q.number = (
    select max(m.number) from messages m
    where m.conversation = j.conversation and m.number < j.number and m.sender = 'citizen')
where j.good = 0 and j.at >= :since
"""
