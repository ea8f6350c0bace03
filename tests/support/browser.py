"""A real browser for the tests: the system's Chromium, else Playwright's own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Error, async_playwright

from tests.support.chromium import ADVICE, executable

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(Exception):
    """No Chromium could be started; says what to install."""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser until the block ends. Raises NoBrowser."""
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        except Error as error:
            raise NoBrowser(ADVICE) from error
        try:
            yield browser
        finally:
            await browser.close()
