"""A small pack with one check of each kind of life, and facts that it judges: for tests of the engine and of findings."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from bihuan.calendar import clock
from bihuan.calendar.partial import PartialDate
from bihuan.dossier.kinds import Employment, Family, IdentityNumber, Person, Position, Recognition, UnitState
from bihuan.dossier.models import Cadre
from bihuan.facts.entries import entry
from bihuan.facts.models import Entry, Fact, Source
from bihuan.mechanisms.cultivation.kinds import Training
from bihuan.mechanisms.restraint.kinds import Talk
from bihuan.policy import versions

Day = datetime.date
DOCUMENT = """\
id: test.rules
title: 试行规定
issuer: 测试
issued: 2020-01
in_force: 2020-01-01
replaces: null
basis: local
clauses:
  第一条: {text: 每年培训不少于规定学时。, basis: local}
  第二条: {text: 谈话后三十日内回访。, basis: local}
  第三条: {text: 亲属不在一个单位。, basis: local}
"""
PARAMETERS = """\
- key: test.hours
  name: 学时
  unit: 学时
  versions:
    - {valid_from: null, value: %s, document: 试行规定, article: 第一条, basis: local, confirmed_by: null, confirmed_on: null}
- key: test.days
  name: 回访期限
  unit: 日
  versions:
    - {valid_from: null, value: 30, document: 试行规定, article: 第二条, basis: local, confirmed_by: null, confirmed_on: null}
"""
DEFINITIONS = """\
- name: excused
  title: 已认定
  cites: [试行规定 第一条]
  select: |
    SELECT DISTINCT target_index AS key_index FROM known.recognition
    WHERE category IN ('容错', '撤销') AND recognised_on <= asked()
- name: serving
  title: 在职
  cites: [试行规定 第一条]
  select: |
    SELECT e.cadre, e.ref, p.unit_code
    FROM known.employment AS e LEFT JOIN known.position AS p ON p.cadre = e.cadre
    WHERE e.status = '在职'
- name: training
  title: 培训
  cites: [试行规定 第一条]
  select: |
    SELECT k.* FROM known.training AS k ANTI JOIN excused AS e ON e.key_index = k.key_index
    WHERE k.begun_on <= asked()
- name: talk
  title: 谈话
  cites: [试行规定 第二条]
  select: |
    SELECT k.* FROM known.talk AS k ANTI JOIN excused AS e ON e.key_index = k.key_index
    WHERE k.held_on <= asked()
- name: kin
  title: 亲属
  cites: [试行规定 第三条]
  select: |
    SELECT least(f.cadre, i.cadre) AS a, greatest(f.cadre, i.cadre) AS b, f.ref
    FROM known.family AS f JOIN known.identity AS i ON i.number_index = f.number_index AND i.cadre <> f.cadre
    UNION ALL
    SELECT least(f.cadre, p.cadre), greatest(f.cadre, p.cadre), f.ref
    FROM known.family AS f
      JOIN (SELECT p.name_birth_index, any_value(p.cadre) AS cadre
            FROM known.person AS p JOIN serving AS s ON s.cadre = p.cadre
            GROUP BY p.name_birth_index HAVING count(DISTINCT p.cadre) = 1) AS p
        ON p.name_birth_index = f.name_birth_index AND p.cadre <> f.cadre
    WHERE f.number_index IS NULL
"""
HEAD = """\
check: {id}
title: {title}
mechanism: {mechanism}
severities: [blue, yellow, red]
subject: {subject}
key: [{key}]
triage: {triage}
audience: subject
clauses: [{{document: 试行规定, article: {article}}}]
parameters: [{parameters}]
reach: {reach}
opens: null
sentence: "{sentence}"
select: |
"""
CHECKS = {
    "hours_short": (
        {
            "id": "test.hours_short", "title": "学时不足", "mechanism": "cultivation", "subject": "cadre", "key": "年度",
            "triage": "false", "article": "第一条", "parameters": "test.hours", "reach": "self",
            "sentence": "{年度}年度{hours}学时，少于{required_hours}学时。",
        },
        """
        SELECT s.cadre AS subject, CASE WHEN sum(coalesce(t.hours, 0)) = 0 THEN 'yellow' ELSE 'blue' END AS severity,
          [year(asked())::VARCHAR] AS key,
          {'hours': sum(coalesce(t.hours, 0)), 'days_open': dayofyear(asked())} AS observed,
          {'required_hours': p_test_hours(asked())} AS required,
          list_sort(list_distinct(list_concat([any_value(s.ref)], list(t.ref) FILTER (WHERE t.ref IS NOT NULL)))) AS evidence,
          [s.cadre] AS cadres
        FROM serving AS s LEFT JOIN training AS t ON t.cadre = s.cadre AND year(t.begun_on) = year(asked())
        GROUP BY s.cadre
        HAVING sum(coalesce(t.hours, 0)) < p_test_hours(asked())
        """,
    ),
    "visit_due": (
        {
            "id": "test.visit_due", "title": "回访", "mechanism": "restraint", "subject": "cadre", "key": "日期",
            "triage": "true", "article": "第二条", "parameters": "test.days", "reach": "self",
            "sentence": "{日期}谈话后尚未回访（{days}日内）。",
        },
        """
        SELECT t.cadre AS subject, 'red' AS severity, [t.held_on::VARCHAR] AS key, {'visits': 0} AS observed,
          {'days': p_test_days(asked())} AS required, [t.ref] AS evidence, [t.cadre] AS cadres
        FROM talk AS t JOIN serving AS s ON s.cadre = t.cadre
          ANTI JOIN talk AS v ON v.cadre = t.cadre AND v.category = '回访' AND v.held_on > t.held_on
        WHERE t.category = '谈心' AND asked() < t.held_on + p_test_days(asked())
        """,
    ),
    "kin_together": (
        {
            "id": "test.kin_together", "title": "亲属同单位", "mechanism": "restraint", "subject": "pair", "key": "单位",
            "triage": "true", "article": "第三条", "parameters": "", "reach": "kin", "sentence": "同在{单位}任职。",
        },
        """
        SELECT [k.a, k.b] AS subject, 'red' AS severity, [x.unit_code] AS key, {'persons': 2} AS observed,
          {'persons': 1} AS required, list_sort(list_distinct(list(k.ref))) AS evidence, [k.a, k.b] AS cadres
        FROM kin AS k JOIN serving AS x ON x.cadre = k.a JOIN serving AS y ON y.cadre = k.b AND y.unit_code = x.unit_code
        GROUP BY k.a, k.b, x.unit_code
        """,
    ),
    "unit_untrained": (
        {
            "id": "test.unit_untrained", "title": "单位未培训", "mechanism": "cultivation", "subject": "unit", "key": "年度",
            "triage": "false", "article": "第一条", "parameters": "", "reach": "unit", "sentence": "{people}人中{missing}人未培训。",
        },
        """
        WITH counted AS (
          SELECT s.unit_code, count(DISTINCT s.cadre) AS people,
            count(DISTINCT s.cadre) FILTER (WHERE t.cadre IS NULL) AS missing,
            list_sort(list(DISTINCT s.ref)) AS refs, list_sort(list(DISTINCT s.cadre)) AS cadres
          FROM serving AS s LEFT JOIN training AS t ON t.cadre = s.cadre
          WHERE s.unit_code IS NOT NULL
          GROUP BY s.unit_code)
        SELECT unit_code AS subject, 'blue' AS severity, [year(asked())::VARCHAR] AS key,
          {'people': people, 'missing': missing} AS observed, {'missing': 0} AS required, refs AS evidence, cadres
        FROM counted WHERE missing * 2 > people
        """,
    ),
}  # fmt: skip


def write_packs(folder: Path, hours: int = 10, checks: Mapping[str, str] | None = None) -> Path:
    """The pack in a folder; `checks` replaces the text of one check or adds one."""
    pack = folder / "test" / "rules"
    (pack / "checks").mkdir(parents=True, exist_ok=True)
    (pack / "document.yaml").write_text(DOCUMENT, "utf-8")
    (pack / "parameters.yaml").write_text(PARAMETERS % hours, "utf-8")
    (pack / "definitions.yaml").write_text(DEFINITIONS, "utf-8")
    texts = {name: check_text(head, select) for name, (head, select) in CHECKS.items()} | dict(checks or {})
    for name, text in texts.items():
        (pack / "checks" / f"{name}.yaml").write_text(text, "utf-8")
    versions.look_again()
    return folder


def check_text(head: Mapping[str, str], select: str) -> str:
    lines = [line.strip() for line in select.strip().splitlines()]
    return HEAD.format(**head) + "".join(f"  {line}\n" for line in lines)


def day(text: str) -> PartialDate:
    return PartialDate.from_text(text)


def on(text: str) -> clock.SetClock:
    """The clock at nine in the morning of a day."""
    return clock.set_clock(datetime.datetime.combine(Day.fromisoformat(text), datetime.time(9), clock.SHANGHAI))


def cadre(number: int = 0, unit: str = "U1", status: str = "在职") -> Cadre:
    """A synthetic cadre in service, with the facts that the small pack reads."""
    made = Cadre.objects.create()
    number = number or made.pk
    state(
        Person(cadre=made, name=f"合成{number}", born_on=day("1980-05"), valid_from=Day(2020, 1, 1)),
        Employment(cadre=made, status=status, valid_from=Day(2020, 1, 1)),
        Position(cadre=made, unit_code=unit, valid_from=Day(2020, 1, 1)),
        IdentityNumber(cadre=made, number=f"11010119800501{number:04d}"),
        feed="roster",
    )
    return made


def state(*facts: Fact, feed: str = "test") -> Entry:
    """Record facts in one entry."""
    with entry(Source(feed=feed, file=f"{feed}.csv"), "test") as writing:
        for line, fact in enumerate(facts, 2):
            if not fact.valid_from:
                fact.derive()
            elif isinstance(fact, Person | IdentityNumber):
                kept = fact.valid_from
                fact.derive()
                fact.valid_from = kept
            writing.record(fact, line)
    return writing.entry


def correct(old: Fact, new: Fact) -> Entry:
    new.derive()
    with entry(Source(feed="test", file="later.csv"), "test") as writing:
        writing.correct(old, new, "更正", 2)
    return writing.entry


def retract(old: Fact) -> Entry:
    with entry(Source(feed="test", file="later.csv"), "test") as writing:
        writing.retract(old, "撤销", 2)
    return writing.entry


def training(who: Cadre, begun: str, hours: int, key: str = "") -> Training:
    return Training(cadre=who, course="班", begun_on=day(begun), hours=Decimal(hours), key_index=key)


def talk(who: Cadre, held: str, category: str = "谈心", key: str = "") -> Talk:
    return Talk(cadre=who, category=category, held_on=day(held), key_index=key)


def relative(who: Cadre, number: int) -> Family:
    return Family(cadre=who, relation="妻子", name=f"合成{number}", number=f"11010119800501{number:04d}")


def namesake(who: Cadre, number: int) -> Family:
    return Family(cadre=who, relation="弟弟", name=f"合成{number}", born_on=day("1980-05"))


def excuse(key: str, when: str) -> Recognition:
    return Recognition(target_feed="talks", category="容错", recognised_on=day(when), target_index=key)


def unit(code: str) -> UnitState:
    return UnitState(unit_code=code, name=f"合成单位{code}", category="部门")


def said(result: Any) -> set[tuple[str, str, tuple[str, ...]]]:
    """What an evaluation or a list of observations says, as identities."""
    found = getattr(result, "findings", result)
    return {one.identity for one in found}
