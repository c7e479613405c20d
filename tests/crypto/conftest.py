from pathlib import Path

import pytest
from hypothesis import settings

from bihuan.crypto import keys

# A busy machine is no fault of the arithmetic.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with first keys, made with the default cipher."""
    monkeypatch.setenv("BIHUAN_KEYS", str(tmp_path / "ring"))
    monkeypatch.delenv("BIHUAN_CIPHER", raising=False)
    keys.create_keys()
    return tmp_path / "ring"
