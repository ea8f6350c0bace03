"""Everything a citizen typed is text everywhere: markup, formulas and orders to programs stay words."""

import csv
import io
from collections.abc import AsyncIterator, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.tables import cell
from bot.core.texts import Key
from tests.support.bot_api import bot_api
from tests.support.doors import WebDoor
from tests.support.samples import GOOD
from tests.support.telegram import KIM, talking
from tests.support.web import Browser, Web

MARK = "zqzq"
"""Stands in everything that is typed here; as a tag, an attribute or an address it must stand nowhere."""
TYPED = (
    f"<{MARK} {MARK}=1>",
    f'"><{MARK} {MARK}>',
    f"' {MARK}=' onload='{MARK}",
    f'" {MARK}=" onload="{MARK}',
    f"</textarea></title></script><{MARK}>",
    f"<!--<{MARK}>",
    f"<scr<script>ipt>{MARK}</script>",
    f"javascript:{MARK}",
    f"{{{{ {MARK} }}}}{{% {MARK} %}}",
    f'=HYPERLINK("http://{MARK}")',
    f"BEGIN:VEVENT\r\n{MARK}",
    f"*{MARK}* [{MARK}](http://{MARK}.kr) `{MARK}`",
)
PLACES = (
    "/desk",
    "/desk/cases/{case}",
    "/desk/search?q={mark}",
    "/desk/weak",
    "/desk/questions",
    "/desk/numbers",
    "/desk/audit",
)
PARTS = ("/desk/api/queue", "/desk/api/cases/{case}")
FILES = ("/desk/numbers.csv", "/desk/steps.csv", "/desk/audit.csv")


class Marked(HTMLParser):
    """Collects tags, attributes and addresses that the mark got into, and whether it stands there as text."""

    def __init__(self) -> None:
        super().__init__()
        self.broken: list[str] = []
        self.texts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [tag, *(name for name, _ in attrs)]
        self.broken += [name for name in names if MARK in name or name.startswith("on")]
        addresses = [value or "" for name, value in attrs if name in ("href", "src", "action", "formaction")]
        self.broken += [it for it in addresses if MARK in it and not it.startswith("/desk/search?")]

    def handle_data(self, data: str) -> None:
        self.texts += data.count(MARK)

    def handle_comment(self, data: str) -> None:
        self.broken += [data] * (MARK in data)


def marked(page: str) -> Marked:
    parser = Marked()
    parser.feed(page)
    parser.close()
    return parser


@pytest.fixture
async def typed(web: Web) -> AsyncIterator[tuple[Browser, str]]:
    """Somebody who typed markup wherever one can type, and their case, in which a consultant did so as well."""
    browser = await web.browser()
    door = WebDoor(web.service, browser)
    for text in TYPED:
        await browser.says(text)
    await browser.says("공고는 며칠 전에? " + TYPED[0])
    await door.says("공고는 며칠 전에?")
    await door.taps(Key.BUTTON_NOT_HELPED)
    case = await browser.asks_for_a_person()
    for text in TYPED:
        await browser.sends_file(f"{text}.png", GOOD["png"], text=text)
    await browser.says("상담 신청")
    await browser.says(TYPED[0])
    async with web.desk() as desk:
        for place, verb in enumerate(("note", "answer", "transfer")):
            await desk.acts(case, verb, TYPED[place][:20])
    yield browser, case


async def test_markup_stays_text_on_every_page_of_the_desk(web: Web, typed: tuple[Browser, str]) -> None:
    """In the queue, the case, what is found and the numbers; as pages and as what scripts put into pages."""
    _, case = typed
    async with web.desk() as desk:
        for place in PLACES:
            found = marked((await desk.client.get(place.format(case=case, mark=MARK))).text)
            assert found.broken == [], place
        for place in PARTS:
            parts = (await desk.client.get(place.format(case=case))).json()
            assert [it for part in parts.values() if isinstance(part, str) for it in marked(part).broken] == [], place
        page = marked((await desk.client.get(f"/desk/cases/{case}")).text)
    assert page.texts > 2 * len(TYPED)


async def test_markup_stays_text_for_the_citizen(web: Web, typed: tuple[Browser, str]) -> None:
    """Messages are JSON, which no browser takes for a page; files are saved and never shown."""
    browser, _ = typed
    answer = await browser.get("/api/messages?after=0")
    assert answer.headers["content-type"] == "application/json"
    assert sum(MARK in str(message["text"]) for message in answer.json()["messages"]) >= len(TYPED)
    for message in answer.json()["messages"]:
        if message.get("file"):
            given = await browser.get(f"/api/files/{message['number']}")
            named = given.headers["content-disposition"]
            assert named.startswith("attachment; ") and MARK not in named.split("filename*")[0]
            assert "sandbox" in given.headers["content-security-policy"]
            assert not set('<>"\r\n') & set(named.split("filename*=UTF-8''")[1])
    for text in map(quote, TYPED):
        for place in (f"/faq/search?q={text}", f"/?start={text}", f"/faq/{text}", f"/desk?queue={text}"):
            assert marked((await browser.get(place)).text).broken == [], place


async def test_no_table_of_the_desk_runs_a_formula(web: Web, typed: tuple[Browser, str]) -> None:
    """Whatever stands in a field, a program that opens the file calculates nothing."""
    async with web.desk("=1+1") as desk:
        await desk.part(typed[1])
        for place in FILES:
            text = (await desk.client.get(place)).content.decode("utf-8-sig")
            fields = [field for row in csv.reader(io.StringIO(text)) for field in row]
            assert fields and not [field for field in fields if field.lstrip()[:1] in tuple("=+-@")], place


@given(st.text(alphabet=st.one_of(st.sampled_from("=+-@\t\r\n \"',0가"), st.characters()), max_size=40))
def test_a_field_of_a_table_is_one_field_and_no_formula(text: str) -> None:
    """Whatever is in it; what it was stands there still."""
    [[field]] = csv.reader(io.StringIO(cell(text), newline=""))
    assert field in (text, f"'{text}")
    assert not field.lstrip(" \n\r\x0b\x0c").startswith(("=", "+", "-", "@", "\t"))


async def test_telegram_is_told_to_read_no_markup(tmp_path: Path) -> None:
    """What is sent there is text without a mode and without marks, to the citizen as to the group."""
    async with bot_api() as api, talking(tmp_path, api) as channel:
        for text in TYPED:
            await channel.answered(KIM, text)
        await channel.hands_over()
        await channel.answered(KIM, TYPED[0])
        sent = [call for call in api.calls if call.method.startswith(("send", "edit"))]
    assert any(MARK in str(call.fields) for call in sent)
    assert not [call.method for call in sent if {"parse_mode", "entities", "caption_entities"} & set(call.fields)]


def broken(page: str) -> Iterator[str]:
    yield from marked(page).broken


def test_what_breaks_out_is_found() -> None:
    """The finder itself."""
    for text in (f"<{MARK}>", f'<p {MARK}="">', f'<a href="javascript:{MARK}">', '<p onload="x">', f"<!--{MARK}-->"):
        assert list(broken(text)), text
    assert not list(broken(f"<p>&lt;{MARK}&gt;</p>"))
