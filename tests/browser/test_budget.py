"""What the first page costs a slow phone: bytes over the wire, and how soon something is to be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser, expect

from tests.browser.conftest import PHONE
from tests.support.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
MOST_BYTES = 60_000
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
"""A slow 4G line: 150 milliseconds there and back, 1.6 Mbit a second."""
SLOWER = 4
"""So many times slower than this machine is the phone."""
FIRST_PAINT = """() => new Promise((resolve) => new PerformanceObserver((list) => {
  const paint = list.getEntriesByName("first-contentful-paint")[0];
  if (paint) resolve(paint.startTime);
}).observe({ type: "paint", buffered: true }))"""


@dataclass
class Wire:
    """What came over the line, with its headers, by address."""

    named: dict[str, str] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)

    def asked(self, event: Mapping[str, object]) -> None:
        request = event["request"]
        assert isinstance(request, dict)
        self.named[str(event["requestId"])] = str(request["url"])

    def came(self, event: Mapping[str, object]) -> None:
        length = event["encodedDataLength"]
        assert isinstance(length, int | float)
        self.bytes[self.named[str(event["requestId"])]] = int(length)


@pytest.mark.parametrize("path", ["/", "/widget", "/faq"])
async def test_the_first_page_is_small(server: Server, browser: Browser, path: str) -> None:
    """All of it together, scripts and styles included, and nothing on the way to the first words but its styles."""
    wire = Wire()
    async with await browser.new_context(viewport=PHONE.viewport, locale="ko-KR") as context:
        page = await context.new_page()
        line = await context.new_cdp_session(page)
        line.on("Network.requestWillBeSent", wire.asked)
        line.on("Network.loadingFinished", wire.came)
        await line.send("Network.enable")
        await line.send("Network.emulateNetworkConditions", SLOW_LINE)
        await line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        await page.goto(f"{server.address}{path}", wait_until="load")
        paint = await page.evaluate(FIRST_PAINT)
        await expect(page.locator("main")).to_be_visible()
    total = sum(wire.bytes.values())
    print(f"\n{path}: {total} bytes in {len(wire.bytes)} requests, first paint after {paint:.0f} ms (aim 1000)")
    assert wire.bytes
    assert total < MOST_BYTES, wire.bytes
