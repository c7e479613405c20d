"""The folder that one installation keeps everything in (BIHUAN_HOME)."""

import os
from pathlib import Path


def home_folder() -> Path:
    """Absolute path of BIHUAN_HOME, by default `var` in the working directory."""
    return Path(os.environ.get("BIHUAN_HOME", "var")).resolve()


def is_synthetic(home: Path) -> bool:
    """Whether the home was made by `demo` or `init --synthetic`; the mark is never taken off."""
    return (home / "SYNTHETIC").exists()


def secret_key(home: Path) -> str:
    """The key that signs sessions, made by `init`; a fixed word only where no home exists yet."""
    path = home / "keys" / "session"
    return path.read_text().strip() if path.exists() else "no-home-yet"
