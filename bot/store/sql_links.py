"""Statements about codes that join two conversations, in the closed dialect that all engines share."""

# Codes and tries

KEEP_CODE = """
insert into link_codes (conversation, digest, until, number) values (:conversation, :digest, :until, :number)
on conflict (conversation) do update set digest = excluded.digest, until = excluded.until, number = excluded.number
"""

CODE_OF = "select conversation from link_codes where digest = :digest and until > :now"

CODE_SHOWN = "select number from link_codes where conversation = :conversation"

USE_CODE = "delete from link_codes where conversation = :conversation and digest = :digest"

DROP_CODE = "delete from link_codes where conversation = :conversation and number = :number"

DROP_CODES = "delete from link_codes where conversation = :conversation"

FORGET_WORDS = """
update messages set text = :text, folded = '' where conversation = :conversation and number = :number
"""

KEEP_TRY = """
insert into link_tries (who, event, at) values (:who, :event, :at) on conflict (who, event) do nothing
"""

DROP_TRIES = "delete from link_tries where at <= :before"

TRIES = """
select 'here', count(*) from link_tries where who = :here and at > :since
union all
select 'case', count(*) from link_tries where who = :case_number and at > :since
"""

# Two conversations become one

LEAVE = """
update conversations set version = version + 1, joined = :into, joined_at = :at, push = null, body = :body
where id = :source and version = :seen
"""

LEAD_ON = "update conversations set joined = :into where joined = :source"

REPOINT = "update addresses set conversation = :into, linked = :at where conversation = :source"

MOVE_SEEN = """
update seen set upto = :last where number in (select number from cases where conversation = :source)
"""

MOVE_CASES = "update cases set conversation = :into, first_message = :first where conversation = :source"

MOVE_DRAFTS = "update drafts set conversation = :into where conversation = :source"

MOVE_CARDS = """
update delivered set conversation = :into, place = place - 1000000000000
where conversation = :source and kind = 'card'
"""

MOVE_CARDS_TO_SEND = "update outbox set conversation = :into where conversation = :source and kind = 'card'"

STOP_WAKES = "delete from wakes where conversation = :source"

JOINED = "select id, joined_at from conversations where joined = :conversation"

HOME = "select joined from conversations where id = :conversation"

# An address begins anew

BEGIN_ANEW = """
update addresses set conversation = :fresh, linked = null
where address = :address and conversation = :conversation and linked is not null
"""

TELL_ANEW = """
update conversations set version = 1, last = 1,
    push = (select a.address from addresses a where a.address = :address and a.pushes = 1)
where id = :fresh
"""

DROP_SENDINGS = "delete from outbox where address = :address and conversation = :conversation"
