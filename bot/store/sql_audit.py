"""Statements about who has read which case, in the closed dialect that all engines share."""

NOTE = """
insert into audit (place, id, at, who, case_number, way, address)
select :place, :id, :at, :who, :number, :way, :address
where (:number = '' or exists (select 1 from cases c where c.number = :number)) and not exists (
    select 1 from audit a
    where a.who = :who and a.case_number = :number and a.at > :since and a.way = :way and a.address = :address)
"""

SOUGHT = """
select place, at, who, case_number, way, address from audit
where place < :before and (:who = '' or who = :who) and (:number = '' or case_number = :number)
    and (:way = '' or way = :way)
order by place desc limit :most
"""

READERS = "select distinct who from audit"

FORGET = "delete from audit where at < :before"
