"""`python -m tests.journeys.answering`: reads commands as JSON lists, runs each through the command line, answers."""

import contextlib
import io
import json
import sys

from bihuan.cli import main


def run(arguments: list[str]) -> dict[str, object]:
    out, error = io.StringIO(), io.StringIO()
    sys.argv = ["bihuan", *arguments]
    code: object = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
    return {"code": code, "out": out.getvalue(), "error": error.getvalue()}


if __name__ == "__main__":
    for line in sys.stdin:
        answer = json.dumps(run(json.loads(line)), ensure_ascii=True)
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()
