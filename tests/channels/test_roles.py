"""Who may do what: every address with every method, for every role, for the one-click seat and for nobody."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import get_args

import pytest

from bot.channels.web.seat import Seat
from bot.core.event import Verb
from bot.core.staff import ROLES, Role
from tests.support.roles import answered, cookie_of, routes, sent_with
from tests.support.web import SECRET, Web, serving

WHO = ("nobody", *ROLES, "seat")
"""The columns of the table."""
SHOWN = (200,) * 6
NO_SESSION = (401,) * 6
"""A citizen's conversation opens for its own token alone, whoever sits at the desk."""
CASES = (401, 200, 403, 200, 200, 200)
CASES_UNREADABLE = (401, 400, 403, 400, 400, 400)
COUNTS = (401, 200, 200, 200, 200, 200)
OWN = (401, 200, 200, 200, 200, 403)
LOG = (401, 403, 403, 200, 200, 200)
NO_PUBLICATION = (401, 403, 404, 403, 404, 404)
CONTENT = (401, 403, 200, 403, 200, 200)
STAFF = (401, 403, 403, 403, 200, 403)
CONTENT_NO_FILE = (401, 403, 404, 403, 404, 404)

EXPECTED: Mapping[tuple[str, str], tuple[int, ...]] = {
    ("GET", "/"): SHOWN,
    ("GET", "/healthz"): SHOWN,
    ("GET", "/static"): SHOWN,
    ("GET", "/widget.js"): SHOWN,
    ("GET", "/widget"): SHOWN,
    ("GET", "/faq"): SHOWN,
    ("GET", "/faq/search"): (303,) * 6,
    ("GET", "/faq/{entry}"): SHOWN,
    ("GET", "/flows"): SHOWN,
    ("GET", "/flows/{flow}"): SHOWN,
    ("POST", "/api/session"): SHOWN,
    ("POST", "/api/session/end"): NO_SESSION,
    ("GET", "/api/person"): SHOWN,
    ("POST", "/api/messages"): NO_SESSION,
    ("GET", "/api/messages"): NO_SESSION,
    ("GET", "/api/stream"): NO_SESSION,
    ("POST", "/api/files"): NO_SESSION,
    ("GET", "/api/files/{number}"): NO_SESSION,
    ("POST", "/api/files/{number}/remove"): NO_SESSION,
    ("GET", "/api/plan"): NO_SESSION,
    ("GET", "/api/plan.ics"): NO_SESSION,
    ("GET", "/desk"): (200, 200, 303, 200, 200, 200),
    ("GET", "/desk/cases/{number}"): CASES,
    ("POST", "/desk/cases/{number}/acts"): CASES_UNREADABLE,
    ("POST", "/desk/cases/{number}/draft"): CASES_UNREADABLE,
    ("POST", "/desk/cases/{number}/again"): CASES_UNREADABLE,
    ("GET", "/desk/cases/{number}/files/{message}"): (401, 404, 403, 404, 404, 404),
    ("GET", "/desk/search"): CASES,
    ("GET", "/desk/weak"): COUNTS,
    ("GET", "/desk/api/answers"): CASES,
    ("GET", "/desk/api/queue"): CASES,
    ("GET", "/desk/api/cases/{number}"): CASES,
    ("GET", "/desk/api/stream"): CASES,
    ("POST", "/desk/seat"): (403, 403, 403, 403, 403, 303),
    ("POST", "/desk/enter"): (403,) * 6,
    ("POST", "/desk/begin"): (400, 400, 400, 400, 400, 403),
    ("POST", "/desk/link"): (401, 200, 403, 200, 200, 403),
    ("POST", "/desk/leave"): (401, 303, 303, 303, 303, 303),
    ("GET", "/desk/numbers"): COUNTS,
    ("GET", "/desk/numbers.csv"): COUNTS,
    ("GET", "/desk/steps.csv"): COUNTS,
    ("GET", "/desk/me"): OWN,
    ("POST", "/desk/me/end"): OWN,
    ("POST", "/desk/me/password"): (401, 400, 400, 400, 400, 403),
    ("GET", "/desk/staff"): STAFF,
    ("POST", "/desk/staff"): (401, 403, 403, 403, 400, 403),
    ("GET", "/desk/content/history"): CONTENT,
    ("GET", "/desk/content/history/{place}"): NO_PUBLICATION,
    ("GET", "/desk/content/history/{place}/back"): NO_PUBLICATION,
    ("POST", "/desk/content/history/{place}/back"): NO_PUBLICATION,
    ("GET", "/desk/content"): CONTENT,
    ("GET", "/desk/content/edit"): CONTENT_NO_FILE,
    ("GET", "/desk/content/retire"): CONTENT_NO_FILE,
    ("POST", "/desk/content/retire"): CONTENT_NO_FILE,
    ("POST", "/desk/content/entry"): CONTENT_NO_FILE,
    ("GET", "/desk/content/new"): (401, 403, 400, 403, 400, 400),
    ("POST", "/desk/content/check"): CONTENT_NO_FILE,
    ("POST", "/desk/content/ask"): (401, 403, 400, 403, 400, 400),
    ("POST", "/desk/content/walk"): CONTENT_NO_FILE,
    ("POST", "/desk/content/impact"): CONTENT_NO_FILE,
    ("POST", "/desk/content/publish"): (401, 403, 400, 403, 400, 400),
    ("GET", "/desk/questions"): COUNTS,
    ("GET", "/desk/questions/{key}"): (401, 404, 404, 404, 404, 404),
    ("POST", "/desk/questions/{key}/settle"): (401, 404, 404, 404, 404, 404),
    ("POST", "/desk/questions/{key}/propose"): CONTENT_NO_FILE,
    ("GET", "/desk/stale"): CONTENT,
    ("POST", "/desk/stale"): (401, 403, 400, 403, 400, 400),
    ("GET", "/desk/audit"): LOG,
    ("GET", "/desk/audit.csv"): LOG,
}
"""By method and path, in the order of WHO. Forms are sent from our own pages and are otherwise empty."""

VERBS: Mapping[Verb, Mapping[str, str]] = {
    "claim": {},
    "answer": {"text": "네"},
    "note": {"text": "메모"},
    "transfer": {"text": "supervisor"},
    "take": {"text": "제가 할게요"},
    "return": {},
    "close": {},
    "conclude": {"outcome": "registered"},
}
"""What is done with a case, one after the other, and what the form needs for it."""


@pytest.fixture
async def open_to_others(tmp_path: Path) -> AsyncIterator[Web]:
    """A server with an account of every role, each called like its role."""
    async with serving(tmp_path, seat=Seat(False, SECRET)) as web:
        for role in ROLES.values():
            await web.staff.add(role, role)
        yield web


async def table_of(web: Web, who: str) -> Mapping[tuple[str, str], int]:
    case = await (await web.browser()).asks_for_a_person()
    asked = sorted(routes(web))
    answers = await asyncio.gather(*(answered(web, who, method, path, case) for method, path in asked))
    return {at: answer.status_code for at, answer in zip(asked, answers, strict=True)}


@pytest.mark.parametrize("who", ["nobody", *ROLES])
async def test_every_address_answers_each_role_as_the_table_says(open_to_others: Web, who: str) -> None:
    """A route without a row fails, and so does a row without its route."""
    column = WHO.index(who)
    assert await table_of(open_to_others, who) == {at: row[column] for at, row in EXPECTED.items()}


async def test_the_seat_of_the_demo_opens_what_the_table_says(web: Web) -> None:
    """All there is to see, and no account."""
    assert await table_of(web, "seat") == {at: row[-1] for at, row in EXPECTED.items()}


async def test_the_seat_is_refused_once_there_is_an_account(web: Web) -> None:
    """Whoever sat there is nobody."""
    await web.staff.add("한소라")
    found = await table_of(web, "seat")
    assert found == {at: row[0] for at, row in EXPECTED.items()}


@pytest.mark.parametrize("who", ["nobody", *ROLES])
async def test_every_act_is_for_who_may_answer(open_to_others: Web, who: str) -> None:
    """All verbs of the desk; whoever may not has changed nothing."""
    web = open_to_others
    assert set(VERBS) == set(get_args(Verb)) - {"edit"}
    case = await (await web.browser()).asks_for_a_person()
    path, refused = "/desk/cases/{number}/acts", {"nobody": 401, "editor": 403}
    for verb, fields in VERBS.items():
        answer = await answered(web, who, "POST", path, case, id=verb, verb=verb, **fields)
        assert answer.status_code == refused.get(who, 303), verb
    file = await web.service.store.case(case, "")
    assert file is not None
    done = {logged.verb for logged in file.history} - {"open"}
    assert done == (set() if who in refused else {verb if verb != "take" else "answer" for verb in VERBS})


@pytest.mark.parametrize("role", ROLES.values())
async def test_accounts_are_looked_after_by_admins_alone(open_to_others: Web, role: Role) -> None:
    """Whatever is asked of them; nobody gives themselves another role, nor ends themselves."""
    web = open_to_others
    await web.staff.add("오민준")

    async def asks(verb: str, name: str, of: str = "") -> int:
        return (await answered(web, role, "POST", "/desk/staff", "", verb=verb, name=name, role=of)).status_code

    done = [
        await asks("add", "문지호", "editor"),
        await asks("code", "문지호"),
        await asks("role", "오민준", "supervisor"),
        await asks("end", "오민준"),
        await asks("remove", "오민준"),
        await asks("role", role, "admin"),
        await asks("remove", role),
        await asks("remove", "없는 이"),
        await asks("promote", "문지호"),
    ]
    accounts = {account.name: account.role for account in await web.staff.all()}
    kept: dict[str, Role] = {name: name for name in ROLES.values()}
    if role == "admin":
        assert (done, accounts) == ([200] * 5 + [409] * 2 + [400] * 2, {**kept, "문지호": "editor"})
    else:
        assert (done, accounts) == ([403] * 9, {**kept, "오민준": "consultant"})


async def test_a_role_is_another_one_from_the_next_step_on(open_to_others: Web) -> None:
    """In a session that is open already, and nobody hands a case to who may not have it."""
    web = open_to_others
    case = await (await web.browser()).asks_for_a_person()
    headers = sent_with(await cookie_of(web, "consultant"))
    assert (await web.client.get(f"/desk/cases/{case}", headers=headers)).status_code == 200
    await web.staff.set_role("consultant", "editor")
    assert (await web.client.get(f"/desk/cases/{case}", headers=headers)).status_code == 403
    handed = await answered(
        web, "admin", "POST", "/desk/cases/{number}/acts", case, id="1", verb="transfer", text="consultant"
    )
    assert handed.status_code == 400
