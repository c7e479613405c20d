"""Django looks for models here; each is written in kinds.py."""

from bihuan.mechanisms.restraint.kinds import Approval as Approval, Audit as Audit, Declaration as Declaration, Inquiry as Inquiry, Petition as Petition, Power as Power, Sanction as Sanction, Talk as Talk, Verification as Verification
