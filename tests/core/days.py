"""A small calendar of 2026 for tests of counting, written out by hand from 관공서의 공휴일에 관한 규정."""

from datetime import date

from bot.core.calendar import Calendar

HOLIDAYS = {
    date(2026, 1, 1): "신정",
    date(2026, 2, 16): "설날 전날",
    date(2026, 2, 17): "설날",
    date(2026, 2, 18): "설날 다음 날",
    date(2026, 3, 2): "삼일절 대체공휴일",
    date(2026, 5, 1): "노동절",
    date(2026, 5, 5): "어린이날",
    date(2026, 5, 25): "부처님 오신 날 대체공휴일",
    date(2026, 6, 3): "지방선거일",
    date(2026, 7, 17): "제헌절",
    date(2026, 8, 17): "광복절 대체공휴일",
    date(2026, 9, 24): "추석 전날",
    date(2026, 9, 25): "추석",
    date(2026, 9, 26): "추석 다음 날",
    date(2026, 10, 5): "개천절 대체공휴일",
    date(2026, 10, 9): "한글날",
    date(2026, 12, 25): "성탄절",
}
CALENDAR = Calendar(HOLIDAYS, 2026, 2027)
