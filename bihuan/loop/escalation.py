"""What is overdue goes to the superior office, once a step, and further up when it stays overdue."""

import datetime

from django.db import transaction

from bihuan.calendar import clock
from bihuan.loop import recording
from bihuan.loop.lists import overdue
from bihuan.loop.matter import Matter

AGAIN_AFTER = datetime.timedelta(days=15)


@transaction.atomic
def escalate(today: datetime.date | None = None) -> list[Matter]:
    """Report every overdue matter to the superior office of who has it; for the nightly job. Gives those reported."""
    day = today or clock.today()
    late = overdue(day).select_related("office__superior", "escalated_to__superior")
    return [matter for matter in late if _tell_superior(matter, day)]


def _tell_superior(matter: Matter, day: datetime.date) -> bool:
    if matter.escalated_on is not None and day < matter.escalated_on + AGAIN_AFTER:
        return False
    superior = (matter.escalated_to or matter.office).superior
    if superior is None:
        return False
    assert matter.due_on is not None
    matter.escalated_to, matter.escalated_on = superior, day
    matter.save(update_fields=["escalated_to", "escalated_on"])
    late = (day - matter.due_on).days
    recording.note(matter, "escalated", f"逾期 {late} 日未办，报{superior}", None, matter.step, days=late)
    return True
