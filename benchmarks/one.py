"""One database and one size, in a process of its own: `python -m benchmarks.one load|population SIZE`."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Figure, peak_memory, timed


def loads(size: int) -> Iterator[Figure]:
    from benchmarks.loads import measure_loads

    with tempfile.TemporaryDirectory() as folder:
        yield from measure_loads(size, Path(folder))


def population(size: int) -> Iterator[Figure]:
    from benchmarks.pages import measure_pages
    from benchmarks.population import make_population
    from benchmarks.questions import measure_questions
    from bihuan.loop.services import set_up_offices

    set_up_offices()
    with timed() as clock:
        cadres, facts = make_population(size)
    note = f"{facts / size:.0f} a cadre, {clock.seconds:.0f} s"
    yield Figure("facts written without files", size, facts / clock.seconds, "facts/s", note=note)
    yield from measure_questions(cadres, facts)
    yield from measure_pages(cadres)
    yield Figure("most memory held", size, peak_memory(), "MB")


def main() -> None:
    """Each figure is a line of JSON, said as soon as it is known."""
    what, size = sys.argv[1], int(sys.argv[2])
    from bihuan.cli.homes import make_home

    make_home(synthetic=True)
    for figure in loads(size) if what == "load" else population(size):
        print(figure.as_line(), flush=True)


if __name__ == "__main__":
    main()
