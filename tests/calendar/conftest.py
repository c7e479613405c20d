from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bihuan.calendar import official

# A busy machine is no fault of the arithmetic.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

WriteYear = Callable[..., Path]


@pytest.fixture(autouse=True, scope="module")
def years_of_the_library_alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Years that the project or an office adds must not change what these tests know."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIHUAN_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setattr(official, "PROJECT_FOLDER", tmp_path_factory.mktemp("project"))
        official.reload()
        yield
    official.reload()


@pytest.fixture
def write_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WriteYear]:
    """Put a year's file into this test's home."""
    monkeypatch.setenv("BIHUAN_HOME", str(tmp_path))
    (tmp_path / "calendar").mkdir()
    official.reload()

    def write(text: str, name: str = "2027.yaml") -> Path:
        path = tmp_path / "calendar" / name
        path.write_text(text, "utf-8")
        official.reload()
        return path

    yield write
    official.reload()
