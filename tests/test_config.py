"""The settings: what they are without any, what stops the start, and what is kept where."""

import stat
from pathlib import Path

import pytest

from bot import config
from bot.config import ROOT, Address, Telegram, WrongSetting, load_settings, make_data_dir, read_settings, secret_key


def fault(values: dict[str, str]) -> tuple[str, str]:
    """The name and the fault of the setting that is wrong."""
    with pytest.raises(WrongSetting) as caught:
        read_settings(values)
    return caught.value.name, caught.value.fault


def test_without_any_setting_it_is_the_demo() -> None:
    """Loopback, the checkout's content, a database in the data folder, and the one-click seat."""
    settings = read_settings({})
    assert (settings.host, settings.port, settings.local) == ("127.0.0.1", 8080, True)
    assert (settings.data_dir, settings.database) == (ROOT / "var", ROOT / "var" / "bot.sqlite3")
    assert settings.content_dir == ROOT


def test_an_empty_setting_counts_as_none() -> None:
    """`PORT=` in a file is no port."""
    assert read_settings({"PORT": " ", "HOST": "", "BASE_URL": ""}) == read_settings({})


@pytest.mark.parametrize("setting", [{"HOST": "0.0.0.0"}, {"HOST": "127.0.0.1"}, {"BASE_URL": "https://talk.example"}])
def test_the_seat_is_gone_once_others_may_come(setting: dict[str, str]) -> None:
    """HOST and BASE_URL each end the demo, whatever their value."""
    assert not read_settings(setting).local


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PORT", "0", "not_a_port"),
        ("PORT", "65536", "not_a_port"),
        ("PORT", "８０８０", "not_a_port"),
        ("PORT", "9" * 5000, "not_a_port"),
        ("PORT", "80a", "not_a_port"),
        ("HOST", "http://here", "not_a_host"),
        ("CONTENT_DIR", "/nowhere", "no_content"),
        ("DATABASE_URL", "mysql://u:p@h/d", "not_a_database"),
        ("DATABASE_URL", "sqlite:///", "not_a_database"),
        ("DATABASE_URL", "postgresql://u:p@h", "not_a_database"),
        ("DATABASE_URL", "postgres://u:p@h:port/d", "not_a_database"),
        ("DATABASE_URL", "postgresql:d", "not_a_database"),
        ("DATABASE_URL", "postgresql://[/d", "not_a_database"),
        ("BASE_URL", "talk.example", "not_an_address"),
        ("BASE_URL", "https://talk.example/here", "not_an_address"),
        ("BASE_URL", "http://[", "not_an_address"),
        ("SECRET_KEY", "short", "too_short"),
        ("DESK_IDLE_MINUTES", "4", "not_a_number"),
        ("DESK_IDLE_MINUTES", "1e2", "not_a_number"),
        ("DESK_HOURS", "25", "not_a_number"),
        ("DESK_HOURS", "٣", "not_a_number"),
        ("VECTORS", "yes", "not_vectors"),
        ("WIDGET_SITES", "www.example.kr", "not_sites"),
        ("WIDGET_SITES", "https://a.kr; script-src *", "not_sites"),
        ("WIDGET_SITES", "https://a.kr/page", "not_sites"),
        ("WIDGET_SITES", ",", "not_sites"),
        ("TELEGRAM_BOT_TOKEN", "token", "not_a_token"),
        ("TELEGRAM_DESK_CHAT", "-100", "no_token"),
        ("TELEGRAM_API_URL", "http://here", "no_token"),
        ("TELEGRAM_WEBHOOK", "on", "no_token"),
        ("TELEGRAM_WEBHOOK", "yes", "not_a_switch"),
        ("TELEGRAM_WEBHOOK_SECRET", "hush-hush", "no_token"),
    ],
)
def test_a_wrong_setting_stops_the_start_by_its_name(name: str, value: str, expected: str) -> None:
    """Nothing is passed over, and nothing falls back to something else."""
    assert fault({name: value}) == (name, expected)


@pytest.mark.parametrize("name", ["DATABASE_URL", "SECRET_KEY", "TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET"])
def test_a_secret_is_in_no_error(name: str) -> None:
    """What is told of a wrong setting does not repeat what may be a password."""
    with pytest.raises(WrongSetting) as caught:
        read_settings({name: "x://hush"})
    assert "hush" not in f"{caught.value} {caught.value.data}"


@pytest.mark.parametrize(
    ("value", "sites"),
    [
        ("", ("*",)),
        ("any", ("*",)),
        ("off", None),
        ("https://www.example.kr, https://*.Example.kr:8443", ("https://www.example.kr", "https://*.example.kr:8443")),
    ],
)
def test_where_the_conversation_may_be_framed(value: str, sites: tuple[str, ...] | None) -> None:
    """Any site without a setting, no site by `off`, else those that are named."""
    assert read_settings({"WIDGET_SITES": value}).widget == sites


def test_a_token_makes_a_bot_and_ends_the_demo() -> None:
    """The official service without another address, no group unless one is named; the token is not shown."""
    settings = read_settings({"TELEGRAM_BOT_TOKEN": "12:hush"})
    assert (settings.local, settings.telegram) == (False, Telegram("12:hush", config.TELEGRAM_API))
    assert "hush" not in repr(settings)
    more = {"TELEGRAM_API_URL": "http://127.0.0.1:9/", "TELEGRAM_DESK_CHAT": "-1001"}
    bot = read_settings({"TELEGRAM_BOT_TOKEN": "12:hush", **more}).telegram
    assert bot == Telegram("12:hush", "http://127.0.0.1:9", -1001)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("TELEGRAM_DESK_CHAT", "1001", "not_a_chat"), ("TELEGRAM_API_URL", "here", "not_an_address")],
)
def test_a_wrong_setting_of_the_bot_stops_the_start(name: str, value: str, expected: str) -> None:
    """A person's chat is no group, and an address has a scheme."""
    assert fault({"TELEGRAM_BOT_TOKEN": "12:hush", name: value}) == (name, expected)


ON = {"TELEGRAM_BOT_TOKEN": "12:hush", "TELEGRAM_WEBHOOK": "on", "BASE_URL": "https://talk.example"}


@pytest.mark.parametrize(
    ("settings", "name", "expected"),
    [
        ({}, "TELEGRAM_WEBHOOK_SECRET", "webhook_needs_secret"),
        ({"TELEGRAM_WEBHOOK_SECRET": "short"}, "TELEGRAM_WEBHOOK_SECRET", "webhook_needs_secret"),
        ({"TELEGRAM_WEBHOOK_SECRET": "of other signs!"}, "TELEGRAM_WEBHOOK_SECRET", "webhook_needs_secret"),
        ({"TELEGRAM_WEBHOOK_SECRET": "hush-hush", "BASE_URL": ""}, "BASE_URL", "webhook_needs_address"),
        ({"TELEGRAM_WEBHOOK_SECRET": "hush-hush", "BASE_URL": "http://here"}, "BASE_URL", "webhook_needs_address"),
    ],
)
def test_a_webhook_does_not_start_without_its_secret(settings: dict[str, str], name: str, expected: str) -> None:
    """B4 44: nor without an address that Telegram can reach safely."""
    assert fault({**ON, **settings}) == (name, expected)


def test_a_webhook_is_on_with_its_secret_and_off_otherwise() -> None:
    """B4 43: long polling unless it is asked for; the secret is shown nowhere."""
    settings = read_settings({**ON, "TELEGRAM_WEBHOOK_SECRET": "hush-hush"})
    assert settings.telegram is not None and settings.telegram.webhook == "hush-hush"
    assert "hush" not in repr(settings)
    off = read_settings({**ON, "TELEGRAM_WEBHOOK_SECRET": "hush-hush", "TELEGRAM_WEBHOOK": "off"}).telegram
    assert off is not None and off.webhook == ""


def test_the_secret_is_not_shown_with_the_settings() -> None:
    """Settings can be printed."""
    assert "k" * 40 not in repr(read_settings({"SECRET_KEY": "k" * 40}))


def test_a_database_is_named_by_its_address() -> None:
    """Three slashes and a path from here, four for one from the root."""
    assert read_settings({"DATABASE_URL": "sqlite:///a/b.db"}).database == Path("a/b.db")
    assert read_settings({"DATABASE_URL": "sqlite:////a/b.db"}).database == Path("/a/b.db")


@pytest.mark.parametrize("url", ["postgresql://u:hush@h/d", "postgres://u:hush@h:5433/d", "postgresql:///d?host=/run"])
def test_a_server_is_named_by_an_address_that_is_not_shown(url: str) -> None:
    """Both spellings, with a host or a socket; printed settings hold no password."""
    settings = read_settings({"DATABASE_URL": url})
    assert settings.database == Address(url)
    assert url not in repr(settings)
    assert "hush" not in repr(settings)


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    """A second start signs with the same key, and nobody else on the machine reads it."""
    settings = read_settings({"DATA_DIR": str(tmp_path / "new" / "data")})
    make_data_dir(settings)
    key = secret_key(settings)
    assert secret_key(settings) == key
    assert len(key) >= config.SHORTEST_SECRET
    assert stat.S_IMODE((settings.data_dir / config.SECRET_FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o700


def test_a_key_that_is_set_is_taken_and_none_is_made(tmp_path: Path) -> None:
    """SECRET_KEY goes before the file."""
    settings = read_settings({"DATA_DIR": str(tmp_path), "SECRET_KEY": "k" * 40})
    assert secret_key(settings) == "k" * 40
    assert list(tmp_path.iterdir()) == []


def test_a_key_file_that_was_cut_off_is_not_used(tmp_path: Path) -> None:
    """An empty file would sign everything with nothing."""
    (tmp_path / config.SECRET_FILE).write_text("")
    with pytest.raises(WrongSetting, match="SECRET_KEY"):
        secret_key(read_settings({"DATA_DIR": str(tmp_path)}))


def test_a_data_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("")
    with pytest.raises(WrongSetting) as caught:
        make_data_dir(read_settings({"DATA_DIR": str(tmp_path / "file" / "data")}))
    assert (caught.value.name, caught.value.fault) == ("DATA_DIR", "not_a_folder")


@pytest.fixture
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder and no setting in the environment."""
    for name in config.ALL:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_file_is_read_and_the_environment_goes_before_it(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Comments, quotes, `export`, a byte order mark and empty lines are what such files have."""
    (clean / ".env").write_text("﻿# here\n\nexport PORT = '9000'\nHOST=\"::1\"\n", encoding="utf-8")
    assert (load_settings().port, load_settings().host) == (9000, "::1")
    monkeypatch.setenv("PORT", "9001")
    assert (load_settings().port, load_settings().host) == (9001, "::1")


@pytest.mark.parametrize(
    ("text", "expected", "place"),
    [("PORT=1\nPROT=2", "unknown", "2"), ("PORT", "unreadable", "1"), ("\n\nhello there", "unreadable", "3")],
)
def test_a_slip_in_the_file_is_told_with_its_line(clean: Path, text: str, expected: str, place: str) -> None:
    """A name that is not known would otherwise do nothing, silently."""
    (clean / ".env").write_text(text)
    with pytest.raises(WrongSetting) as caught:
        load_settings()
    assert (caught.value.fault, caught.value.data["place"]) == (expected, place)


def test_a_slip_of_a_name_is_told_with_the_nearest(clean: Path) -> None:
    """PROT is PORT."""
    (clean / ".env").write_text("PROT=2")
    with pytest.raises(WrongSetting) as caught:
        load_settings()
    assert (caught.value.name, caught.value.data["near"]) == ("PROT", "PORT")


def test_a_file_that_is_no_text_is_told(clean: Path) -> None:
    """Saved in another encoding."""
    (clean / ".env").write_bytes("HOST=한글".encode("cp949"))
    with pytest.raises(WrongSetting) as caught:
        load_settings()
    assert caught.value.fault == "unreadable"


@pytest.mark.parametrize("installed", [True, False])
def test_vectors_are_asked_by_themselves_wherever_they_are(monkeypatch: pytest.MonkeyPatch, installed: bool) -> None:
    """Off never; on is refused where they are not, and says how they come."""
    monkeypatch.setattr("bot.config.find_spec", lambda name: object() if installed else None)
    assert [read_settings({"VECTORS": value}).vectors for value in ("", "auto", "off")] == [installed, installed, False]
    if installed:
        assert read_settings({"VECTORS": "on"}).vectors
    else:
        with pytest.raises(WrongSetting, match="no_vectors"):
            read_settings({"VECTORS": "on"})
