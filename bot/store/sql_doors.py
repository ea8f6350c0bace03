"""Statements about addresses that blocked us, in the closed dialect that all engines share."""

SET_BLOCKED = "update addresses set blocked = :place where address = :address and blocked < :place"

SET_HEARD = "update addresses set heard = :place where address = :address and heard < :place"

COME_DUE = "update outbox set due = :now where address = :address and state = 'waiting' and due > :now"

IS_BLOCKED = "select count(*) from addresses where address = :address and blocked > heard"
