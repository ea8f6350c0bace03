"""The page of numbers: who may read it, what it counts, and the files of it."""

import csv
import io
import re
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.channels.web.charts import HEIGHT, stacked
from bot.channels.web.seat import Seat
from bot.channels.web.tables import cell
from tests.support.web import SECRET, DeskBrowser, Web, serving


@pytest.fixture
async def desk(web: Web) -> AsyncIterator[DeskBrowser]:
    """A consultant who sits at the desk."""
    async with web.desk() as desk:
        yield desk


async def table(desk: DeskBrowser, path: str) -> Sequence[Sequence[str]]:
    answer = await desk.client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


async def test_what_happened_this_week_is_counted(web: Web, desk: DeskBrowser) -> None:
    """Questions by what became of them, the case, its promise, its outcome and its points."""
    citizen = await web.browser()
    for words in ("공고는 며칠 전에?", "대출 되나요?", "공고 어쩌고", "도무지 모를 말"):
        await citizen.says(words)
    case = await citizen.asks_for_a_person()
    await desk.acts(case, "answer", "제가 볼게요")
    await desk.acts(case, "close", outcome="registered", members="7", jobs="3")
    asked = next(it for it in reversed(await citizen.all()) if len(it["buttons"]) == 5)  # type: ignore[arg-type]  # JSON
    await citizen.sends(button=asked["buttons"][1]["id"])  # type: ignore[index]  # JSON
    heads, *weeks = await table(desk, "/desk/numbers.csv?weeks=3")
    assert len(weeks) == 3 and len(heads) == len(weeks[-1])
    assert weeks[-1] == ["2026-11-23", "1", "5", "2", "1", "1", "1", "1", "1", "0", "0", "1", "4.00", "1", "1", "3"]
    assert {number for number in weeks[0][1:] if number} == {"0"}
    page = (await desk.client.get("/desk/numbers?weeks=3")).text
    assert page.count("<svg") == page.count("<desc") == 5 and "style=" not in page


async def test_where_people_stop_is_told_by_step(web: Web, desk: DeskBrowser) -> None:
    """Two begin, one goes on."""
    for words in (("만들래요", "빵"), ("만들래요",)):
        citizen = await web.browser()
        for text in words:
            await citizen.says(text)
    _, *steps = await table(desk, "/desk/steps.csv")
    assert steps == [["만들기", "목적", "2", "1", "1"], ["만들기", "필요한 것", "1", "0", "1"]]
    page = (await desk.client.get("/desk/numbers")).text
    assert re.search(r"목적</th><td>2</td><td>1</td><td>1</td><td>50%", page)


@pytest.mark.parametrize("path", ["/desk/numbers", "/desk/numbers.csv", "/desk/steps.csv"])
async def test_only_who_sits_may_read_them(web: Web, path: str, tmp_path: Path) -> None:
    """And a stretch that is none is refused."""
    assert (await web.client.get(path)).status_code == 401
    async with web.desk() as desk:
        for weeks in ("0x", "-1", "99999"):
            assert (await desk.client.get(path, params={"weeks": weeks})).status_code == 400
    async with serving(tmp_path / "closed", seat=Seat(False, SECRET)) as closed:
        assert (await closed.client.get(path)).status_code == 403


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", '"\'=1+1"'),
        (" +82", '"\' +82"'),
        ("-", '"\'-"'),
        ("@x", '"\'@x"'),
        ('그 "말"', '"그 ""말"""'),
        ("a,b\n<c>", '"a,b\n<c>"'),
        (-3, '"-3"'),
        (None, '""'),
        (4.256, '"4.26"'),
    ],
)
def test_a_field_is_no_formula(value: object, written: str) -> None:
    """To the spreadsheet that opens it; numbers stay numbers."""
    assert str(cell(value)) == written


@pytest.mark.parametrize("most", [0, 1, 4, 5, 39, 41, 100, 12345])
def test_bars_stay_in_their_chart(most: int) -> None:
    """Also where nothing was counted, and whatever the highest is."""
    chart = stacked([("1/1", {"a": most, "b": 0}), ("1/8", {"a": most / 2, "b": most / 2})])
    assert all(bar.y >= 0 and bar.y + bar.height <= HEIGHT for bar in chart.bars)
    assert len(chart.lines) == 5 and len(chart.bars) == (3 if most else 0)
