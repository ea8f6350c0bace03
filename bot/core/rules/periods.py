"""Rules that give a day. Each says which of the three ways of counting it uses (see core.calendar)."""

from datetime import timedelta

from bot.core import calendar
from bot.core.answers import Fact
from bot.core.rules.registry import Arguments, rule

NOTICE_DAYS = 7
ACCEPTANCE_DAYS, CERTIFICATE_DAYS = 20, 14
REGISTRATION_DAYS, BUSINESS_REGISTRATION_DAYS = 14, 20


@rule("founding_notice_last_day", {"meeting": "date"}, "date", "협동조합 기본법 시행령 제6조제1항")
def founding_notice_last_day(given: Arguments) -> Fact:
    """창립총회 공고를 올릴 수 있는 마지막 날. 공고한 날과 총회 날을 빼고 7일이 들어가게, 뒤에서부터 셉니다."""
    return calendar.clear_days_before(given.date("meeting"), NOTICE_DAYS)


@rule("earliest_founding_meeting", {"notice": "date"}, "date", "협동조합 기본법 시행령 제6조제1항")
def earliest_founding_meeting(given: Arguments) -> Fact:
    """그날 공고를 올리면 창립총회를 열 수 있는 가장 빠른 날."""
    return given.date("notice") + timedelta(days=NOTICE_DAYS + 1)


@rule("petition_end", {"filed": "date", "days": "number"}, "date", "민원 처리에 관한 법률 제19조")
def petition_end(given: Arguments) -> Fact:
    """관청의 처리 기간이 끝나는 날. 낸 날을 넣고 토요일과 공휴일을 빼고 셉니다."""
    return calendar.petition_days_end(given.date("filed"), given.number("days"), given.calendar)


@rule("civil_days_end", {"from": "date", "days": "number"}, "date", "민법 제157·161조")
def civil_days_end(given: Arguments) -> Fact:
    """며칠 안에 해야 하는 일의 마지막 날. 첫날을 빼고 세고, 끝이 토요일·공휴일이면 다음 날로 갑니다."""
    return calendar.civil_period_end(given.date("from"), given.calendar, days=given.number("days"))


@rule("civil_months_end", {"from": "date", "months": "number"}, "date", "민법 제157·160·161조")
def civil_months_end(given: Arguments) -> Fact:
    """몇 달 안에 해야 하는 일의 마지막 날. 달력으로 세고, 끝이 토요일·공휴일이면 다음 날로 갑니다."""
    return calendar.civil_period_end(given.date("from"), given.calendar, months=given.number("months"))


@rule("days_until", {"date": "date"}, "number", "")
def days_until(given: Arguments) -> Fact:
    """오늘부터 그날까지 남은 날수. 지났으면 음수입니다."""
    return (given.date("date") - given.today).days


@rule("acceptance_due", {"filed": "date"}, "date", "협동조합 기본법 제15조제2항, 민원 처리에 관한 법률 제19조")
def acceptance_due(given: Arguments) -> Fact:
    """설립신고를 받은 시가 결과를 알려 줄 마지막 날. 낸 날을 넣고 토요일과 공휴일을 빼고 20일을 셉니다(해석)."""
    return calendar.petition_days_end(given.date("filed"), ACCEPTANCE_DAYS, given.calendar)


@rule("deemed_accepted_on", {"filed": "date"}, "date", "협동조합 기본법 제15조제3항")
def deemed_accepted_on(given: Arguments) -> Fact:
    """아무 연락이 없을 때 수리한 것으로 보는 날. 처리 기간이 끝난 다음 날이고, 연장을 알렸으면 맞지 않습니다."""
    last = calendar.petition_days_end(given.date("filed"), ACCEPTANCE_DAYS, given.calendar)
    return last + timedelta(days=1)


@rule("certificate_due", {"supplemented": "date"}, "date", "협동조합 기본법 시행령 제8조제2항")
def certificate_due(given: Arguments) -> Fact:
    """보완한 서류를 낸 뒤 신고확인증이 나올 마지막 날. 낸 날을 넣고 토요일과 공휴일을 빼고 14일을 셉니다(해석)."""
    return calendar.petition_days_end(given.date("supplemented"), CERTIFICATE_DAYS, given.calendar)


@rule("registration_due", {"paid": "date"}, "date", "협동조합 기본법 제61조제1항, 민법 제157·161조")
def registration_due(given: Arguments) -> Fact:
    """설립등기의 마지막 날. 출자금이 다 들어온 날을 빼고 14일, 끝이 토요일·공휴일이면 다음 날로 갑니다."""
    return calendar.civil_period_end(given.date("paid"), given.calendar, days=REGISTRATION_DAYS)


@rule("business_registration_due", {"began": "date"}, "date", "부가가치세법 제8조제1항, 민법 제157·161조")
def business_registration_due(given: Arguments) -> Fact:
    """사업자등록의 마지막 날. 사업을 시작한 날을 빼고 20일, 끝이 토요일·공휴일이면 다음 날로 갑니다."""
    return calendar.civil_period_end(given.date("began"), given.calendar, days=BUSINESS_REGISTRATION_DAYS)


@rule("days_between", {"from": "date", "to": "date"}, "number", "")
def days_between(given: Arguments) -> Fact:
    """앞의 날부터 뒤의 날까지의 날수. 뒤의 날이 먼저면 음수입니다."""
    return (given.date("to") - given.date("from")).days
