"""The SQL of the kept totals: what of the ledger is plain, and its sums by level and month.

A statement is plain when it is the only one of its unit for a month: a flow inside the month
and inside one stretch of a unit that never has others below it, or a state of such a unit that
is there on the month's last day. Plain statements go into ``month_total``, once for every place
above; all others go into ``odd``, and whatever they touch is consolidated by the full rules
(``queries``).

``month_total`` is a bag of changes: a correction puts in what it takes away with a minus, so
every column is a sum. Months are numbered from 1; twelve in a row make a year of which a
span is several. ``span_total`` has for spans what months do not add up to: units that stated
all of it, and the last states. Constant texts: what is asked comes in registered tables.
"""

from __future__ import annotations

# --- once for an engine ----------------------------------------------------------------------

SCHEMA = """
create table month_total (
    indicator integer, node integer, month integer, milli hugeint, over bigint, under bigint,
    figures bigint, whole bigint
);
create table span_total (
    indicator integer, node integer, span integer, milli hugeint, over bigint, under bigint,
    figures bigint, whole bigint
);
create table odd (
    indicator integer, place integer, first_day integer, last_day integer, is_own boolean
);
create table unit (
    node integer, place integer, first_day integer, last_day integer, parent integer,
    first_month integer, last_month integer
)
"""

# --- when units are there, at first and later; the registered ``fresh_unit`` -----------------

FORGET_UNITS = """
delete from unit where node in (select node from fresh_unit)
"""

ADD_UNITS = """
insert into unit
select n.number, n.place, n.first_day, n.last_day, n.parent, f.first_month, f.last_month
from node n
join fresh_unit f on f.node = n.number
"""

# --- when entries come in --------------------------------------------------------------------

# Whatever the entries speak of, and whatever those that they correct spoke of, by year: what
# a statement gives to kept totals lies in the year of its last day.
TOUCHED = """
create or replace temp table touched as
select distinct a.indicator, a.place, coalesce(y.first_day, a.last_day) as first_day,
    coalesce(y.last_day, a.last_day) as last_day
from arrived a
left join month_of_day d on d.day = a.last_day
left join year_of_months y on y.number = (d.month - 1) // 12
"""

CORRECTED = "select min(supersedes), max(supersedes) from arrived"

TOUCHED_BY_CORRECTIONS = """
insert into touched
with corrected as materialized (
    select indicator, place, last_day
    from stored
    where seq between $first and $last
        and seq in (select supersedes from arrived where supersedes is not null)
)
select distinct c.indicator, c.place, coalesce(y.first_day, c.last_day),
    coalesce(y.last_day, c.last_day)
from corrected c
left join month_of_day d on d.day = c.last_day
left join year_of_months y on y.number = (d.month - 1) // 12
where not exists (
    select 1 from touched t
    where t.indicator = c.indicator and t.place = c.place
        and t.first_day <= c.last_day and t.last_day >= c.last_day
)
"""

# What came in before and corrects what came in now.
AWAITED = "select supersedes from correction where supersedes >= $first"

TOUCHED_PLACES = "select distinct place from touched"

TILE = "select min(first_day), max(last_day), bool_or(is_flow), bool_or(is_stock) from tile"

TOUCHED_DAYS = "select min(first_day), max(last_day) from touched"

# Whether anything is known of what came in: of its years, and of the registered
# ``arrived_place``; or whether something corrected it before it came.
MAY_BE_KNOWN = """
select exists (
    select 1 from stored
    where last_day between $first_day and $last_day
        and place in (select place from arrived_place)
) or exists (select 1 from correction where supersedes >= $first)
"""

_TOUCHED_FACTS = """
    select f.* from fact f
    join touched t on t.indicator = f.indicator and t.place = f.place
        and t.first_day <= f.last_day and t.last_day >= f.last_day
    where f.last_day >= $first_day and f.last_day <= $last_day
"""

# What is stored of what is touched, by year: as ``simple_facts`` has it.
KNOWN_PAIRS = """
select f.place, f.indicator, (greatest(f.month, 1) - 1) // 12 as year, max(f.month) as month,
    arg_max(f.told, f.month) as told, max(f.moment) as moment,
    arg_max(f.units * 1000 + f.thousandths, f.month) as milli,
    arg_max(f.bound, f.month) as bound,
    bool_or(f.parent = -2 or a.supersedes is not null) as is_apart,
    bool_or(f.parent >= 0) as is_simple, count(distinct a.supersedes) as corrected
from stored f
join touched t on t.indicator = f.indicator and t.place = f.place
    and t.first_day <= f.last_day and t.last_day >= f.last_day
left join arrived a on a.supersedes = f.seq
where f.last_day >= $first_day and f.last_day <= $last_day
group by all
"""

# What was stored as simple and is so no longer, the registered ``spoilt``.
SET_APART = """
update stored set parent = -2
from spoilt s
where s.place = stored.place and s.indicator = stored.indicator
    and (stored.month - 1) // 12 = s.year and stored.month > 0
    and stored.last_day between $first_day and $last_day
"""

# Statements with the sign of what they give: -1 for what stood before the entries came in, 1 for
# what stands since. Asked when the facts have the entries and the corrections do not yet.
_SIGNED = """
    with standing as materialized (
        select f.*, f.seq in (select seq from arrived) as is_new, f.seq in (
            select supersedes from arrived where supersedes is not null
        ) as is_gone
        from ({facts}) f
        where not f.retracts
            and not exists (select 1 from correction gone where gone.supersedes = f.seq)
    )
    select *, -1 as sign from standing where not is_new
    union all
    select *, 1 as sign from standing where not is_gone
"""

_ARRIVED = """
    select f.*, 1 as sign
    from arrived f
    where not f.retracts
        and not exists (select 1 from arrived gone where gone.supersedes = f.seq)
        and not exists (select 1 from correction gone where gone.supersedes = f.seq)
"""

# Statements as they stand of the registered ``moved_place``.
_STANDING = """
    select f.*, 1 as sign
    from fact f
    where f.place in (select place from moved_place) and not f.retracts
        and not exists (select 1 from correction gone where gone.supersedes = f.seq)
"""

_CLASSIFY = """
create or replace temp table tile as
select s.sign, s.seq, s.indicator, s.place, n.node, n.parent, d.month, k.is_flow, k.is_stock,
    s.milli, s.bound, coalesce(s.first_day, s.last_day) as first_day, s.last_day,
    coalesce(k.is_stock or (s.first_day <= greatest(n.first_day, d.first_day)
        and s.last_day >= least(n.last_day, d.last_day)), false) as is_whole,
    not s.is_share and coalesce(
        case
            when k.is_flow then s.first_day >= d.first_day
            else k.is_stock
        end, false) and n.node is not null as is_plain,
    coalesce(k.is_stock and s.first_day < d.first_day, false) as reaches_back
from ({signed}) s
left join indicator_kind k on k.number = s.indicator
left join month_of_day d on d.day = s.last_day
left join unit n on n.place = s.place
    and n.first_day <= case when k.is_stock then d.last_day else s.first_day end
    and n.last_day >= case when k.is_stock then d.last_day else s.last_day end
"""

# Every statement of what is touched, with its unit and month where it has them.
CLASSIFY = _CLASSIFY.format(signed=_SIGNED.format(facts=_TOUCHED_FACTS))

# The same where nothing else was said of what is touched.
CLASSIFY_ARRIVED = _CLASSIFY.format(signed=_ARRIVED)

# The same of places whose days changed, of which nothing is added up.
CLASSIFY_MOVED = _CLASSIFY.format(signed=_STANDING)

FORGET_MOVED_ODD = "delete from odd where place in (select place from moved_place)"

# Whether some unit made more plain statements in a year than there are months with any.
HAS_TWINS = """
select exists (
    select 1
    from tile
    where is_plain
    group by sign, indicator, place, node, (month - 1) // 12
    having count(*) > bit_count(bit_or(1 << ((month - 1) % 12)))
)
"""

# Of several plain statements of one unit and month none is plain.
TWINS = """
create or replace temp table twin as
select sign, indicator, place, node, month
from tile
where is_plain
group by sign, indicator, place, node, month
having count(*) > 1
"""

SET_TWINS_APART = """
update tile set is_plain = false
from twin w
where w.sign = tile.sign and w.indicator = tile.indicator and w.place = tile.place
    and w.node is not distinct from tile.node and w.month is not distinct from tile.month
"""

# What was added, for sums in memory; 2**62 stands for any sum that 64 bits might not hold.
_ADDED = """
returning indicator, node, {position} as position, over, under, figures, whole,
    case when abs(milli) < 4611686018427387904 then milli::bigint else 4611686018427387904
    end as milli
"""

# Units are added up to the places right above them first: further up there is little left to
# add. What nothing changed of is not added.
_RIGHT_ABOVE = """
    select indicator, parent, month, sum(sign * milli) as milli,
        sum(sign * (bound & 1)) as over, sum(sign * (bound >> 1)) as under,
        sum(sign) as figures, sum(sign * is_whole::integer) as whole
    from tile
    where is_plain and parent is not null
    group by indicator, parent, month
    having sum(sign * milli) <> 0 or sum(sign * (bound & 1)) <> 0
        or sum(sign * (bound >> 1)) <> 0 or sum(sign) <> 0
        or sum(sign * is_whole::integer) <> 0
"""

# What ``fresh_totals`` found, values in limbs of 20 bits.
_FRESH = """
    select indicator, parent, position as {position}, over, under, figures, whole,
        limb0 + limb1 * 1048576::hugeint + limb2 * 1099511627776::hugeint
            + limb3 * 1152921504606846976::hugeint as milli
    from {table}
"""

_ADD_TOTALS = """
insert into month_total
with right_above as ({right_above})
select r.indicator, a.ancestor, r.month, sum(r.milli), sum(r.over), sum(r.under),
    sum(r.figures), sum(r.whole)
from right_above r
join above a on a.node = r.parent
group by r.indicator, a.ancestor, r.month
order by 2, 1, 3
{returning}
"""

_MONTHS_ADDED = _ADDED.format(position="month")

ADD_TOTALS = _ADD_TOTALS.format(right_above=_RIGHT_ABOVE, returning=_MONTHS_ADDED)

ADD_FRESH_TOTALS = _ADD_TOTALS.format(
    right_above=_FRESH.format(position="month", table="fresh_month"), returning=_MONTHS_ADDED
)

# ``said`` and ``due`` are months of a year as bits: those that a unit stated all of its part
# of, and those in which it was there.
_ALIKE = """
    select s.indicator, u.parent, s.year, s.said,
        (1 << least(u.last_month - s.year * 12, 12))
            - (1 << greatest(u.first_month - s.year * 12 - 1, 0)) as due,
        sum(s.sign) as units
    from (
        select sign, indicator, node, (month - 1) // 12 as year,
            bit_or(1 << ((month - 1) % 12)) as said
        from tile
        where is_plain and is_whole and is_flow
        group by 1, 2, 3, 4
    ) s
    join unit u on u.node = s.node and u.parent is not null
    group by 1, 2, 3, 4, 5
    having sum(s.sign) <> 0
"""

_ADD_SPANS_OF_FLOWS = """
insert into span_total
with alike as ({alike})
select k.indicator, a.ancestor, w.number, 0, 0, 0, 0, sum(k.units)
from alike k
join span w on w.year = k.year and k.said & w.mask <> 0 and k.said & w.mask = k.due & w.mask
join above a on a.node = k.parent
group by k.indicator, a.ancestor, w.number
order by 2, 1, 3
{returning}
"""

_SPANS_ADDED = _ADDED.format(position="span")

ADD_SPANS_OF_FLOWS = _ADD_SPANS_OF_FLOWS.format(alike=_ALIKE, returning=_SPANS_ADDED)

ADD_FRESH_SPANS_OF_FLOWS = _ADD_SPANS_OF_FLOWS.format(
    alike="select * from fresh_alike", returning=_SPANS_ADDED
)

# A state serves the spans that end before the next one of its unit in the year.
_STATES = """
    select s.indicator, u.parent, w.number as span, sum(s.sign * s.milli) as milli,
        sum(s.sign * (s.bound & 1)) as over, sum(s.sign * (s.bound >> 1)) as under,
        sum(s.sign) as figures
    from (
        select sign, indicator, place, month, milli, bound, lead(month, 1, 32767) over (
            partition by sign, indicator, place, (month - 1) // 12 order by month
        ) as next_month
        from tile
        where is_plain and is_stock
    ) s
    join span w on w.year = (s.month - 1) // 12 and w.first_month <= s.month
        and w.last_month >= s.month and w.last_month < s.next_month
    join unit u on u.place = s.place and u.first_day <= w.last_day
        and u.last_day >= w.last_day and u.parent is not null
    group by s.indicator, u.parent, w.number
    having sum(s.sign * s.milli) <> 0 or sum(s.sign * (s.bound & 1)) <> 0
        or sum(s.sign * (s.bound >> 1)) <> 0 or sum(s.sign) <> 0
"""

_ADD_SPANS_OF_STOCKS = """
insert into span_total
with right_above as ({right_above})
select r.indicator, a.ancestor, r.span, sum(r.milli), sum(r.over), sum(r.under),
    sum(r.figures), sum(r.figures)
from right_above r
join above a on a.node = r.parent
group by r.indicator, a.ancestor, r.span
order by 2, 1, 3
{returning}
"""

ADD_SPANS_OF_STOCKS = _ADD_SPANS_OF_STOCKS.format(right_above=_STATES, returning=_SPANS_ADDED)

ADD_FRESH_SPANS_OF_STOCKS = _ADD_SPANS_OF_STOCKS.format(
    right_above=_FRESH.format(position="span", table="fresh_state"), returning=_SPANS_ADDED
)

FORGET_ODD = """
delete from odd
where exists (
    select 1 from touched t
    where t.indicator = odd.indicator and t.place = odd.place
        and t.first_day <= odd.last_day and t.last_day >= odd.last_day
)
"""

# A state that is said of more days than its month is added up like any other; it stands beside
# the figures of other months of its own unit.
ADD_ODD = """
insert into odd
select indicator, place, first_day, last_day, is_plain
from tile
where sign = 1 and (not is_plain or reaches_back)
"""

# Odd statements by whatever they are at or below: some of them, those about to be forgotten,
# those just added.
ODD_BY_NODE = """
select o.indicator, b.ancestor as node, o.first_day, o.last_day, count(*) as statements
from ({odd}) o
join indicator_kind k on k.number = o.indicator
join node n on n.place = o.place
join above b on b.node = n.number
where k.is_flow or k.is_stock
group by all
"""

_FORGOTTEN = """
    select odd.* from odd
    join touched t on t.indicator = odd.indicator and t.place = odd.place
        and t.first_day <= odd.last_day and t.last_day >= odd.last_day
    where not odd.is_own
"""

FORGOTTEN_ODD = ODD_BY_NODE.format(odd=_FORGOTTEN)

ADDED_ODD = ODD_BY_NODE.format(odd="select * from tile where sign = 1 and not is_plain")

START_OVER = """
delete from month_total;
delete from span_total;
delete from odd
"""
