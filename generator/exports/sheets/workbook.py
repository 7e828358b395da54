"""XLSX (ISO/IEC 29500): a first sheet that tells what the file is, then sheets of rows. Values go in, bytes come out.

Numbers, days and texts are typed as such, and a text is never a formula, whatever it begins with.
"""

from __future__ import annotations

import datetime
import io
import math
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    Formats = Mapping[str, Format]

Cell = str | int | Decimal | datetime.date | None
Kind = Literal["text", "number", "year", "when", "address"]
"""How a column shows what it holds: years are not grouped, `when` is a date as content writes it."""

FIRST_DAY = datetime.date(1900, 3, 1)
"""Before it, days have no number on which all spreadsheets agree: Excel takes 1900 for a leap year."""
DIGITS = 15
"""As many of a number are kept by spreadsheets."""
MOST_LINKS = 65_530
"""Of a sheet, after which Excel takes a file for damaged."""
LONGEST_LINK = 2_000
LONGEST_NAME = 31
PRINTED_WIDTH = 240
"""Characters that a printed page shows beside each other in a size that can be read."""
A4 = 9
NO_DAY = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - a day, which the format wants as a time
FORMATS: dict[str, dict[str, str | int]] = {
    "text": {},
    "whole": {"num_format": "#,##0"},
    "parts": {"num_format": "#,##0.0########"},
    "year": {"num_format": "0"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "address": {"font_color": "#0563C1", "underline": 1},
    "head": {"bold": True, "bg_color": "#E7EBF0", "bottom": 1},
    "label": {"bold": True},
}


@dataclass(frozen=True)
class Column:
    """A column: under which name rows hold its value, its head in words, its width in characters."""

    name: str
    head: str
    width: int
    kind: Kind = "text"


@dataclass(frozen=True)
class Sheet:
    """A table: a row for each record, a cell for each column; what a row does not hold stays empty."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]


@dataclass(frozen=True)
class Workbook:
    """A file of sheets. `notes` are the first sheet, `changed` is the day of what is in it: no clock is read."""

    title: str
    author: str
    changed: datetime.date | None
    about: str
    notes: tuple[tuple[str, Cell], ...]
    sheets: tuple[Sheet, ...] = field(default=())
    right_to_left: bool = False


def written(workbook: Workbook) -> bytes:
    """The bytes of the file, the same for the same values."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = workbook.changed
    created = datetime.datetime(day.year, day.month, day.day) if day else NO_DAY  # noqa: DTZ001 - as above
    book.set_properties({"title": workbook.title, "author": workbook.author, "created": created})
    formats = {name: book.add_format({"text_wrap": True, "valign": "top", **looks}) for name, looks in FORMATS.items()}
    pages = [book.add_worksheet(sheet_name(name)) for name in (workbook.about, *(sheet.name for sheet in workbook.sheets))]
    _notes(pages[0], workbook.notes, formats)
    for page, sheet in zip(pages[1:], workbook.sheets, strict=True):
        _table(page, sheet, formats)
    for page in pages:
        _set_up(page, workbook)
    book.close()
    return content.getvalue()


def sheet_name(words: str) -> str:
    """Words as the name of a sheet: 31 characters at most, and none that Excel forbids."""
    return re.sub(r"[\[\]:*?/\\]", "", words)[:LONGEST_NAME].strip(" '")


def _notes(page: Worksheet, notes: tuple[tuple[str, Cell], ...], formats: Formats) -> None:
    page.set_column(0, 0, 28, formats["label"])
    page.set_column(1, 1, 100, formats["text"])
    page.hide_gridlines(2)
    page.fit_to_pages(1, 0)
    for row, (label, value) in enumerate(notes):
        page.write_string(row, 0, label, formats["label"])
        _put(page, (row, 1), "address", value, formats)


def _table(page: Worksheet, sheet: Sheet, formats: Formats) -> None:
    page.set_row(0, None, formats["head"])
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width, formats["text"])
        page.write_string(0, index, column.head, formats["head"])
    links = 0
    kinds = [(index, column.name, column.kind) for index, column in enumerate(sheet.columns)]
    for number, row in enumerate(sheet.rows, start=1):
        for index, name, kind in kinds:
            if (value := row.get(name)) is not None:
                links += _put(page, (number, index), kind if links < MOST_LINKS else "text", value, formats)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.repeat_rows(0)
    page.repeat_columns(0)
    page.fit_to_pages(math.ceil(sum(column.width for column in sheet.columns) / PRINTED_WIDTH), 0)


def _put(page: Worksheet, place: tuple[int, int], kind: Kind, value: Cell, formats: Formats) -> bool:
    """Writes a cell as what its value is; whether it became a link."""
    if isinstance(value, str) and kind == "when":
        value = dated(value)
    if isinstance(value, datetime.date) and value >= FIRST_DAY:
        page.write_datetime(*place, value, formats["day"])
    elif isinstance(value, int | Decimal) and len(Decimal(value).normalize().as_tuple().digits) <= DIGITS:
        whole = "year" if kind in {"year", "when"} else "whole"
        page.write_number(*place, value, formats[whole if value == int(value) else "parts"])
    elif isinstance(value, str) and kind == "address" and is_link(value):
        page.write_url(*place, value, formats["address"], value)
        return True
    elif value not in {None, ""}:
        page.write_string(*place, str(value), formats["text"])
    return False


def dated(when: str) -> Cell:
    """A date as content writes it → a year as a number, a whole day as a day, anything else as it is: 2020-05, 2019~."""
    if len(when) == len("2020"):
        return int(when)
    return datetime.date.fromisoformat(when) if len(when) == len("2020-05-18") and "~" not in when else when


def is_link(address: str) -> bool:
    """Whether an address becomes a link that a spreadsheet takes as it is."""
    return address.startswith(("https://", "http://")) and len(address) <= LONGEST_LINK


def _set_up(page: Worksheet, workbook: Workbook) -> None:
    page.set_landscape()
    page.set_paper(A4)
    page.set_footer("&L{}&R&P / &N".format(workbook.title.replace("&", "&&")))
    if workbook.right_to_left:
        page.right_to_left()
