"""Django looks for models here; each is written in kinds.py."""

from bihuan.mechanisms.incentive.kinds import Award as Award, Selection as Selection
