"""The pages of what was published, for who keeps the content."""

import re

from tests.support.fakes import NOON
from tests.support.web import Web

A = "faq/a.yaml"


async def test_publications_are_listed_and_lead_to_their_lines(web: Web) -> None:
    """Who, why, and the lines by their signs; whatever stands in a file or a reason is text."""
    await web.service.store.keep_version("1", {A: "one\ntwo\n"}, "", "start", NOON)
    await web.service.store.keep_version("2", {A: "one\n<b>\n"}, "한소라", "<i>고침</i>", NOON)
    async with web.desk() as desk:
        page = (await desk.client.get("/desk/content/history")).text
        assert re.findall(r'href="/desk/content/history/(\d+)"', page) == ["2", "1"]
        assert "한소라" in page
        assert "&lt;i&gt;고침" in page
        one = (await desk.client.get("/desk/content/history/2")).text
        assert re.findall(r'<tr class="(\w+)">.*?<td class="text">(.*?)</td>', one) == [
            ("removed", "two"),
            ("added", "&lt;b&gt;"),
        ]
        assert (await desk.client.get("/desk/content/history/1")).status_code == 200
        assert (await desk.client.get("/desk/content/history/3")).status_code == 404
        assert (await desk.client.get("/desk/content/history/x")).status_code == 400


async def test_older_publications_are_a_page_further(web: Web) -> None:
    """Every one is on one page, and no page ends in a link that leads nowhere."""
    for many in range(51):
        await web.service.store.keep_version(f"{many}", {A: f"{many}"}, "한소라", "고침", NOON)
    async with web.desk() as desk:
        first = (await desk.client.get("/desk/content/history")).text
        older = re.search(r'href="\?before=(\d+)"', first)
        assert older
        second = (await desk.client.get(f"/desk/content/history?before={older[1]}")).text
        places = [re.findall(r"history/(\d+)\"", page) for page in (first, second)]
        assert [len(each) for each in places] == [50, 1]
        assert "before=" not in second
