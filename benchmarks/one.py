"""One database and one size, in a process of its own: `python -m benchmarks.one DATABASE SIZE`."""

import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Size 0 measures loads; any other a population of that many cadres."""
    database, size = sys.argv[1], int(sys.argv[2])
    from bihuan.cli.homes import make_home

    make_home(synthetic=True)
    from benchmarks.loads import measure_loads
    from benchmarks.measuring import show, timed
    from benchmarks.pages import measure_pages
    from benchmarks.population import make_population
    from benchmarks.questions import measure_questions

    if size == 0:
        with tempfile.TemporaryDirectory() as folder:
            measure_loads(database, Path(folder))
        return
    with timed() as clock:
        cadres = make_population(size)
    show(database, "facts written", size, f"{clock.seconds:.1f} s")
    measure_questions(database, cadres)
    measure_pages(database, cadres)


if __name__ == "__main__":
    main()
