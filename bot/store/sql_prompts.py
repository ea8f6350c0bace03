"""Statements about questions to consultants: rows of what was delivered, of a kind of their own."""

KEEP_PROMPT = """
insert into delivered (address, ref, conversation, kind, case_number, place)
select cast(:address as text), cast(:ref as text), c.conversation, cast(:kind as text), c.number, 0
from cases c where c.number = :case_number
on conflict (address, ref) do nothing
"""

KIND_AT = "select kind from delivered where address = :address and ref = :ref"
