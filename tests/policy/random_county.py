"""Small counties drawn to be awkward: dates beside every boundary, empty cells, ties, excused rows, several states."""

from collections.abc import Callable, Sequence
from datetime import date

from tests.oracle.county import County
from tests.policy.drawn_careers import LEVELS, RANKS
from tests.policy.drawn_supervision import DrawnSupervision

__all__ = ["LEVELS", "RANKS", "Drawer", "random_county"]


class Drawer(DrawnSupervision):
    """A whole county, by the seed."""

    def times(self, most: int, draw: Callable[[str], None], person: str) -> None:
        for _ in range(self.rng.randrange(most + 1)):
            draw(person)

    def county(self, managed: Sequence[str] | None) -> County:
        self.draw_units()
        for person in self.people:
            self.draw_roster(person)
        per_person: list[tuple[int, Callable[[str], None]]] = [
            (1, self.draw_career),
            (1, self.draw_ranks),
            (5, self.draw_training),
            (2, self.draw_practice),
            (1, self.draw_results),
            (2, self.draw_award),
            (1, self.draw_sanction),
            (4, self.draw_talk),
            (1, self.draw_inquiry),
            (3, self.draw_petition),
            (1, self.draw_audit),
            (4, self.draw_declaration),
            (3, self.draw_verification),
            (1, self.draw_selection),
            (2, self.draw_family),
            (1, self.draw_approval),
        ]
        for person in self.people:
            for most, draw in per_person:
                self.times(most, draw, person)
        self.draw_ledger()
        self.draw_tasks()
        self.draw_powers()
        self.draw_recognitions()
        return County(self.records, frozenset(managed) if managed else None)


def random_county(seed: int, people: int = 40) -> tuple[County, date]:
    drawer = Drawer(seed, people)
    managed = ["县管"] if seed % 5 == 0 else None
    return drawer.county(managed), drawer.on
