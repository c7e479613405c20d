"""Django looks for models here; each is written in kinds.py."""

from bihuan.mechanisms.incentive.kinds import Award as Award
from bihuan.mechanisms.incentive.kinds import Selection as Selection
