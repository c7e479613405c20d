"""Copies the few served files out of node_modules into bihuan/ui/static/vendor (git-ignored, built by `make setup`)."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "bihuan/ui/static/vendor"

SERVED = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler.min.js",
    "@tabler/icons-webfont/dist/tabler-icons.min.css": "tabler-icons.min.css",
    "@tabler/icons-webfont/dist/fonts/tabler-icons.woff2": "fonts/tabler-icons.woff2",
    "echarts/dist/echarts.min.js": "echarts.min.js",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
}

# A hashed static storage refuses a style sheet that names files we do not serve: source maps and older font formats.
SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)\s*$")
OLDER_FONT = re.compile(r',\s*url\("[^"]+\.(?:woff|ttf)\?[^"]*"\)\s*format\("[a-z]+"\)')


def trimmed(text: str) -> str:
    return OLDER_FONT.sub("", SOURCE_MAP.sub("", text))


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix in {".css", ".js"}:
        target.write_text(trimmed(source.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        shutil.copyfile(source, target)


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in SERVED.items():
        copy(PACKAGES / source, VENDOR / target)


if __name__ == "__main__":
    main()
