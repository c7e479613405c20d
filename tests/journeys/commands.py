"""The real command line, kept running: one process answers many commands, as a user would give them one by one."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple, Self

ROOT = Path(__file__).resolve().parents[2]


class Answer(NamedTuple):
    code: int
    out: str
    error: str

    def json(self) -> Any:
        assert self.code in (0, 1), (self.code, self.error, self.out[:500])
        return json.loads(self.out)


class Shell:
    """A home and its command. Each command runs in the same process, one after the other."""

    def __init__(self, home: Path, database: str = "") -> None:
        environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "BIHUAN_HOSTS"}}
        environment |= {"BIHUAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "bihuan.config.settings"}
        environment |= {"DATABASE_URL": database} if database else {}
        first = [str(Path(sys.executable).parent / "bihuan"), "init", "--synthetic"]
        subprocess.run(first, env=environment, check=True, capture_output=True, timeout=240)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.answering"],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __call__(self, *arguments: str | Path) -> Answer:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([str(one) for one in arguments]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"the command died at {arguments}"
        return Answer(**json.loads(line))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()
