"""Django looks for models here; each is written in kinds.py."""

from bihuan.mechanisms.assessment.kinds import Assessment as Assessment, KeyTask as KeyTask, Ledger as Ledger, Rating as Rating
