"""Accounts of consultants: one-time codes, passwords, links, and how they end. On both engines."""

import asyncio

import pytest

from bot.service.staff import CODE_WORKS, Staff, StaffFault
from bot.service.staff_sessions import StaffSessions
from bot.store.store import SqlStore
from tests.support.fakes import QUICK, FakeClock

PASSWORD = "느티나무 아래 다섯"
HAN, OH = "telegram:31", "telegram:32"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def staff(store: SqlStore, clock: FakeClock) -> Staff:
    return Staff(store, clock, QUICK)


@pytest.fixture
def sessions(store: SqlStore, clock: FakeClock) -> StaffSessions:
    return StaffSessions(store, clock)


async def hired(staff: Staff, name: str = "한소라") -> str:
    """A new account; its code."""
    _, code = await staff.add(name)
    return code


async def test_a_code_sets_a_password_once(staff: Staff) -> None:
    """However it is typed; the same code a second time is none."""
    code = await hired(staff)
    account = await staff.begin(f" {code.lower().replace('-', ' ')} ", PASSWORD)
    assert account is not None and account.name == "한소라"
    assert await staff.begin(code, "다른 비밀번호 열 글자") is None
    assert await staff.link(code, HAN) is None
    assert await staff.sign_in(" 한소라", PASSWORD) == account
    assert await staff.sign_in("한소라", "다른 비밀번호 열 글자") is None


async def test_nobody_signs_in_without_a_password_of_their_own(staff: Staff) -> None:
    """Not before it was set, not under a name that is none, not with nothing."""
    await hired(staff)
    for name, password in (("한소라", ""), ("한소라", PASSWORD), ("오민준", PASSWORD), ("", "")):
        assert await staff.sign_in(name, password) is None


async def test_a_code_runs_out(staff: Staff, clock: FakeClock) -> None:
    """It works until its time, and not from then on."""
    code = await hired(staff)
    clock.pass_(seconds=CODE_WORKS.total_seconds())
    assert await staff.begin(code, PASSWORD) is None
    assert await staff.link(code, HAN) is None


async def test_another_code_ends_the_one_before(staff: Staff) -> None:
    """Of two codes the newer works."""
    first = await hired(staff)
    second = await staff.code("한소라")
    assert await staff.link(first, HAN) is None
    assert await staff.link(second, HAN) == "한소라"


async def test_of_two_who_use_a_code_at_once_one_does(staff: Staff) -> None:
    """The other finds it used up, and has changed nothing."""
    code = await hired(staff)
    linked = await asyncio.gather(*(staff.link(code, f"telegram:{user}") for user in range(8)))
    assert sorted(map(str, linked)) == ["None"] * 7 + ["한소라"]
    [account] = await staff.all()
    assert account.address == f"telegram:{linked.index('한소라')}"


async def test_an_address_belongs_to_one_account(staff: Staff) -> None:
    """Linked to another one, it has left the first."""
    first, second = await hired(staff), await hired(staff, "오민준")
    assert await staff.link(first, HAN) == "한소라"
    assert await staff.link(second, HAN) == "오민준"
    assert await staff.at(HAN) == "오민준"
    assert [account.name for account in await staff.all() if account.address] == ["오민준"]


async def test_a_new_password_ends_what_was_signed_in(staff: Staff, sessions: StaffSessions) -> None:
    """Who knew the old one is out at their next step, also one who came in with it just before."""
    before = await staff.begin(await hired(staff), PASSWORD)
    assert before is not None
    old = await sessions.begin(before, "", "")
    after = await staff.begin(await staff.code("한소라"), "새로 정한 비밀번호")
    assert after is not None
    late, new = await sessions.begin(before, "", ""), await sessions.begin(after, "", "")
    assert [await sessions.at(token, active=True) is not None for token in (old, late, new)] == [False, False, True]
    assert await staff.sign_in("한소라", PASSWORD) is None


async def test_an_account_ends_with_all_it_had(staff: Staff, sessions: StaffSessions) -> None:
    """Its desk, its link; and one of the same name later is another one."""
    account = await staff.begin(await hired(staff), PASSWORD)
    assert account is not None
    token = await sessions.begin(account, "", "")
    await staff.link(await staff.code("한소라"), HAN)
    await staff.remove("한소라")
    await hired(staff)
    assert await sessions.at(token, active=True) is None
    assert await staff.at(HAN) is None
    assert await staff.sign_in("한소라", PASSWORD) is None


@pytest.mark.parametrize(("name", "fault"), [("한 소라", "name_taken"), ("", "no_name"), ("Desk", "no_name")])
async def test_a_name_is_one_persons(staff: Staff, name: str, fault: str) -> None:
    """Spaces make no other name; what the service calls itself is none."""
    await hired(staff)
    with pytest.raises(StaffFault) as refused:
        await staff.add(name)
    assert refused.value.fault == fault
    assert len(await staff.all()) == 1


async def test_who_is_not_there_has_no_code(staff: Staff) -> None:
    """And cannot be removed."""
    for asked in (staff.code, staff.remove):
        with pytest.raises(StaffFault, match="nobody"):
            await asked("없는 이")


@pytest.mark.parametrize("password", ["아홉글자예요오오", "aaaaaaaaaaaa", "x" * 201])
async def test_a_poor_password_uses_up_no_code(staff: Staff, password: str) -> None:
    """Too short, one sign again and again, or endless."""
    code = await hired(staff)
    with pytest.raises(StaffFault, match="no_password"):
        await staff.begin(code, password)
    assert await staff.begin(code, PASSWORD) is not None


async def test_neither_code_nor_password_is_kept(store: SqlStore, clock: FakeClock) -> None:
    """What is kept of them cannot be used: the product hashes slowly, in 64 MiB. And no account shows it."""
    staff = Staff(store, clock)
    code = await hired(staff)
    account = await staff.begin(code, PASSWORD)
    assert account is not None and account.password is not None
    assert account.password.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PASSWORD not in account.password
    assert account.password not in repr(account) and account.key not in repr(account)
