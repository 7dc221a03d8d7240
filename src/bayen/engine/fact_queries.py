"""The SQL that stores the ledger's facts, and gives them back as they came.

Constant texts in the order in which they run. ``incoming`` is a registered table of
``FACT_SCHEMA``; days are ordinals, values whole thousandths.
"""

from __future__ import annotations

# As they are stored: what most figures share takes no room. A day and a length stand for two
# days, whole units and what is left for thousandths, and moments are numbered.
SCHEMA = """
create table stored (
    seq bigint, indicator integer, place integer, last_day integer, days integer,
    units bigint, thousandths smallint, bound utinyint, is_share boolean, moment integer,
    supersedes bigint, retracts boolean
);
create view fact as
select seq, indicator, place, last_day - days + 1 as first_day, last_day,
    units * 1000 + thousandths as milli, bound, is_share, moment, supersedes, retracts
from stored;
create table moment (number integer, recorded_at bigint);
create table correction (supersedes bigint, recorded_at bigint);
"""

NEW_MOMENTS = """
insert into moment
select (select coalesce(max(number), 0) from moment) + row_number() over (order by recorded_at),
    recorded_at
from (select distinct recorded_at from incoming) a
where not exists (select 1 from moment m where m.recorded_at = a.recorded_at)
"""

# In this order what a unit sent together lies together, and what its province sent near it:
# a question reads few blocks of others, and numbers, days and moments hardly change from row
# to row.
ARRIVED = """
create or replace temp table arrived as
select f.seq, coalesce(i.number, -1) as indicator, coalesce(p.number, -1) as place,
    date_diff('day', date '0001-01-01', f.first_day) + 1 as first_day,
    date_diff('day', date '0001-01-01', f.last_day) + 1 as last_day,
    f.milli, f.bound, f.is_share, m.number as moment, f.recorded_at, f.supersedes, f.retracts
from incoming f
join moment m on m.recorded_at = f.recorded_at
left join indicator_number i on i.code = f.indicator
left join place_number p on p.place_id = f.place
order by 3, 5, 2, 1
"""

LOAD = """
insert into stored
select seq, indicator, place, last_day, last_day - first_day + 1, milli // 1000, milli % 1000,
    bound, is_share, moment, supersedes, retracts
from arrived
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

IS_EMPTY = "select not exists (select 1 from stored)"

# What a transaction sees is settled by its first statement.
FIRST_LOOK = "select supersedes from correction limit 0"
