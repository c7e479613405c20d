"""Django looks for models here; each is written in the module named after it."""

from bihuan.loop.held import Followed as Followed
from bihuan.loop.held import Held as Held
from bihuan.loop.matter import Matter as Matter
from bihuan.loop.matter import NumberSeries as NumberSeries
from bihuan.loop.matter import ProcedureVersion as ProcedureVersion
from bihuan.loop.matter import StepRun as StepRun
from bihuan.loop.office import Office as Office
from bihuan.loop.office import OfficeMember as OfficeMember
from bihuan.loop.record import MatterRecord as MatterRecord
from bihuan.loop.record import Paper as Paper
