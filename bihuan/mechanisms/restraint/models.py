"""Django looks for models here; each is written in kinds.py."""

from bihuan.mechanisms.restraint.kinds import Approval as Approval
from bihuan.mechanisms.restraint.kinds import Audit as Audit
from bihuan.mechanisms.restraint.kinds import Declaration as Declaration
from bihuan.mechanisms.restraint.kinds import Inquiry as Inquiry
from bihuan.mechanisms.restraint.kinds import Petition as Petition
from bihuan.mechanisms.restraint.kinds import Power as Power
from bihuan.mechanisms.restraint.kinds import Sanction as Sanction
from bihuan.mechanisms.restraint.kinds import Talk as Talk
from bihuan.mechanisms.restraint.kinds import Verification as Verification
