"""Statements about the accounts of consultants, in the closed dialect that all engines share."""

ACCOUNTS = "select name, added, password, session_key, address from staff"

ACCOUNT_NAMED = "select name, added, password, session_key, address from staff where same = :same"

ACCOUNT_KEYED = "select name, added, password, session_key, address from staff where session_key = :session_key"

ACCOUNT_AT = "select name, added, password, session_key, address from staff where address = :address"

INSERT_ACCOUNT = """
insert into staff (name, same, added, session_key) values (:name, :same, :added, :session_key)
on conflict (same) do nothing
"""

DELETE_ACCOUNT = "delete from staff where same = :same"

KEEP_CODE = "update staff set code = :code, code_until = :until where same = :same"

OF_CODE = "select same from staff where code = :code and code_until > :now"

SET_PASSWORD = """
update staff set password = :password, session_key = :session_key, code = null, code_until = null
where same = :same and code = :code and code_until > :now
"""

FREE_ADDRESS = "update staff set address = null where address = :address"

LINK_ADDRESS = """
update staff set address = :address, code = null, code_until = null
where same = :same and code = :code and code_until > :now
"""
