"""Django looks for models here; each is written in kinds.py."""

from bihuan.mechanisms.assessment.kinds import Assessment as Assessment
from bihuan.mechanisms.assessment.kinds import KeyTask as KeyTask
from bihuan.mechanisms.assessment.kinds import Ledger as Ledger
from bihuan.mechanisms.assessment.kinds import Rating as Rating
