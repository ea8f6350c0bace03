"""Statements that look for words in cases, in the closed dialect that all engines share."""


def _holds(word: str) -> str:
    """Whether a case holds a word: in its packet, in what was said here or before it was joined, or in a note."""
    return f"""
(cast(:{word} as text) is null or c.folded like :{word}
    or exists (select 1 from messages m
        where m.conversation = c.conversation and m.folded <> '' and m.folded like :{word})
    or exists (select 1 from conversations j join messages m on m.conversation = j.id
        where j.joined = c.conversation and m.folded <> '' and m.folded like :{word})
    or exists (select 1 from case_log l where l.number = c.number and l.folded like :{word}))
"""


def _any(it: str) -> str:
    return "(" + " or ".join(f"{it}.folded like :word_{place}" for place in range(1, 5)) + ")"


CASES = f"""
select c.number, c.conversation, c.state, c.owner, c.opened, c.promise, c.body
from cases c where {" and ".join(_holds(f"word_{place}") for place in range(1, 5))}
order by c.place desc limit :most
"""

LINES = f"""
select m.sender, m.text, m.at from messages m
where m.conversation = :conversation and m.folded <> '' and {_any("m")}
"""

NOTES = f"select 'note', l.text, l.at from case_log l where l.number = :number and {_any('l')}"

CHANGED = """
update messages set folded = '' where conversation = :conversation and (number = :place or edits = :place)
"""

CHANGED_AT_REF = """
update messages set folded = '' where conversation = :conversation and (ref = :ref or edits = (
    select min(m.number) from messages m where m.conversation = :conversation and m.ref = :ref))
"""

UNFOLDED = "select conversation, number, text from messages where folded is null order by number limit 1000"

FOLD = """
update messages set folded = case when exists (select 1 from messages e where e.conversation = :conversation
    and e.edits = coalesce(messages.edits, messages.number) and e.number > messages.number) then ''
    else cast(:folded as text) end
where conversation = :conversation and number = :number and text = :text and folded is null
"""

UNFOLDED_NOTES = "select number, place, text from case_log where folded is null order by place limit 1000"

FOLD_NOTE = """
update case_log set folded = :folded where number = :number and place = :place and text = :text and folded is null
"""
