"""A fault in a file: where it lies, and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong at a place in a mission's files.

    `row` is the line in the file, the header being line 1; 0 stands for the whole file. `column` may be empty.
    """

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        """Return the fault as one line, in the form that editors turn into a link."""
        parts = [f"{self.file}:{self.row}" if self.row else self.file, self.column, self.message]
        return ": ".join(part for part in parts if part)
