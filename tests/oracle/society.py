"""The county on D: cadres, posts, kin and the rows of each (the world the checks look at)."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from .county import County, Finding, Record, Ref
from .facts import Fact, Facts
from .ladders import KIN
from .people import Person, roster_on
from .posts import Posts

OWNER = {
    "key_tasks": "责任人标识",
    "audits": "责任人标识",
    "petitions": "被反映人标识",
    "ratings": "被评人标识",
}


class Society:
    def __init__(self, county: County, on: date) -> None:
        self.on = on
        self.managed = county.managed
        self.facts = Facts(county, on)
        self.posts = Posts(self.facts)
        rows: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
        for feed, listed in self.facts.by_feed.items():
            for fact in listed:
                rows[fact[OWNER.get(feed, "人员标识")]][feed].append(fact)
        states: dict[str, list[Record]] = defaultdict(list)
        for record in county.of("roster"):
            states[record.cells["身份证号"]].append(record)
        self.people = {
            id_: Person(self.facts, self.posts, roster_on(listed, on), rows[id_]) for id_, listed in states.items()
        }

    def manages(self, person: Person) -> bool:
        given = person.roster["管理权限"]
        return self.managed is None or not given or given in self.managed

    def judged(self, person: Person, *statuses: str) -> bool:
        """In service (or in one of the statuses named), bound and managed."""
        served = person.roster["人员状态"] in (statuses or ("在职",))
        return served and person.bound and self.manages(person)

    @cached_property
    def counted(self) -> list[Person]:
        """Of whom unit counts are made: bound and managed, of any 人员状态."""
        return [person for person in self.people.values() if person.bound and self.manages(person)]

    def by_unit(self, people: list[Person], day: date) -> dict[str, list[Person]]:
        grouped: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            unit = person.unit(day)
            if unit:
                grouped[unit].append(person)
        return grouped

    # -- kin ----------------------------------------------------------------------------------------------------

    @cached_property
    def _born(self) -> dict[tuple[str, str], list[str]]:
        born: dict[tuple[str, str], list[str]] = defaultdict(list)
        for person in self.people.values():
            month = _birth_month(person.roster)
            if person.in_service and month:
                born[person.roster["姓名"], month].append(person.id)
        return born

    def names(self, row: Fact) -> str:
        """The cadre a family row names, else ''."""
        owner, given = row["人员标识"], row["成员身份证号"]
        if given:
            return given if given in self.people and given != owner else ""
        month = _birth_month(row)
        fitting = [id_ for id_ in self._born.get((row["姓名"], month), []) if id_ != owner] if month else []
        return fitting[0] if len(fitting) == 1 else ""

    @cached_property
    def kin_pairs(self) -> dict[tuple[str, str], list[Ref]]:
        """Pairs of cadres who are kin, sorted, with the family rows that say so."""
        pairs: dict[tuple[str, str], list[Ref]] = defaultdict(list)
        for row in self.facts.counting("family"):
            named = self.names(row)
            if named and row["称谓"] in KIN and row["人员标识"] in self.people:
                one, other = sorted((row["人员标识"], named))
                pairs[one, other].append(row.ref)
        return pairs


def _birth_month(fact: Fact) -> str:
    """Year and month of 出生年月; '' where they are not both given."""
    return "" if fact.precision("出生年月") == "year" else fact["出生年月"][:7]


def about(
    person: Person,
    check: str,
    severity: str,
    key: list[str],
    evidence: list[Ref] | None = None,
    observed: dict[str, object] | None = None,
    required: dict[str, object] | None = None,
) -> Finding:
    """A finding about a cadre."""
    return Finding(
        check, severity, "cadre", person.id, key, observed or {}, required or {}, evidence or person.evidence
    )
