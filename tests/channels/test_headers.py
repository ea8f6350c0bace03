"""What goes with every response: no script but our own files, nothing guessed, nothing kept of anybody's."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.channels import web as channel
from bot.core.staff import ROLES
from tests.support.roles import answered, routes
from tests.support.web import Web

TEMPLATES = Path(channel.__file__).parent / "templates"
WHO = ("nobody", "seat")


class Inline(HTMLParser):
    """Collects what a strict policy would not run: scripts and styles within the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.found.append(tag)
        self.found += [name for name in given if name == "style" or name.startswith("on")]
        self.found += [value for value in given.values() if value and value.lower().startswith("javascript:")]


def inline(page: str) -> list[str]:
    """What would not run, or should not."""
    parser = Inline()
    parser.feed(page)
    return parser.found


@pytest.mark.parametrize("who", WHO)
async def test_every_response_is_guarded(web: Web, who: str) -> None:
    """Whatever the address, the method and who asks; also where there is nothing, and where something is refused."""
    case = await (await web.browser()).asks_for_a_person()
    asked = [*sorted(routes(web)), ("GET", "/nowhere"), ("POST", "/"), ("DELETE", "/desk"), ("GET", "/static/x/none")]
    for method, path in asked:
        answer = await answered(web, who, method, path, case)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self';" in policy, path
        assert not re.search(r"unsafe|data:|\*[^.]|http:", policy.split("frame-ancestors")[0]), path
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert answer.headers["referrer-policy"] == "no-referrer", path
        if answer.status_code == 200 and path.startswith(("/desk", "/api")):
            assert "no-store" in answer.headers["cache-control"], path
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert inline(answer.text) == [], path


def test_no_template_trusts_a_word() -> None:
    """Everything is escaped; only files for spreadsheets are not, and there every field is guarded."""
    for file in TEMPLATES.iterdir():
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b", text), file.name
        assert ("autoescape false" in text) == (file.suffix == ".csv"), file.name
        if file.suffix == ".csv":
            assert all("| cell" in it for it in re.findall(r"{{(.*?)}}", text)), file.name


def test_inline_is_found() -> None:
    """The finder itself."""
    page = '<script src="a.js"></script><script>x</script><p style="a" onclick="b">'
    assert inline(page) == ["script", "style", "onclick"]
    assert set(ROLES) and inline('<a href="javascript:x">') == ["javascript:x"]
