"""Comma-separated files. A record with line breaks inside quotes is one record and counts as one line."""

import csv
from collections.abc import Generator
from pathlib import Path

from bihuan.exchange.reading.refusal import FileRefused
from bihuan.exchange.reading.rows import SourceRow

DELIMITERS = (",", "\t", ";")
_LONGEST_CELL = 131_072


def csv_rows(path: Path, encoding: str, delimiter: str = ",") -> Generator[SourceRow]:
    """Rows one at a time. Strict, because a lenient reader swallows all lines after a quote that is never closed."""
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        position, started = 0, 1
        try:
            for position, values in enumerate(reader, 1):
                started = reader.line_num + 1
                yield SourceRow(position, values)
        except csv.Error as error:
            raise _unreadable(error, started) from error
        except UnicodeDecodeError as error:
            raise FileRefused(f"文件第 {started} 行附近有不属于 {encoding} 的字节", started) from error


def _unreadable(error: csv.Error, line: int) -> FileRefused:
    if "field larger" in str(error):
        what = f"有一格超过 {_LONGEST_CELL} 个字符，多半是前面的双引号没有成对"
    elif "unexpected end" in str(error):
        what = "起有双引号没有成对，直到文件末尾也没有结束"
    else:
        what = "双引号用法不对：格内的双引号应写两个，且整格用双引号括起"
    return FileRefused(f"文件第 {line} 行{what}；请改正后再报", line)
