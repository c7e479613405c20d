"""Two ways to say no: to a whole file, and to one cell of it."""


class FileRefused(Exception):
    """The file cannot be taken at all; nothing of it may be applied.

    `line` counts as the message says (physical lines where there is no header yet). `file` is filled in by whoever
    opened it, so that a message always names the file.
    """

    def __init__(self, message: str, line: int | None = None, column: str = "", value: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.value = value
        self.file = ""

    def __str__(self) -> str:
        return f"文件「{self.file}」：{self.message}" if self.file else self.message


class HeaderMissing(FileRefused):
    """None of the top rows holds every ★ column."""


class CellError(ValueError):
    """One value cannot be read: what is wrong with it, and what would be right."""

    def __init__(self, reason: str, value: str, right: str = "", line: int | None = None, column: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value
        self.right = right
        self.line = line
        self.column = column

    def at(self, line: int, column: str) -> "CellError":
        """The same complaint, naming where the value stands."""
        return type(self)(self.reason, self.value, self.right, line, column)

    def __str__(self) -> str:
        where = "" if self.line is None else f"第 {self.line} 行"
        where += f"「{self.column}」" if self.column else ""
        shown = self.value if len(self.value) <= 40 else self.value[:40] + "…"
        what = f"{where}的值“{shown}”：{self.reason}" if where else f"“{shown}”：{self.reason}"
        return f"{what}；{self.right}" if self.right else what


class DateError(CellError):
    """A date that does not exist, or that could be read in two ways."""
