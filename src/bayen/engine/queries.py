"""The SQL of the DuckDB engine: the rules of ``consolidation`` for all figures at once.

Constant texts in the order in which they run; what is asked comes in registered tables
(``ask_*``) and parameters, never in the text. Days are ordinals, values whole thousandths,
bounds two bits, a basis 0 (none), 1 (parts) or 2 (stated). Kept to what other engines speak
too: joins with ON, window functions, no nested types but the lists of ``PATTERNS``.
"""

from __future__ import annotations

# --- what is asked: nodes of the windows -----------------------------------------------------

NODES = """
create or replace temp table met as
select w.frame, w.is_state, n.number as node, n.place, n.tree, n.parent, n.stage,
    n.parent_stage, n.is_leaf, n.first_day, n.last_day,
    case when w.is_state then 1
        else least(n.last_day, w.last_day) - greatest(n.first_day, w.first_day) + 1
    end as days
from ask_range r
join node n on n.number >= r.first_node and n.number < r.end_node
join ask_frame w on n.last_day >= case when w.is_state then w.last_day else w.first_day end
    and n.first_day <= w.last_day
"""

LEAVES = """
create or replace temp table asked_node as
select m.*, l.leaves
from met m
join (
    select u.frame, a.ancestor, count(*) as leaves
    from met u join above a on a.node = u.node
    where u.is_leaf
    group by u.frame, a.ancestor
) l on l.frame = m.frame and l.ancestor = m.node
"""

# --- statements that stand, and those of them that may be added ------------------------------

STATEMENTS = """
create or replace temp table statement as
select f.seq, f.indicator, f.place, f.first_day, f.last_day, f.milli, f.bound, f.is_share
from fact f
join ask_indicator i on i.indicator = f.indicator
where f.place in (select place from asked_node union all select place from ask_place)
    and f.last_day >= $first_day and coalesce(f.first_day, f.last_day) <= $last_day
    and ($is_now or f.moment in (select number from moment where recorded_at <= $known_at))
    and not f.retracts
    and not exists (
        select 1 from correction c
        where c.supersedes = f.seq and c.recorded_at <= $known_at
    )
qualify row_number() over (
    partition by f.indicator, f.place, f.first_day, f.last_day, f.is_share order by f.seq desc
) = 1
"""

CANDIDATES = """
create or replace temp table candidate as
select *, max(last_day) over (
    partition by frame, indicator, place order by first_day, last_day, seq
    rows between unbounded preceding and 1 preceding
) >= first_day as is_overlapping
from (
    select w.frame, s.seq, s.indicator, s.place, s.first_day, s.last_day, s.milli, s.bound
    from statement s
    join ask_indicator i on i.indicator = s.indicator and i.is_flow
    join place p on p.number = s.place
    join ask_frame w on not w.is_state
        and s.first_day >= w.first_day and s.last_day <= w.last_day
        and s.first_day >= p.first_day and s.last_day <= p.last_day
    where not s.is_share
) inside
"""

# Places of which some spans overlap, with their spans as lists: the same pattern of spans
# recurs in place after place, so each is chosen from once, by ``choose_tiles``.
OVERLAPPING = """
create or replace temp table overlapping as
select c.frame, c.indicator, c.place, list(c.seq order by c.seq) as seqs,
    list(c.first_day order by c.seq) as first_days, list(c.last_day order by c.seq) as last_days
from candidate c
join (
    select distinct frame, indicator, place from candidate where is_overlapping
) o on o.frame = c.frame and o.indicator = c.indicator and o.place = c.place
group by c.frame, c.indicator, c.place
"""

PATTERNS = "select distinct first_days, last_days from overlapping"

CHOSEN = """
create or replace temp table chosen as
select frame, indicator, place, seqs[position + 1] as seq
from (
    select o.frame, o.indicator, o.place, o.seqs, unnest(p.positions) as position
    from overlapping o
    join pattern p on p.first_days = o.first_days and p.last_days = o.last_days
) tile
"""

TILES = """
create or replace temp table tile as
select c.frame, c.indicator, c.place, c.seq, c.first_day, c.last_day, c.milli, c.bound
from candidate c
left join overlapping o
    on o.frame = c.frame and o.indicator = c.indicator and o.place = c.place
left join chosen k on k.frame = c.frame and k.indicator = c.indicator and k.seq = c.seq
where o.place is null or k.seq is not null
union all
select frame, indicator, place, seq, first_day, last_day, milli, bound
from (
    select w.frame, s.*
    from statement s
    join ask_indicator i on i.indicator = s.indicator and i.is_stock
    join ask_frame w on w.is_state
        and s.last_day >= w.first_day and s.last_day <= w.last_day
    where not s.is_share
    qualify row_number() over (
        partition by w.frame, s.indicator, s.place
        order by s.last_day desc, s.last_day + 1 - coalesce(s.first_day, s.last_day + 1),
            s.seq desc
    ) = 1
) latest
"""

# --- which node a statement belongs to --------------------------------------------------------

TOUCHES = """
create or replace temp table touch as
select t.frame, t.indicator, t.seq, t.milli, t.bound, n.node, n.tree, n.stage, n.is_leaf,
    case when n.is_state then 1
        else least(n.last_day, t.last_day) - greatest(n.first_day, t.first_day) + 1
    end as days,
    n.is_state or (t.last_day >= n.first_day and t.last_day <= n.last_day) as owns,
    not n.is_state and (t.first_day < n.first_day or t.last_day > n.last_day) as sticks_out
from tile t
join asked_node n on n.frame = t.frame and n.place = t.place
    and (n.is_state or (t.first_day <= n.last_day and t.last_day >= n.first_day))
"""

# Statements that lie in several nodes of their place (``touched`` > 1), and those that only
# stick out of a group's term. One that ends where its place has no node is not counted.
EDGES = """
create or replace temp table edge as
select *
from (
    select *, count(*) over same as touched, bool_or(owns) over same as is_owned,
        bool_and(is_leaf) over same as is_simple
    from touch
    where sticks_out
    window same as (partition by frame, indicator, seq, tree)
) e
where is_owned
"""

SERVING = """
create or replace temp table serving as
select frame, indicator, seq, milli, bound, node, stage, days, owns, false as is_straddling
from touch
where not sticks_out
union all
select frame, indicator, seq, milli, bound, node, stage, days, owns, touched > 1
from edge
where touched = 1 or is_simple
"""

# A straddling statement over nodes with places below serves only where none of them has all
# its parts: known when the stage of its place comes up.
DECIDE_STRADDLING = """
insert into serving
select e.frame, e.indicator, e.seq, e.milli, e.bound, e.node, e.stage, e.days, e.owns, true
from edge e
where e.touched > 1 and not e.is_simple and e.stage = $stage
    and not exists (
        select 1
        from edge other
        join part_sum p on p.frame = other.frame and p.indicator = other.indicator
            and p.node = other.node and p.is_complete
        where other.frame = e.frame and other.indicator = e.indicator
            and other.seq = e.seq and other.tree = e.tree and not other.is_leaf
    )
"""

# Nodes that have some but not all nodes of a straddling statement below them.
CROSSED = """
create or replace temp table crossed as
select distinct s.frame, s.indicator, a.ancestor as node
from serving s
join edge e on e.frame = s.frame and e.indicator = s.indicator and e.seq = s.seq
    and e.node = s.node
join above a on a.node = s.node and a.ancestor <> s.node
where s.is_straddling
group by s.frame, s.indicator, s.seq, e.tree, e.touched, a.ancestor
having count(*) < e.touched
"""

STRADDLING = "select count(*) > 0 from edge where touched > 1"

STAGES = "select distinct stage from asked_node order by stage"

# --- figures, stage by stage from the bottom ---------------------------------------------------

FIGURES = """
create or replace temp table figure (
    frame integer, indicator integer, node integer, parent integer, parent_stage integer,
    milli hugeint, bound utinyint, reported bigint, expected bigint, leaves bigint,
    basis tinyint, whole_milli hugeint, whole_bound utinyint
)
"""

PART_SUMS = """
create or replace temp table part_sum as
select s.frame, s.indicator, s.node, s.milli, s.bound, s.reported,
    n.leaves + s.relieved as expected,
    s.reported = n.leaves + s.relieved and s.reported > 0 as is_complete
from (
    select frame, indicator, parent as node, sum(milli) as milli,
        bit_or(case when milli is null then 0 else bound end) as bound,
        sum(reported) as reported, sum(expected - leaves) as relieved
    from figure
    where parent_stage = $stage
    group by frame, indicator, parent
) s
join asked_node n on n.frame = s.frame and n.node = s.node
"""

CONSOLIDATE = """
insert into figure
with own as (
    select frame, indicator, node, sum(case when owns then milli end) as milli,
        bit_or(case when owns then bound else 0 end) as bound,
        sum(case when owns then days else 0 end) as covered,
        sum(case when owns then 0 else days end) as relieved,
        bool_or(is_straddling) as is_straddled
    from serving
    where stage = $stage
    group by frame, indicator, node
),
known as (
    select frame, indicator, node from own
    union
    select frame, indicator, node from part_sum
),
laid_out as (
    select k.frame, k.indicator, k.node, n.parent, n.parent_stage, n.is_leaf, n.leaves,
        coalesce(o.is_straddled, false) as is_straddled, c.node is not null as is_crossed,
        n.days = coalesce(o.relieved, 0) as needs_nothing,
        o.milli is not null and o.covered = n.days - o.relieved as is_whole,
        o.milli as own_milli, o.bound as own_bound, p.milli as part_milli, p.bound as part_bound,
        coalesce(p.is_complete, false) as is_complete, coalesce(p.reported, 0) as part_reported,
        coalesce(p.expected, n.leaves) as part_expected
    from known k
    join asked_node n on n.frame = k.frame and n.node = k.node
    left join own o on o.frame = k.frame and o.indicator = k.indicator and o.node = k.node
    left join part_sum p on p.frame = k.frame and p.indicator = k.indicator and p.node = k.node
    left join crossed c on c.frame = k.frame and c.indicator = k.indicator and c.node = k.node
),
decided as (
    select *, case
        when needs_nothing then 0
        when is_leaf or is_straddled then 2
        when is_complete then 1
        when is_whole and not is_crossed then 2
        when part_milli is not null then 1
        when not is_crossed then 2
        else 0
    end as choice
    from laid_out
)
select frame, indicator, node, parent, parent_stage,
    case choice when 1 then part_milli when 2 then own_milli end,
    case
        when choice = 1 and is_complete then part_bound
        when choice = 1 then part_bound | 1
        when choice = 2 and own_milli is null then 0
        when choice = 2 and is_whole then own_bound
        when choice = 2 then own_bound | 1
        else 0
    end,
    case
        when choice = 1 then part_reported
        when choice = 2 and is_whole then part_expected
        else 0
    end,
    case when needs_nothing then 0 else part_expected end,
    leaves,
    case when choice = 2 and own_milli is null then 0 else choice end,
    case when choice = 1 and is_complete and is_whole and not is_crossed then own_milli end,
    own_bound
from decided
"""

# --- cells ---------------------------------------------------------------------------------------

TOTALS = """
select a.asked, a.frame, f.indicator, sum(f.milli),
    bit_or(case when f.milli is null then 0 else f.bound end), sum(f.reported),
    sum(f.expected - f.leaves),
    bool_or(f.milli is not null and (f.basis = 1 or not a.is_own))
from ask_part a
join figure f on f.frame = a.frame and f.node = a.node
group by a.asked, a.frame, f.indicator
"""

PIECES = """
select a.asked, a.frame, f.indicator, a.node, f.milli, f.bound, f.reported,
    f.expected - f.leaves, f.basis
from ask_piece a
join figure f on f.frame = a.frame and f.node = a.node
"""

NOT_COMPARABLE = """
select distinct a.asked, a.frame, f.indicator
from ask_crossing a
join figure f on f.frame = a.frame and f.node = a.node
where f.basis = 2
"""

SERVED = """
create or replace temp table served as
select distinct a.asked, a.frame, s.indicator, s.seq
from (
    select asked, frame, node from ask_part where is_own
    union all
    select asked, frame, node from ask_piece where is_own
) a
join figure f on f.frame = a.frame and f.node = a.node and f.basis = 2
join serving s on s.frame = f.frame and s.node = f.node and s.indicator = f.indicator and s.owns
"""

BESIDE = """
select a.asked, a.period, s.indicator, list(s.seq order by s.seq)
from ask_window a
join statement s on s.place = a.place and s.last_day >= a.first_day
    and coalesce(s.first_day, s.last_day) <= a.last_day
join ask_indicator i on i.indicator = s.indicator
left join served u on u.asked = a.asked and u.indicator = s.indicator and u.seq = s.seq
    and u.frame = case when i.is_stock then a.stock_frame else a.flow_frame end
where u.seq is null
group by a.asked, a.period, s.indicator
"""

WHOLES = """
select a.asked, a.frame, f.indicator, f.whole_milli, f.whole_bound, f.milli, f.bound
from ask_part a
join figure f on f.frame = a.frame and f.node = a.node
where a.is_own and f.whole_milli is not null and f.whole_milli <> f.milli
order by f.node
"""

OVERLAPS = """
select a.asked, c.frame, c.indicator, c.first_day, c.last_day, c.milli, c.bound,
    k.seq is not null
from ask_place a
join overlapping o on o.place = a.place
join candidate c on c.frame = o.frame and c.indicator = o.indicator and c.place = o.place
left join chosen k on k.frame = c.frame and k.indicator = c.indicator and k.seq = c.seq
order by c.seq
"""

STATED_RATES = """
select a.asked, s.indicator, s.seq, s.first_day, s.last_day, s.milli, s.bound
from ask_place a
join statement s on s.place = a.place
join ask_indicator i on i.indicator = s.indicator and not i.is_flow and not i.is_stock
"""

TRAIL = """
select f.seq, i.code, p.place_id, s.first_day, s.last_day, s.milli, s.bound, s.is_share
from statement s
join fact f on f.seq = s.seq
join indicator_number i on i.number = s.indicator
join place_number p on p.number = s.place
order by f.seq
"""
