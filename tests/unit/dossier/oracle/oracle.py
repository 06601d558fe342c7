#!/usr/bin/env python3
"""A second opinion on due dates, by brute force: the timeline is a row of minutes, and time is walked minute by minute.

    oracle.py CASES SEED CALENDAR...      one JSON case a line, with its expected answer
    oracle.py patterns SEED CALENDAR...   every sequence of up to four kinds of pause, each with one limit of every kind

Written from the wording of the rules alone; it shares no code and no method with the C++ engine."""

import itertools
import json
import random
import sys
from datetime import date, datetime, timedelta
from fractions import Fraction

DAY = timedelta(days=1)
UNKNOWN = "unknown"


class Unknown(Exception):
    pass


def minutes(clock):
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


class Calendar:
    def __init__(self, plan):
        self.plan = plan
        holidays = {date.fromisoformat(text) for text in plan.get("holidays", [])}
        off = {date.fromisoformat(text) for text in plan.get("extra_days_off", [])}
        extra = {date.fromisoformat(row["date"]): row["office_hours"] for row in plan.get("extra_working_days", [])}
        self.years = set(plan.get("years") or {day.year for day in holidays})
        self.blocked = [(date.fromisoformat(row["from"]), date.fromisoformat(row["to"])) for row in plan.get("unannounced", [])]
        compensation = set()
        for holiday in sorted(holidays):
            if self.week(holiday, "office_hours"):
                continue
            day = holiday + DAY
            while day in holidays or day in off or day in compensation or not self.week(day, "office_hours"):
                day += DAY
            compensation.add(day)
        self.office, self.reception = {}, {}
        for year in sorted(self.years):
            day = date(year, 1, 1)
            while day.year == year:
                closed = day in holidays or day in off or day in compensation
                self.office[day] = [] if closed else self.week(day, "office_hours")
                self.reception[day] = [] if closed else self.week(day, "reception_hours")
                if day in extra:
                    self.office[day] = self.reception[day] = [(minutes(a), minutes(b)) for a, b in extra[day]]
                day += DAY

    def week(self, day, key):
        hours = self.plan
        for season in self.plan.get("seasons", []):
            here = day.strftime("%m-%d")
            a, b = season["from"], season["to"]
            if (a <= here <= b) if a <= b else (here >= a or here <= b):
                hours = season
                break
        table = hours.get(key) or hours["office_hours"]
        return [(minutes(a), minutes(b)) for a, b in table.get(str(day.isoweekday()), [])]

    def check(self, day):
        if day not in self.office or any(a <= day <= b for a, b in self.blocked):
            raise Unknown(day)

    def open_at(self, table, moment):
        self.check(moment.date())
        clock = moment.hour * 60 + moment.minute
        return any(a <= clock < b for a, b in table[moment.date()])

    def works(self, day):
        self.check(day)
        return bool(self.office[day])

    def next_working(self, day):
        day += DAY
        while not self.works(day):
            day += DAY
        return day

    def closing(self, day):
        return datetime(day.year, day.month, day.day) + timedelta(minutes=self.office[day][-1][1])

    def official(self, moment):
        while not self.open_at(self.reception, moment):
            if not self.reception[moment.date()]:
                moment = datetime.combine(moment.date() + DAY, datetime.min.time())
            else:
                moment += timedelta(minutes=1)
        return moment

    def standard_day(self):
        for weekday in "1234567":
            periods = self.plan["office_hours"].get(weekday)
            if periods:
                return sum(minutes(b) - minutes(a) for a, b in periods)


def paused(pauses, moment):
    return any(a <= moment < b for a, b in pauses)


def office_time(calendar, start, need, pauses):
    """`need` is a Fraction of minutes."""
    moment, used = start, Fraction(0)
    while True:
        if not calendar.works(moment.date()):
            moment = datetime.combine(moment.date() + DAY, datetime.min.time())
            continue
        if calendar.open_at(calendar.office, moment) and not paused(pauses, moment):
            if need - used <= 1:
                return moment + timedelta(seconds=float((need - used) * 60))
            used += 1
        moment += timedelta(minutes=1)


def working_days(calendar, start, count, pauses):
    day, total = start.date(), Fraction(0)
    while True:
        day = calendar.next_working(day)
        there = counted = 0
        for a, b in calendar.office[day]:
            for clock in range(a, b):
                there += 1
                counted += not paused(pauses, datetime(day.year, day.month, day.day) + timedelta(minutes=clock))
        total += Fraction(counted, there)
        if total >= count:
            return calendar.closing(day)


def calendar_days(calendar, start, limit, pauses):
    day = start.date()
    count = int(limit[:-1])
    if limit.endswith("m"):
        month = day.month - 1 + count
        year, month = day.year + month // 12, month % 12 + 1
        last = 31
        while True:
            try:
                day = date(year, month, min(day.day, last))
                break
            except ValueError:
                last -= 1
    else:
        day += count * DAY
    for a, b in pauses:
        day += -((a - b) // DAY) * DAY
    while not calendar.works(day):
        day += DAY
    return calendar.closing(day)


def due(calendar, start, limit, pauses):
    if limit.startswith("sd"):
        cut_off = minutes(limit[3:]) if "@" in limit else 15 * 60
        day = start.date()
        if not (start.hour * 60 + start.minute < cut_off and calendar.works(day)):
            day = calendar.next_working(day)
        return calendar.closing(day)
    if limit == "0.5wd":
        return office_time(calendar, start, Fraction(calendar.standard_day(), 2), pauses)
    if limit.endswith("wd"):
        return working_days(calendar, start, int(limit[:-2]), pauses)
    if limit.endswith("wh"):
        return office_time(calendar, start, Fraction(limit[:-2]) * 60, pauses)
    return calendar_days(calendar, start, limit, pauses)


KINDS = 6  # of limits


def a_limit(dice, kind):
    if kind == 0:
        return dice.choice(["sd", "sd@15:00", "sd@14:30", "sd@10:00", "sd@16:45"])
    if kind == 1:
        return f"{dice.choice([1, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30])}wd"
    if kind == 2:
        return "0.5wd"
    if kind == 3:
        return f"{dice.choice(['1', '2', '4', '8', '16', '24', '40', '0.5', '1.5', '0.25', '2.75', '7.1', '0.05', '3.33'])}wh"
    if kind == 4:
        return f"{dice.choice([1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90])}d"
    return f"{dice.choice([1, 1, 2, 3, 6, 12])}m"


def some_pauses(dice, start):
    """Up to four stretches, some touching, some inside a day, some over weekends."""
    pauses, at = [], start + timedelta(minutes=dice.choice([-600, 0, 1, 90, 700, 1440, 3000]))
    for _ in range(dice.choice([0, 0, 1, 1, 2, 3, 4])):
        end = at + timedelta(minutes=dice.choice([1, 30, 61, 240, 480, 600, 1440, 1441, 2880, 4000, 10080]))
        pauses.append((at, end))
        at = end + timedelta(minutes=dice.choice([0, 1, 45, 300, 1500, 5000]))
    return pauses


# The next pause, told by where it begins after the last one and how long it lasts (minutes).
PATTERN = {
    "at once, a minute": (0, 1),
    "later that day, over the break": (150, 240),
    "next day, a whole day": (1440, 1440),
    "from the evening over the weekend": (700, 4 * 1440),
    "days later, a week": (3 * 1440 + 77, 7 * 1440),
}


def all_patterns():
    for length in range(5):
        yield from itertools.product(PATTERN.values(), repeat=length)


def pauses_of(pattern, at):
    pauses = []
    for gap, length in pattern:
        pauses.append((at + timedelta(minutes=gap), at + timedelta(minutes=gap + length)))
        at = pauses[-1][1]
    return pauses


def a_start(dice):
    start = datetime(2024, 1, 1) + timedelta(minutes=dice.randrange(4 * 365 * 1440))
    if dice.random() < 0.5:  # near the edges of the day
        start = start.replace(hour=dice.choice([0, 7, 11, 13, 14, 15, 16, 17, 23]), minute=dice.choice([0, 1, 29, 30, 59]))
    return start


def tell(calendars, index, start, limit, pauses):
    case = {"calendar": index, "from": start.isoformat(timespec="minutes"), "limit": limit,
            "pauses": [[a.isoformat(timespec="minutes"), b.isoformat(timespec="minutes")] for a, b in pauses]}
    try:
        official = calendars[index].official(start)
        case["official_start"] = official.isoformat(timespec="seconds")
        case["due"] = due(calendars[index], official, limit, pauses).isoformat(timespec="seconds")
    except Unknown:
        case["error"] = True
    print(json.dumps(case))


def main():
    count, seed = sys.argv[1], int(sys.argv[2])
    calendars = [Calendar(json.load(open(path, encoding="utf-8"))) for path in sys.argv[3:]]
    dice = random.Random(seed)
    if count == "patterns":
        for pattern in all_patterns():
            for kind in range(KINDS):
                start = a_start(dice)
                tell(calendars, dice.randrange(len(calendars)), start, a_limit(dice, kind), pauses_of(pattern, start))
        return
    for _ in range(int(count)):
        start = a_start(dice)
        tell(calendars, dice.randrange(len(calendars)), start, a_limit(dice, dice.randrange(KINDS)), some_pauses(dice, start))


main()
