"""The file of a paper that was issued."""

from bihuan.calendar import clock
from bihuan.loop import library, registry
from bihuan.loop.papers.drawing import draw
from bihuan.loop.papers.letter import Letter
from bihuan.loop.record import Paper
from bihuan.loop.step_context import StepContext


def letter_of(paper: Paper) -> Letter:
    """What a paper says: composed from what its step asked and the steps before it, as of the day of issue."""
    matter, run = paper.matter, paper.run
    procedure = library.version(matter.version_id)
    runs = tuple(
        one for one in matter.runs.exclude(completed_at=None).order_by("completed_at", "pk") if one.pk <= run.pk
    )
    day = clock.local_moment(paper.issued_at).date()
    given = {one.step: one.data for one in runs}
    context = StepContext(matter, procedure, procedure.step(run.step), day, None, runs, given)
    return registry.composer(paper.kind)(context, run.data)


def file_of(paper: Paper) -> tuple[str, bytes]:
    """Name and bytes of the .docx."""
    return f"{paper.number} {paper.title}.docx", draw(letter_of(paper))
