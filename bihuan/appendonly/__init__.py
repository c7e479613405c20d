"""Tables that the database itself refuses to change: rows are added, never altered, removed or replaced.

`register(table)` when the application starts; the guard is put on after every migrate; `ensure_installed`
at start-up refuses a database without it. An owner of the database can still drop a trigger or a whole
table: `missing` names it, and digest chains (journal, entries) tell what went.
"""

from bihuan.appendonly.guard import GuardMissing, ensure_installed, install, install_all, lifted, missing
from bihuan.appendonly.registry import register, registered

__all__ = ["GuardMissing", "ensure_installed", "install", "install_all", "lifted", "missing", "register", "registered"]
