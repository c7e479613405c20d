"""The audit office's next file: it has not been loaded yet, and ends overdue rectifications when it is."""

import datetime
from pathlib import Path

from bihuan.demo.files import write
from bihuan.demo.months import Story


def write_next_audit(folder: Path, story: Story, today: datetime.date) -> None:
    """Every overdue item of the story, now rectified."""
    overdue = [record for record in story.audits if record["整改状态"] == "整改中" and record["整改期限"] < today]
    rectified = [record | {"整改状态": "已整改", "整改日期": today} for record in overdue]
    write(folder, "audits", "审计问题", f"{today:%Y-%m}", rectified)
