"""Django looks for models here; each is written in kinds.py."""

from bihuan.mechanisms.cultivation.kinds import Practice as Practice
from bihuan.mechanisms.cultivation.kinds import Training as Training
