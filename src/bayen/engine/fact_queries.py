"""The SQL that stores the ledger's facts, and gives them back as they came.

Constant texts in the order in which they run. ``arrived`` is a registered table, as
``arrivals`` makes it of what comes in; days are ordinals, values whole thousandths.
"""

from __future__ import annotations

# As they are stored: what most figures share takes no room. A day and a length stand for two
# days, whole units and what is left for thousandths, and moments are numbered. ``simple_facts``
# says what parent, month, told and the rest are.
SCHEMA = """
create table stored (
    seq bigint, indicator integer, place integer, last_day integer, days integer,
    units bigint, thousandths smallint, bound utinyint, is_share boolean, moment integer,
    supersedes bigint, retracts boolean, parent smallint, month smallint, told tinyint,
    before_units bigint, before_thousandths smallint, adds_over tinyint, adds_under tinyint
);
create view fact as
select seq, indicator, place, last_day - days + 1 as first_day, last_day,
    units * 1000 + thousandths as milli, bound, is_share, moment, supersedes, retracts
from stored;
create table moment (number integer, recorded_at bigint);
create table correction (supersedes bigint, recorded_at bigint);
"""

# The registered ``arrived_moment``, each once.
NEW_MOMENTS = """
insert into moment
select (select coalesce(max(number), 0) from moment) + row_number() over (order by recorded_at),
    recorded_at
from arrived_moment a
where not exists (select 1 from moment m where m.recorded_at = a.recorded_at)
"""

MOMENTS = """
select m.number, m.recorded_at
from moment m
join arrived_moment a on a.recorded_at = m.recorded_at
order by m.recorded_at
"""

LOAD = """
insert into stored
select seq, indicator, place, last_day, last_day - first_day + 1, milli // 1000, milli % 1000,
    bound, is_share, moment, supersedes, retracts, parent, month, told,
    before // 1000, before % 1000, adds_over, adds_under
from marked
"""

LOAD_CORRECTIONS = """
insert into correction
select supersedes, recorded_at from arrived where supersedes is not null
"""

START_OVER = """
delete from stored;
delete from moment;
delete from correction
"""

MOST_DAYS = "select coalesce(max(days), 0) from stored"

IS_EMPTY = "select not exists (select 1 from stored)"

# What a question about the past has to know first (``past``).
ALL_MOMENTS = "select recorded_at from moment order by number"

DAYS_APART = """
select case when month > 0 then (month - 1) // 12 else -1 end as year,
    min(last_day - coalesce(days, 1) + 1) as first_day
from stored
where parent = -2
group by year
"""

HAS_FRACTIONS = "select exists (select 1 from stored where thousandths <> 0)"
