"""The SQL of the kept totals: what of the ledger is plain, and its sums by level and month.

A statement is plain when it is the only one of its unit for a month: a flow inside the month
and inside one stretch of a unit that never has others below it, or a state of such a unit.
Plain statements go into ``month_total``, once for every place above; all others go into
``odd``, and whatever they touch is consolidated by the full rules (``queries``).

``month_total`` is a bag of changes: a correction puts in what it takes away with a minus, so
every column is a sum. Months are numbered from 1; twelve in a row are bits of one
``unit_year.mask``. ``span_total`` has for quarters, halves, nine months and years what months
do not add up to: units that stated all of it, and the last states. Constant texts: what is
asked comes in registered tables.
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
create table unit_year (indicator integer, node integer, year integer, mask integer);
create table odd (indicator integer, place integer, first_day integer, last_day integer);
create table unit as
select number as node, place, first_day, last_day
from node
where is_leaf and stage = 0 and tree = 0;
create table unit_above as
select u.node as unit, a.ancestor as node
from unit u
join above a on a.node = u.node and a.ancestor <> u.node;
"""

# --- when entries come in --------------------------------------------------------------------

# Whatever the entries speak of, and whatever those that they correct spoke of.
TOUCHED = """
create or replace temp table touched as
select distinct coalesce(i.number, -1) as indicator, coalesce(p.number, -1) as place
from incoming f
left join indicator_number i on i.code = f.indicator
left join place_number p on p.place_id = f.place
"""

TOUCHED_BY_CORRECTIONS = """
insert into touched
select distinct f.indicator, f.place
from fact f
where f.seq in (select supersedes from incoming where supersedes is not null)
    and not exists (
        select 1 from touched t where t.indicator = f.indicator and t.place = f.place
    )
"""

# Every standing statement of what is touched, with its unit and month where it has them.
CLASSIFY = """
create or replace temp table tile as
select s.seq, s.indicator, s.place, n.node, d.month, s.milli, s.bound,
    coalesce(s.first_day, s.last_day) as first_day, s.last_day,
    coalesce(k.is_stock or (s.first_day <= greatest(n.first_day, d.first_day)
        and s.last_day >= least(n.last_day, d.last_day)), false) as is_whole,
    not s.is_share and coalesce(
        case
            when k.is_flow then n.node is not null and s.first_day >= d.first_day
            when k.is_stock then d.month is not null and u.place is not null
        end, false) as is_plain
from fact s
join touched t on t.indicator = s.indicator and t.place = s.place
left join indicator_kind k on k.number = s.indicator
left join month_of_day d on d.day = s.last_day
left join (select distinct place from unit) u on u.place = s.place
left join unit n on n.place = s.place
    and n.first_day <= case when k.is_stock then d.last_day else s.first_day end
    and n.last_day >= case when k.is_stock then d.last_day else s.last_day end
where not s.retracts
    and not exists (select 1 from correction gone where gone.supersedes = s.seq)
"""

# Of several statements of one unit and month none is plain.
TWINS = """
create or replace temp table twin as
select indicator, place, node, month
from tile
group by indicator, place, node, month
having count(*) > 1
"""

SET_TWINS_APART = """
update tile set is_plain = false
from twin w
where w.indicator = tile.indicator and w.place = tile.place
    and w.node is not distinct from tile.node and w.month is not distinct from tile.month
"""

# ``$sign`` is -1 for what stood before the entries came in, 1 for what stands since.
ADD_TOTALS = """
insert into month_total
select t.indicator, a.node, t.month, $sign * sum(t.milli), $sign * sum(t.bound & 1),
    $sign * sum(t.bound >> 1), $sign * count(*), $sign * sum(t.is_whole::integer)
from tile t
join unit_above a on a.unit = t.node
where t.is_plain
group by t.indicator, a.node, t.month
order by 1, 2, 3
"""

ADD_SPANS_OF_FLOWS = """
insert into span_total
select k.indicator, a.node, w.number, 0, 0, 0, 0, $sign * count(*)
from (
    select indicator, node, (month - 1) // 12 as year, bit_or(1 << ((month - 1) % 12)) as mask
    from tile
    where is_plain and is_whole and node is not null
    group by 1, 2, 3
) k
join indicator_kind i on i.number = k.indicator and i.is_flow
join span w on w.year = k.year
join unit_months u on u.node = k.node
join unit_above a on a.unit = k.node
where k.mask & w.mask <> 0 and bit_count(k.mask & w.mask)
    = least(u.last_month, w.last_month) - greatest(u.first_month, w.first_month) + 1
group by k.indicator, a.node, w.number
order by 1, 2, 3
"""

ADD_SPANS_OF_STOCKS = """
insert into span_total
select s.indicator, a.node, s.span, $sign * sum(s.milli), $sign * sum(s.bound & 1),
    $sign * sum(s.bound >> 1), $sign * count(*), $sign * count(*)
from (
    select t.indicator, t.place, w.number as span, w.last_day,
        arg_max(t.milli, t.month) as milli, arg_max(t.bound, t.month) as bound
    from tile t
    join indicator_kind i on i.number = t.indicator and i.is_stock
    join span w on w.year = (t.month - 1) // 12
        and w.first_month <= t.month and w.last_month >= t.month
    where t.is_plain
    group by t.indicator, t.place, w.number, w.last_day
) s
join unit u on u.place = s.place and u.first_day <= s.last_day and u.last_day >= s.last_day
join unit_above a on a.unit = u.node
group by s.indicator, a.node, s.span
order by 1, 2, 3
"""

FORGET_UNITS = """
delete from unit_year
where exists (
    select 1
    from touched t
    join unit u on u.place = t.place
    where t.indicator = unit_year.indicator and u.node = unit_year.node
)
"""

FORGET_ODD = """
delete from odd
where exists (
    select 1 from touched t where t.indicator = odd.indicator and t.place = odd.place
)
"""

ADD_UNITS = """
insert into unit_year
select indicator, node, (month - 1) // 12, bit_or(1 << ((month - 1) % 12))
from tile
where is_plain and is_whole and node is not null
group by 1, 2, 3
order by 1, 2, 3
"""

ADD_ODD = """
insert into odd
select indicator, place, first_day, last_day from tile where not is_plain
"""

START_OVER = """
delete from month_total;
delete from span_total;
delete from unit_year;
delete from odd
"""

# --- when a plan is answered -------------------------------------------------------------------

# What the full rules must work out: indicator and place with anything odd in sight. Of rates
# and of what is never added only the place's own word counts.
ODD_IN_SIGHT = """
select distinct s.asked, o.indicator
from odd o
join ask_indicator i on i.indicator = o.indicator and (i.is_flow or i.is_stock)
join node n on n.place = o.place
join ask_subtree s on n.number >= s.first_node and n.number < s.end_node
where o.first_day <= $last_day and o.last_day >= $first_day
union
select p.asked, o.indicator
from odd o
join ask_indicator i on i.indicator = o.indicator
join ask_place p on p.place = o.place
where o.first_day <= $last_day and o.last_day >= $first_day
"""

MONTH_SUMS = """
create or replace temp table kept_total as
select a.asked, a.frame, t.indicator, sum(t.milli) as milli,
    (sum(t.over) > 0)::integer + 2 * (sum(t.under) > 0)::integer as bound,
    case when a.is_long then 0 else sum(t.whole) end as reported
from ask_month a
join month_total t on t.node = a.node and t.month = a.month
join ask_indicator i on i.indicator = t.indicator
    and ((i.is_flow and not a.is_state) or (i.is_stock and a.is_state))
group by a.asked, a.frame, a.is_long, t.indicator
having sum(t.figures) > 0
"""

# Of quarters and the like: how many stated all of it, and the last states.
SPAN_SUMS = """
insert into kept_total
select a.asked, a.frame, t.indicator, case when sum(t.figures) > 0 then sum(t.milli) end,
    (sum(t.over) > 0)::integer + 2 * (sum(t.under) > 0)::integer, sum(t.whole)
from ask_span a
join span_total t on t.node = a.node and t.span = a.span
join ask_indicator i on i.indicator = t.indicator
    and ((i.is_flow and not a.is_state) or (i.is_stock and a.is_state))
group by a.asked, a.frame, t.indicator
having sum(t.whole) > 0
"""

# Of flows over several months: the units that stated each month in which they were there.
WHOLE_UNITS = """
insert into kept_total
select a.asked, a.frame, w.indicator, null, 0, count(*)
from (
    select y.frame, y.top, k.indicator, k.node, sum(bit_count(k.mask & y.mask)) as months
    from ask_year y
    join unit_above b on b.node = y.top
    join unit_year k on k.node = b.unit and k.year = y.year
    join ask_indicator i on i.indicator = k.indicator and i.is_flow
    group by y.frame, y.top, k.indicator, k.node
) w
join ask_long a on a.frame = w.frame and a.node = w.top
join unit_months u on u.node = w.node
where w.months > 0 and w.months
    = least(u.last_month, a.last_month) - greatest(u.first_month, a.first_month) + 1
group by a.asked, a.frame, w.indicator
"""

# Of stocks over several months: units without a state in the last month, with their latest.
EARLIER_STATES = """
insert into kept_total
select asked, frame, indicator, sum(milli), bit_or(bound), count(*)
from (
    select l.asked, l.frame, f.indicator, l.unit,
        arg_max(f.milli, f.last_day) as milli, arg_max(f.bound, f.last_day) as bound
    from (
        select a.asked, a.frame, a.first_day, a.last_day, b.unit, u.place, i.indicator
        from ask_state a
        join unit_above b on b.node = a.node
        join unit u on u.node = b.unit and u.first_day <= a.last_day and u.last_day >= a.last_day
        cross join ask_indicator i
        where i.is_stock and not exists (
            select 1
            from unit_year k
            where k.indicator = i.indicator and k.node = b.unit and k.year = a.year
                and k.mask & a.mask <> 0
        )
    ) l
    join fact f on f.indicator = l.indicator and f.place = l.place
        and f.last_day >= l.first_day and f.last_day <= l.last_day
    where not f.retracts
        and not exists (select 1 from correction gone where gone.supersedes = f.seq)
    group by l.asked, l.frame, f.indicator, l.unit
) latest
group by asked, frame, indicator
"""

TOTALS = """
select asked, frame, indicator, sum(milli), bit_or(bound), sum(reported), 0, true
from kept_total
group by asked, frame, indicator
"""

COLUMNS = """
select p.place_id as place, c.code as indicator, w.code as period,
    case when t.is_quantity then t.milli::bigint end as milli,
    case when t.is_quantity is not true then 0
        when t.reported < e.units then t.bound | 1
        else t.bound end as bound,
    coalesce(t.reported, 0)::bigint as reported, coalesce(e.units, 0)::bigint as expected,
    not w.is_divided as comparable, case when t.milli is null then 'none' else 'parts' end as basis
from ask_name p
cross join ask_code c
join ask_period w on w.asked = p.asked and w.is_stock = c.is_stock
left join ask_expected e on e.asked = p.asked and e.frame = w.frame
left join (
    select asked, frame, indicator, sum(milli) as milli, bit_or(bound) as bound,
        sum(reported) as reported, abs(sum(milli)) < 1000000000000000000 as is_quantity
    from kept_total
    group by asked, frame, indicator
) t on t.asked = p.asked and t.frame = w.frame and t.indicator = c.indicator
order by p.asked, c.position, w.position
"""
