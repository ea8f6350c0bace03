"""The sentences of the terminal, from words.toml: they are needed also where no content can be read."""

from enum import StrEnum

from bot.config import WrongSetting
from bot.content.word_file import sentences
from bot.core.korean import fill


class Line(StrEnum):
    """One sentence of the terminal; `<name>` values are given by the code that says it."""

    # Starting and stopping
    STARTING = "starting"
    READY = "ready"
    READY_DESK = "ready_desk"
    STOPPED = "stopped"
    CONTENT_KEPT = "content_kept"
    PORT_TAKEN = "port_taken"
    NO_SUCH_HOST = "no_such_host"
    DATABASE_NEWER = "database_newer"
    DATABASE_BROKEN = "database_broken"
    DATABASE_AWAY = "database_away"
    NO_CONTENT = "no_content"
    TRAINING_FAILED = "training_failed"

    # Backups
    BACKUP_DONE = "backup_done"
    BACKUP_GONE = "backup_gone"
    BACKUP_FILES = "backup_files"
    BACKUP_EXISTS = "backup_exists"
    BACKUP_FAILED = "backup_failed"
    BACKUP_NOTHING = "backup_nothing"
    BACKUP_NO_TOOL = "backup_no_tool"
    BACKUP_TOOL_FAILED = "backup_tool_failed"
    RESTORE_DONE = "restore_done"
    RESTORE_FILES = "restore_files"
    RESTORE_KEPT = "restore_kept"
    RESTORE_ERASED = "restore_erased"
    RESTORE_UNKNOWN = "restore_unknown"
    RESTORE_BROKEN = "restore_broken"
    RESTORE_OTHER = "restore_other"
    RESTORE_RUNNING = "restore_running"
    RESTORE_EXISTING = "restore_existing"
    RESTORE_UNDERWAY = "restore_underway"

    # Commands
    UNKNOWN_COMMAND = "unknown_command"
    UNKNOWN_COMMAND_NEAR = "unknown_command_near"
    ASK_NOTHING = "ask_nothing"
    ASK_BAD_LINE = "ask_bad_line"
    GRAPH_UNKNOWN = "graph_unknown"
    GRAPH_DRAFT = "graph_draft"
    CITES_NONE = "cites_none"
    CITES_RULE = "cites_rule"
    COVERAGE_LACKING = "coverage_lacking"
    COVERAGE_WRITTEN = "coverage_written"
    COVERAGE_UNREADABLE = "coverage_unreadable"

    # Numbers, one line for each that is counted
    STATS_NONE = "stats_none"
    STATS_ALL = "stats_all"
    STATS_CONVERSATIONS = "stats_conversations"
    STATS_MESSAGES = "stats_messages"
    STATS_CASES = "stats_cases"
    STATS_KEPT = "stats_kept"
    STATS_LATE = "stats_late"
    STATS_FIRST = "stats_first"
    STATS_ASKED = "stats_asked"
    STATS_ENTRY = "stats_entry"
    STATS_HELPED = "stats_helped"
    STATS_JUDGED = "stats_judged"
    STATS_REACHED = "stats_reached"
    STATS_PASSED = "stats_passed"
    STATS_OUTCOMES = "stats_outcomes"
    STATS_MEMBERS = "stats_members"
    STATS_JOBS = "stats_jobs"
    STATS_RATINGS = "stats_ratings"
    STATS_BROKEN = "stats_broken"
    STATS_FAULTS = "stats_faults"

    # Accounts of consultants
    STAFF_NONE = "staff_none"
    STAFF_CODE = "staff_code"
    STAFF_LINE = "staff_line"
    STAFF_YES = "staff_yes"
    STAFF_NO = "staff_no"
    STAFF_REMOVED = "staff_removed"
    STAFF_HOLDS = "staff_holds"
    STAFF_ROLE = "staff_role"
    STAFF_ENDED = "staff_ended"
    STAFF_CONSULTANT = "staff_consultant"
    STAFF_EDITOR = "staff_editor"
    STAFF_SUPERVISOR = "staff_supervisor"
    STAFF_ADMIN = "staff_admin"
    STAFF_FAULT_NO_NAME = "staff_fault_no_name"
    STAFF_FAULT_NAME_TAKEN = "staff_fault_name_taken"
    STAFF_FAULT_NOBODY = "staff_fault_nobody"

    # Topics of the consultants' group
    TOPICS_NO_GROUP = "topics_no_group"
    TOPICS_NO_CASE = "topics_no_case"
    TOPICS_FINE = "topics_fine"
    TOPICS_BARRED = "topics_barred"
    TOPICS_FLAT = "topics_flat"
    TOPICS_UNSEEN = "topics_unseen"
    TOPICS_LINE = "topics_line"
    TOPICS_MISSING = "topics_missing"
    TOPICS_SHUT = "topics_shut"
    TOPICS_LEFT_OPEN = "topics_left_open"
    TOPICS_STALE = "topics_stale"
    TOPICS_AS_KNOWN = "topics_as_known"
    TOPICS_REPAIRED = "topics_repaired"

    # Erasing a person
    ERASE_NOBODY = "erase_nobody"
    ERASE_ABOUT = "erase_about"
    ERASE_SURE = "erase_sure"
    ERASE_NOT = "erase_not"
    ERASE_BUSY = "erase_busy"
    ERASE_DONE = "erase_done"

    # Settings, one for each fault of config
    SETTING_NOT_A_PORT = "setting_not_a_port"
    SETTING_NOT_A_HOST = "setting_not_a_host"
    SETTING_NOT_A_FOLDER = "setting_not_a_folder"
    SETTING_NO_CONTENT = "setting_no_content"
    SETTING_NOT_A_DATABASE = "setting_not_a_database"
    SETTING_NOT_AN_ADDRESS = "setting_not_an_address"
    SETTING_TOO_SHORT = "setting_too_short"
    SETTING_NOT_A_TOKEN = "setting_not_a_token"
    SETTING_NOT_A_CHAT = "setting_not_a_chat"
    SETTING_NO_TOKEN = "setting_no_token"
    SETTING_NOT_VECTORS = "setting_not_vectors"
    SETTING_NO_VECTORS_YET = "setting_no_vectors_yet"
    SETTING_NOT_A_SWITCH = "setting_not_a_switch"
    SETTING_NOT_SITES = "setting_not_sites"
    SETTING_NOT_A_NUMBER = "setting_not_a_number"
    SETTING_WEBHOOK_NEEDS_ADDRESS = "setting_webhook_needs_address"
    SETTING_WEBHOOK_NEEDS_SECRET = "setting_webhook_needs_secret"
    SETTING_UNKNOWN = "setting_unknown"
    SETTING_UNREADABLE = "setting_unreadable"

    # Talking in the terminal
    TRY_WELCOME = "try_welcome"
    TRY_GOODBYE = "try_goodbye"
    TRY_NOW = "try_now"
    TRY_TOAST = "try_toast"
    TRY_CASE = "try_case"
    TRY_NOBODY = "try_nobody"
    TRY_NUMBER = "try_number"

    # The states of a case, by their names
    TRY_WAITING = "try_waiting"
    TRY_CLAIMED = "try_claimed"
    TRY_RETURNED = "try_returned"
    TRY_CLOSED = "try_closed"

    # What is wrong with a line
    TRY_BAD_NOW = "try_bad_now"
    TRY_NOT_JSON = "try_not_json"
    TRY_NOT_ONE_DEED = "try_not_one_deed"
    TRY_UNKNOWN_KEY = "try_unknown_key"
    TRY_NOT_WORDS = "try_not_words"
    TRY_EMPTY = "try_empty"
    TRY_NO_BUTTON = "try_no_button"
    TRY_NO_MESSAGE = "try_no_message"
    TRY_NOT_A_WAIT = "try_not_a_wait"
    TRY_WAIT_TOO_LONG = "try_wait_too_long"
    TRY_UNKNOWN_ACT = "try_unknown_act"
    TRY_ACT_TAKES_NO_WORDS = "try_act_takes_no_words"
    TRY_NO_CASE = "try_no_case"
    TRY_OTHER_WORDS = "try_other_words"
    TRY_CONSULTANT = "try_consultant"


def say(line: Line, **values: str) -> str:
    """A sentence with its values and fitting particles."""
    return fill(sentences("bot.cli")[line], values).strip()


def about_setting(wrong: WrongSetting) -> str:
    """What is wrong with a setting, with its name and what to write instead."""
    return say(Line(f"setting_{wrong.fault}"), name=wrong.name, **wrong.data)
