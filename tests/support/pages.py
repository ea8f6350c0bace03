"""People in front of real pages: what they tap, write and see."""

import re

from playwright.async_api import FilePayload, Locator, Page, expect

from bot.core.library import Library
from bot.core.texts import Key
from tests.support.web import PASSWORD

NUMBER = re.compile(r"\d\d-\d{4}")
"""The number of a case."""


class CitizenPage:
    """The chat page as its reader uses it."""

    def __init__(self, page: Page, library: Library, address: str) -> None:
        self.page = page
        self.library = library
        self.address = address

    async def opens(self) -> None:
        await self.page.goto(f"{self.address}/")

    def said(self, text: str, sender: str = "") -> Locator:
        """The messages, of that sender if one is named, that hold a text."""
        kind = f".{sender}" if sender else ""
        return self.page.locator(f"#log .message{kind}").filter(has_text=text)

    @property
    def last(self) -> Locator:
        return self.page.locator("#log .message").last

    def choice(self, label: str) -> Locator:
        """A button that stands out, of whichever message."""
        standing_out = self.page.locator("#log .buttons:not(.old) .choice")
        return standing_out.filter(has_text=re.compile(f"^{re.escape(label)}$"))

    async def begins(self, flow: str) -> None:
        """Taps a procedure in the welcome."""
        await self.page.locator("#starts").get_by_role("button", name=self.library.flows[flow].title).click()

    async def taps(self, label: str) -> None:
        await self.choice(label).last.click()

    async def says(self, text: str) -> None:
        """Writes and sends with Enter, and waits until it has arrived."""
        await self.writes(text)
        await expect(self.said(text, "citizen").last).not_to_have_class(re.compile("sending|failed"))

    async def writes(self, text: str) -> None:
        """Writes and sends with Enter; whether it arrives is another matter."""
        await self.page.locator("#text").fill(text)
        await self.page.locator("#text").press("Enter")
        await expect(self.said(text, "citizen").last).to_be_visible()

    async def picks(self, name: str, content: bytes) -> None:
        """Picks a file to be sent."""
        file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        await self.page.locator("#files").set_input_files(file)

    async def uses(self, tool: str) -> None:
        """Taps one of what is there everywhere, by the command it stands for."""
        await self.page.locator(".tools").locator(f'[data-say="{self.library.words.commands[tool][0]}"]').click()

    async def asks_for_a_person(self) -> str:
        """Opens a case, and gives the number that the notice tells."""
        await self.page.locator(".bar .person").click()
        await self.taps(self.library.text(Key.BUTTON_HANDOVER_YES))
        notice = self.page.locator("#log .message.notice").last
        await expect(notice).to_contain_text(NUMBER)
        found = NUMBER.search(await notice.inner_text())
        assert found
        return found[0]

    async def texts(self) -> list[str]:
        """Everything said so far, in order."""
        return await self.page.locator("#log .message .bubble").all_inner_texts()


class DeskPage:
    """The desk as a consultant uses it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    async def sits_down(self, name: str) -> None:
        await self.page.goto(f"{self.address}/desk")
        await self.page.locator("#name").fill(name)
        await self.page.locator("form[action='/desk/seat'] button").click()
        await expect(self.page.locator("#queue")).to_be_visible()

    async def begins(self, code: str) -> None:
        """Comes in by a one-time code, and sets the password of the tests."""
        await self.page.goto(f"{self.address}/desk")
        await self.page.locator(".first summary").click()
        await self.page.locator("#code").fill(code)
        await self.page.locator("#fresh").fill(PASSWORD)
        await self.page.locator("form[action='/desk/begin'] button").click()
        await expect(self.page.locator(".bar-nav")).to_be_visible()

    async def signs_in(self, name: str) -> None:
        """Comes in by name and the password of the tests."""
        await self.page.goto(f"{self.address}/desk")
        await self.page.locator("#name").fill(name)
        await self.page.locator("#password").fill(PASSWORD)
        await self.page.locator("form[action='/desk/enter'] button").click()
        await expect(self.page.locator(".bar-nav")).to_be_visible()

    def row(self, number: str, group: str) -> Locator:
        """The line of a case, if it stands in that group of the queue."""
        return self.page.locator(f"[data-group={group}] .row[data-number='{number}']")

    async def opens(self, number: str) -> None:
        """Opens a case that waits."""
        await self.row(number, "waiting").click()
        await expect(self.page.locator("#thread")).to_be_visible()

    async def answers(self, text: str) -> None:
        await self.page.locator("#words").fill(text)
        await self.page.locator("#answer [value=answer]").click()
        await expect(self.said(text, "consultant")).to_be_visible()

    async def attaches(self, name: str, content: bytes) -> None:
        """Picks a file to go with the answer."""
        file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        await self.page.locator("#file").set_input_files(file)
        await expect(self.page.locator("#picked")).to_have_text(name)

    async def notes(self, text: str) -> None:
        await self.page.locator("#memo").fill(text)
        await self.page.locator("#note button").click()
        await expect(self.said(text, "note")).to_be_visible()

    async def does(self, verb: str) -> None:
        """One of the acts that need no words."""
        await self.page.locator(f".act:has([name=verb][value={verb}]) button").first.click()

    def said(self, text: str, sender: str) -> Locator:
        return self.page.locator(f"#thread .{sender}").filter(has_text=text)

    @property
    def state(self) -> Locator:
        return self.page.locator("#head .state")
