"""What `doctor` says; the sentences stand in words.toml with those of every command."""

from enum import StrEnum


class Diagnosis(StrEnum):
    """One sentence of the doctor: a mark, or how something stands and what to do."""

    # Marks
    GOOD = "doctor_good"
    LOOK = "doctor_look"
    WRONG = "doctor_wrong"

    # What is kept
    RUNNING = "doctor_running"
    RESTING = "doctor_resting"
    DISK = "doctor_disk"
    DISK_LITTLE = "doctor_disk_little"
    DATABASE = "doctor_database"
    DATABASE_NONE = "doctor_database_none"
    DATABASE_OLD = "doctor_database_old"
    DATABASE_BROKEN = "doctor_database_broken"
    DATABASE_SHUT = "doctor_database_shut"
    STAFF = "doctor_staff"
    STAFF_NONE = "doctor_staff_none"
    BACKUP = "doctor_backup"
    BACKUP_NONE = "doctor_backup_none"
    BACKUP_OLD = "doctor_backup_old"
    BACKUP_GONE = "doctor_backup_gone"

    # The content and the clock
    CONTENT = "doctor_content"
    CONTENT_WRONG = "doctor_content_wrong"
    HOLIDAYS = "doctor_holidays"
    HOLIDAYS_OLD = "doctor_holidays_old"
    HOLIDAYS_END = "doctor_holidays_end"
    CLOCK = "doctor_clock"
    CLOCK_BEHIND = "doctor_clock_behind"
    CLOCK_OFF = "doctor_clock_off"

    # The folders
    OTHER_USER = "doctor_other_user"
    DATA = "doctor_data"
    DATA_NONE = "doctor_data_none"
    DATA_BARRED = "doctor_data_barred"
    DATA_FROZEN = "doctor_data_frozen"
    DATA_MIXED = "doctor_data_mixed"
    WRITABLE = "doctor_writable"
    WRITABLE_NOT = "doctor_writable_not"
    WRITABLE_FROZEN = "doctor_writable_frozen"

    # The checkout around the content, one for each state that `commits` knows
    GIT_NONE = "doctor_git_none"
    GIT_UNKNOWN = "doctor_git_unknown"
    GIT_NO_GIT = "doctor_git_no_git"
    GIT_NO_BRANCH = "doctor_git_no_branch"
    GIT_BUSY = "doctor_git_busy"
    GIT_REFUSED = "doctor_git_refused"
    GIT_BARRED = "doctor_git_barred"
    GIT_READY = "doctor_git_ready"

    # What is learnt
    LEARNT = "doctor_learnt"
    LEARNT_NOT = "doctor_learnt_not"
    MEANING = "doctor_meaning"
    MEANING_SOON = "doctor_meaning_soon"
    MEANING_OFF = "doctor_meaning_off"
    MEANING_BROKEN = "doctor_meaning_broken"

    # Telegram
    TOKEN = "doctor_token"
    TOKEN_NONE = "doctor_token_none"
    TOKEN_REFUSED = "doctor_token_refused"
    TOKEN_UNREACHED = "doctor_token_unreached"
    GROUP_NONE = "doctor_group_none"
    GROUP_AWAY = "doctor_group_away"
    GROUP_FLAT = "doctor_group_flat"
    GROUP_BARRED = "doctor_group_barred"
    GROUP_OPEN = "doctor_group_open"
    GROUP_MUTE = "doctor_group_mute"
    HOOK = "doctor_hook"
    HOOK_NOT = "doctor_hook_not"
    HOOK_FAILING = "doctor_hook_failing"
