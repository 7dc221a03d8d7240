"""The SQL of what was known at a moment: statements of the stored facts, and sums of the simple.

What is asked comes in parameters; the texts differ only by what a ledger has at all and what is
wanted of it. Days are ordinals.
"""

from __future__ import annotations

LONG = 32  # days; of a longer statement its last day says little about where it lies
MOST_DAYS = 2**12 - 1  # of a statement as it is handed over; this many stand for more too

# Twice two numbers of 16 bits, from the right: the indicator, the place; bound (two bits), share
# (one) and days (0 for a state), the last day. Numbers of 64 bits would take twice as long to make.
_SMALL = """
    (f.place - $first_place)::uinteger * 65536 + f.indicator::uinteger as about,
    ({last_day} - $first_day)::uinteger * 65536
        + ({days} * 8 + f.is_share::integer * 4 + f.bound)::uinteger as told
"""

# As ``queries.STATEMENTS`` chooses them, without saying which of two that are alike is the later.
_STANDING = """
select {small}, f.units * 1000 + f.thousandths as milli{seq}
from stored f
left join correction c on c.supersedes = f.seq and c.recorded_at <= $known_at
where f.place between $first_place and $last_place
    and f.indicator between $first_indicator and $last_indicator
    and {lies_there} and {is_known}
    and not f.retracts and c.supersedes is null{some}
"""
_APART = " and f.parent = -2"
_NEAR = """
    f.last_day between $first_day and $last_day + $long
    and (f.last_day <= $last_day or f.last_day - f.days < $last_day)
"""
_DAYS = "coalesce(f.days, 0)"

# Long statements are few, and blocks of rows without any are passed over. What lies beyond the
# days asked is cut off.
_LONG_AND_LATER = """
    f.days > $long and f.last_day > $last_day + $long and f.last_day - f.days + 1 <= $last_day
"""
_SMALL_OF_LONG = _SMALL.format(
    last_day="($last_day + $long)",
    days=f"least(f.days - (f.last_day - $last_day - $long), {MOST_DAYS})",
)
# What is simple lies in its month and is told once. Few are handed over as they lie: every
# expression takes longer to plan than many rows to read.
_SIMPLE_ONES = """
select f.place, f.indicator, f.month, f.told, f.bound, f.units{more}
from stored f
where f.parent between $first_parent and $last_parent
    and f.place between $first_place and $last_place
    and f.indicator between $first_indicator and $last_indicator
    and f.month between $first_month and $last_month and f.moment <= $moment
"""

# Sums of what is simple (``simple_facts``): 64 bits hold those of whole units, since nothing large
# is simple. Whoever told a span told as many months in a row at its end.
_SIMPLE = """
    from stored f
    where f.parent between $first_parent and $last_parent
        and f.indicator between $first_indicator and $last_indicator
        and f.month between $first_month and $last_month and f.moment <= $moment
"""
_OF_EACH, _OF_LAST = "sum(f.{part})", "(sum(f.{part}) - sum(f.before_{part}))"
_BOUNDS = "bit_or(f.bound) as bound"
_BOUNDS_OF_LAST = "sum(f.adds_over) > 0 as over, sum(f.adds_under) > 0 as under"
SUMS_OF_MONTHS = f"""
select f.parent, f.indicator, f.month as position, {{sums}}, count_if(f.told <> 0) as whole
{_SIMPLE}
group by f.parent, f.indicator, f.month
"""
SUMS_SO_FAR = f"""
select f.parent, f.indicator, {{year}} as position, {{sums}}, count_if(f.told >= $length) as whole
{_SIMPLE}
group by f.parent, f.indicator{{by_year}}
"""
SUMS_OF_FLOWS = f"""
select f.parent, f.indicator, {{year}} as position, {{sums}},
    count_if(f.told >= $length and f.month = $last_month) as whole
{_SIMPLE} and f.told between 0 and 12
group by f.parent, f.indicator
"""
# The month, above 52 bits; then value and bound, less than half as large: the largest is the last.
# In half the time that ``arg_max`` takes.
_MILLI = "f.units * 1000 + f.thousandths"
_STATED = "((s.stated + 2251799813685248) & 4503599627370495) // 4 - 562949953421312"
LAST_STATES = f"""
select s.parent, s.indicator, {{year}} as position, sum(({_STATED}) // 1000)::bigint as units,
    sum(({_STATED}) % 1000)::bigint as thousandths, bit_or((s.stated & 3)::utinyint) as bound,
    count(*) as whole
from (
    select any_value(f.parent) as parent, f.place, f.indicator,
        max((f.month - $first_month + 1) * 4503599627370496 + ({_MILLI}) * 4 + f.bound) as stated
    {_SIMPLE} and f.told in (-1, 13)
    group by f.place, f.indicator
) s
group by s.parent, s.indicator
"""  # noqa: S608 - own words
_BY_NUMBER = "f.moment <= $moment"
_BY_MOMENT = "f.moment in (select number from moment where recorded_at <= $known_at)"


def standing(*, most_days: int, is_by_number: bool, with_seq: bool, apart: bool) -> str:
    """Statements that stood, with any day among some, packed in two numbers and the value.

    Args:
        most_days: no statement has more.
        is_by_number: whether the moment is asked by its number, else by its time.
        with_seq: whether their numbers are wanted.
        apart: only what is not simple.
    """
    words = {
        "seq": ", f.seq" if with_seq else "",
        "some": _APART if apart else "",
        "is_known": _BY_NUMBER if is_by_number else _BY_MOMENT,
    }
    days = f"least({_DAYS}, {MOST_DAYS})" if most_days > MOST_DAYS else _DAYS
    small = _SMALL.format(last_day="f.last_day", days=days)
    statement = _STANDING.format(small=small, lies_there=_NEAR, **words)
    if most_days > LONG:
        long = _STANDING.format(small=_SMALL_OF_LONG, lies_there=_LONG_AND_LATER, **words)
        statement = f"{statement} union all {long}"
    return statement


def simple_ones(*, has_fractions: bool, with_seq: bool) -> str:
    """Simple statements one by one; thousandths only where there are any."""
    more = ", f.thousandths" if has_fractions else ""
    return _SIMPLE_ONES.format(more=more + (", f.seq" if with_seq else ""))


def sums_of(statement: str, years: tuple[int, int], *, of_last: bool, has_fractions: bool) -> str:
    """One of the sums above.

    Args:
        statement: its text.
        years: the first and the last of the months asked, from 0.
        of_last: whether of a state only the last counts, where sums go on from the year's start.
        has_fractions: whether anything has thousandths beside whole units.
    """
    first, last = years
    year, by_year = ("(f.month - 1) // 12", ", position") if first < last else (str(first), "")
    parts = ("units", "thousandths") if has_fractions else ("units",)
    value, bounds = (_OF_LAST, _BOUNDS_OF_LAST) if of_last else (_OF_EACH, _BOUNDS)
    values = (f"{value.format(part=part)}::bigint as {part}" for part in parts)
    return statement.format(sums=", ".join((*values, bounds)), year=year, by_year=by_year)
