"""Statements about what was typed and where people stand, in the closed dialect that all engines share."""

DAYS = """
select substr(at, 1, 10), count(*) from messages where sender = 'citizen' and ref is not null group by substr(at, 1, 10)
"""

TYPED = """
select m.text, m.at, p.asks
from messages m
join messages a on a.conversation = m.conversation and a.number = m.number + 1 and a.sender = 'bot'
left join messages p on p.conversation = m.conversation and p.number = m.number - 1
where m.sender = 'citizen' and m.ref is not null and (m.folded is null or m.folded <> '') and m.at >= :since
"""

WALKING = "select id, version, last, body from conversations where joined is null and body not like :without"
