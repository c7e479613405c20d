"""Uploaded files until they are confirmed: in a private folder of the home, gone when decided or an hour old."""

import secrets
import shutil
import time
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext as _

from bihuan.access.models import Account
from bihuan.exchange.reading.sniff import MOST_BYTES

KEPT_SECONDS = 60 * 60
MOST_FILES = 40
LONGEST_NAME = 240
"""Bytes: file systems take 255."""


def folder_of(account: Account, token: str) -> Path:
    """Only the account that sent the files finds them: its number is part of the folder's name."""
    return _home() / f"{account.pk}-{token}"


def new_token() -> str:
    return secrets.token_hex(12)


def held_files(account: Account, token: str) -> list[Path]:
    """The files of one upload; none where it was decided, is too old or another's."""
    sweep()
    folder = folder_of(account, token)
    return sorted(folder.iterdir()) if token.isalnum() and folder.is_dir() else []


def discard(account: Account, token: str) -> None:
    shutil.rmtree(folder_of(account, token), ignore_errors=True)


def sweep() -> None:
    """Throw away what nobody confirmed within the hour."""
    if not _home().is_dir():
        return
    for folder in _home().iterdir():
        if folder.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _home() -> Path:
    return Path(settings.BIHUAN_HOME) / "uploads"


class HeldUpload(FileUploadHandler):
    """Writes each file straight into the folder; what is over the cap is read but not kept.

    `refused`: file name → why it was not taken.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.taken: list[Path] = []
        self.refused: dict[str, str] = {}
        self._size = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self._size = 0
        self._path = self.folder / Path(self.file_name or "").name
        reason = self._objection()
        if reason:
            self.refused[self._path.name] = reason
            self._path = Path()
            return
        self.folder.parent.mkdir(mode=0o700, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._path.touch(mode=0o600)

    def _objection(self) -> str:
        if len(self._path.name.encode()) > LONGEST_NAME:
            return _("文件名太长；请改短后再报")
        if self._path.exists():
            return _("同一次上传中有两个同名文件，只取了第一个；请改名后另报")
        many = len(self.taken) >= MOST_FILES
        return _("一次最多 %(most)s 个文件；请分几次上传") % {"most": MOST_FILES} if many else ""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._path == Path():
            return
        self._size += len(raw_data)
        if self._size > MOST_BYTES:
            said = _("超过 %(cap)s MB 的上限；请按单位或按月拆成几个文件分别报送")
            self.refused[self._path.name] = said % {"cap": MOST_BYTES // 1024 // 1024}
            self._path.unlink()
            self._path = Path()
            return
        with self._path.open("ab") as file:
            file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        if self._path != Path():
            self.taken.append(self._path)
        return None
