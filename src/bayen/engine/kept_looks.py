"""The SQL that looks into kept totals: sums of nodes, statements of units, what is odd.

Constant texts; what is asked comes in registered tables.
"""

from __future__ import annotations

from bayen.engine.kept_queries import ODD_BY_NODE

# --- nodes: what is kept of some, the registered ``ask_node`` ------------------------------------

_SUMS_OF_NODES = """
select node, indicator, position, over, under, figures, whole,
    case when abs(milli) < 4611686018427387904 then milli::bigint else 4611686018427387904
    end as milli
from (
    select t.node, t.indicator, t.{position} as position, sum(t.milli) as milli,
        sum(t.over)::bigint as over, sum(t.under)::bigint as under,
        sum(t.figures)::bigint as figures, sum(t.whole)::bigint as whole
    from {table} t
    join ask_node a on a.node = t.node
    where t.{position} between $first and $last
    group by t.node, t.indicator, t.{position}
) total
"""

MONTHS_OF_NODES = _SUMS_OF_NODES.format(table="month_total", position="month")

SPANS_OF_NODES = _SUMS_OF_NODES.format(table="span_total", position="span")

_ODD_OF_DAYS = """
    select * from odd
    where not is_own and first_day <= $last_day and last_day >= $first_day
"""

_OF_NODES = """
select f.*
from ({found}) f
join ask_node a on a.node = f.node
"""

ODD_OF_NODES = _OF_NODES.format(found=ODD_BY_NODE.format(odd=_ODD_OF_DAYS))

# --- units: their plain statements as they stand, of the registered ``ask_unit`` ------------------

FIGURES_OF_UNITS = """
select a.slot, i.position as "row", coalesce(s.first_day, -1) as first_day, s.last_day, s.milli,
    s.bound, s.seq
from fact s
join ask_unit a on a.place = s.place
join ask_row i on i.indicator = s.indicator
where s.last_day >= $first_day and s.last_day <= $last_day
    and not s.retracts and not s.is_share
    and not exists (select 1 from correction gone where gone.supersedes = s.seq)
"""

ODD_OF_UNITS = """
select a.slot, i.position as "row", o.first_day, o.last_day
from odd o
join ask_unit a on a.place = o.place
join ask_row i on i.indicator = o.indicator
where o.first_day <= $last_day and o.last_day >= $first_day
"""

ODD_OF_PLACES = """
select distinct a.asked, o.indicator
from odd o
join ask_place a on a.place = o.place
where o.first_day <= $last_day and o.last_day >= $first_day
"""
