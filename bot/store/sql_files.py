"""Statements about files, in the closed dialect that all engines share."""

INSERT_FILE = """
insert into files (conversation, number, kind, name, size, ref, kept, type, state, due)
values (:conversation, :number, :kind, :name, :size, :ref, :kept, :type, :state, :due)
"""

INSERT_COUNTED_FILE = """
insert into files (conversation, number, kind, name, size, ref, kept, type, state, due)
select id, last - :left, cast(:kind as text), cast(:name as text), cast(:size as bigint), cast(:ref as text),
    cast(:kept as text), cast(:type as text), cast(:state as text), cast(:due as text)
from conversations where id = :conversation
"""

KNOWS_FILE = "select count(*) from files where kept = :kept and state <> 'removed'"

TO_FETCH = """
select f.conversation, f.number, m.sender, f.kind, f.name, f.size, f.ref, f.kept, f.type, f.state, f.attempts
from files f join messages m on m.conversation = f.conversation and m.number = f.number
where f.state = 'wanted' and f.due <= :now order by f.number limit 20
"""

NEXT_FETCH = "select min(due) from files where state = 'wanted' and due > :now"

FETCHING = """
update files set attempts = attempts + 1, due = :due
where conversation = :conversation and number = :number and state = 'wanted' and attempts = :attempts
"""

FETCHED = """
update files set state = 'here', kept = :kept, type = :type, size = :size
where conversation = :conversation and number = :number and state = 'wanted'
"""

FETCH_LATER = """
update files set due = :due, attempts = attempts - :uncounted
where conversation = :conversation and number = :number and state = 'wanted'
"""

FETCH_FAILED = """
update files set state = 'failed' where conversation = :conversation and number = :number and state = 'wanted'
"""

DISCARD = """
update files set state = 'removed', name = '', ref = '', type = '', size = 0
where conversation = :conversation and number in (
    select m.number from messages m
    where m.conversation = :conversation and (m.number = :place or m.edits = :place))
"""

SAY_INSTEAD = """
update messages set text = :text, folded = '' where conversation = :conversation and (number = :place or edits = :place)
"""

KEPT_FILES = "select kept from files where kept <> '' and state <> 'removed'"

REMOVED_FILES = "select kept from files where state = 'removed' and kept <> ''"

FORGET_FILE = "update files set kept = '' where kept = :kept and state = 'removed'"

FILES_OF = """
select kept from files where kept <> '' and conversation in (
    select id from conversations where id = :conversation or joined = :conversation)
"""
