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

KNOWS_FILE = "select count(*) from files where kept = :kept"
