"""Statements about words that are still being written, in the closed dialect that all engines share."""

KEEP_ANSWER = """
insert into drafts (number, who, text, note, at, conversation)
select number, cast(:who as text), cast(:text as text), '', cast(:at as text), conversation
from cases where number = :number
on conflict (number, who) do update set text = excluded.text, at = excluded.at
"""

KEEP_NOTE = """
insert into drafts (number, who, text, note, at, conversation)
select number, cast(:who as text), '', cast(:text as text), cast(:at as text), conversation
from cases where number = :number
on conflict (number, who) do update set note = excluded.note, at = excluded.at
"""

DROP_ANSWER = "update drafts set text = '' where number = :number and who = :who"

DROP_NOTE = "update drafts set note = '' where number = :number and who = :who"

DROP_EMPTY = "delete from drafts where number = :number and who = :who and text = '' and note = ''"

DRAFT = "select text, note from drafts where number = :number and who = :who"
