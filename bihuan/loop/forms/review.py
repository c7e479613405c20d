"""The second person's look at the end of a matter (复核)."""

from typing import ClassVar

from bihuan.loop.forms.base import Lines, StepForm
from bihuan.loop.reviewing import RETURN


class ReviewForm(StepForm):
    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {RETURN: ("note",)}

    note = Lines("复核意见", required=False)
