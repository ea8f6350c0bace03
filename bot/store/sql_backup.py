"""Statements about a whole database, in the closed dialect that all engines share."""

KEPT_FILES = "select kept from files where kept <> '' and state <> 'removed'"

PEOPLE = "select (select count(*) from conversations) + (select count(*) from staff)"

ERASED_SINCE = "select number from erased where at >= :since"

NEWEST_MOMENT = "select max(at) from events"
