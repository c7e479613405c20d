"""Working days in the engine, from the official arrangement of each year."""

from functools import lru_cache

import pyarrow as pa

from bihuan.calendar import workdays
from bihuan.calendar.months import Day
from bihuan.calendar.official import official_years
from bihuan.policy.engine.database import Connection

SCHEMA = pa.schema(
    [
        ("day", pa.date32()),
        ("is_working", pa.bool_()),
        ("ends_on", pa.date32()),
        ("number", pa.int32()),
        ("span", pa.int32()),
    ]
)
TABLES = """
CREATE OR REPLACE TABLE official_day AS SELECT *, number - is_working::INTEGER AS number_before FROM laid_days;
CREATE OR REPLACE VIEW workday AS SELECT day, is_working FROM official_day;
CREATE OR REPLACE MACRO add_months(day, n) AS CAST(day + to_months(CAST(n AS INTEGER)) AS DATE);
CREATE OR REPLACE MACRO last_day_of_year(y) AS make_date(CAST(y AS INTEGER), 12, 31);
CREATE OR REPLACE MACRO rolled(d) AS (SELECT max(o.ends_on) FROM official_day AS o WHERE o.day = d);
CREATE OR REPLACE MACRO working_days(after, upto) AS CASE WHEN upto <= after THEN 0 ELSE (
    SELECT max(l.number - f.number_before) FROM official_day AS l JOIN official_day AS f ON f.span = l.span
    WHERE l.day = upto AND f.day = after + 1) END
"""


@lru_cache(maxsize=4)
def _days(worked: tuple[tuple[int, tuple[bool, ...]], ...]) -> pa.Table:
    first, last = worked[0][0], worked[-1][0]
    days = [day for day in workdays.policy_table(Day(first, 1, 1), Day(last, 12, 31)) if day.official]
    columns = zip(*((day.day, day.is_working, day.ends_on, day.working_number, day.span) for day in days), strict=True)
    arrays = [pa.array(list(column), type=field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    return pa.table(arrays, schema=SCHEMA)


def lay_calendar(database: Connection) -> None:
    """`workday`, and the macros of docs/policy-packs.md that count days and months."""
    database.register(
        "laid_days", _days(tuple((year, official.working) for year, official in sorted(official_years().items())))
    )
    database.execute(TABLES)
    database.unregister("laid_days")
