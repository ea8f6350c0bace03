"""What axe finds on a page, in every width and set of colours that people use."""

from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page

WIDTHS = (360, 768, 1440)
_HERE = {768: {"rules": {"color-contrast": {"enabled": False}}}}  # the same elements as on one side or the other
COLORS = ("dark", "contrast")
"""Besides the light ones; colours do not depend on the width."""
_RUN = """async options => (await axe.run(document, options)).violations
    .filter(it => ["serious", "critical"].includes(it.impact))
    .flatMap(it => it.nodes.map(node => `${it.id}: ${node.target} ${node.failureSummary}`))"""


async def findings(page: Page, widths: Sequence[int] = WIDTHS) -> list[str]:
    """Every serious or critical finding, with what it was found at; the page is left as it was."""
    size = page.viewport_size
    await page.emulate_media(reduced_motion="reduce")  # half drawn is pale
    await page.evaluate(AXE_SCRIPT)
    found: list[str] = []
    for width in widths:
        await page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} {it}" for it in await page.evaluate(_RUN, _HERE.get(width, {}))]
    for color in COLORS:
        await page.evaluate("color => { document.documentElement.dataset.color = color; }", color)
        found += [f"{color} {it}" for it in await page.evaluate(_RUN, {"runOnly": ["color-contrast"]})]
    await page.evaluate("delete document.documentElement.dataset.color")
    if size:
        await page.set_viewport_size(size)
    return found
