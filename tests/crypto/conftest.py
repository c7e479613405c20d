from pathlib import Path

import pytest

from bihuan.crypto import keys


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with first keys, made with the default cipher."""
    monkeypatch.setenv("BIHUAN_KEYS", str(tmp_path / "ring"))
    monkeypatch.delenv("BIHUAN_CIPHER", raising=False)
    keys.create_keys()
    return tmp_path / "ring"
