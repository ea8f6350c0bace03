"""Statements about the accounts of the staff and where they are signed in, in the closed dialect of all engines."""

ACCOUNTS = "select name, added, password, session_key, address, role from staff"

ACCOUNT_NAMED = "select name, added, password, session_key, address, role from staff where same = :same"

ACCOUNT_AT = "select name, added, password, session_key, address, role from staff where address = :address"

INSERT_ACCOUNT = """
insert into staff (name, same, added, session_key, role) values (:name, :same, :added, :session_key, :role)
on conflict (same) do nothing
"""

DELETE_ACCOUNT = "delete from staff where same = :same"

SET_ROLE = "update staff set role = :role where same = :same"

KEEP_CODE = "update staff set code = :code, code_until = :until where same = :same"

OF_CODE = "select same from staff where code = :code and code_until > :now"

SET_PASSWORD = """
update staff set password = :password, session_key = :session_key, code = null, code_until = null
where same = :same and code = :code and code_until > :now
"""

CHANGE_PASSWORD = """
update staff set password = :password, session_key = :session_key where same = :same and session_key = :was
"""

FREE_ADDRESS = "update staff set address = null where address = :address"

LINK_ADDRESS = """
update staff set address = :address, code = null, code_until = null
where same = :same and code = :code and code_until > :now
"""

# Where they are signed in. A session is as good as the key of its account

BEGIN_SESSION = """
insert into staff_sessions (token, account, begun, seen, device, address)
values (:token, :session_key, :now, :now, :device, :address)
"""

SESSION = """
select a.name, s.token, s.begun, s.seen, s.device, s.address
from staff_sessions s join staff a on a.session_key = s.account
where s.token = :token and s.begun > :begun and s.seen > :seen
"""

SESSIONS = """
select a.name, s.token, s.begun, s.seen, s.device, s.address
from staff_sessions s join staff a on a.session_key = s.account
where s.begun > :begun and s.seen > :seen
"""

SEEN_SESSION = "update staff_sessions set seen = :now where token = :token and seen < :before"

END_SESSION = """
delete from staff_sessions where token = :token and account in (select session_key from staff where same = :same)
"""

END_OTHERS = """
delete from staff_sessions
where token <> :token and account in (select session_key from staff where same = :same)
"""

ENDED_SESSIONS = """
delete from staff_sessions
where begun <= :begun or seen <= :seen or account not in (select session_key from staff)
"""
