"""Bugs that could be made, each planted into the program while a test runs: the targets must find every one of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from xlsxwriter.worksheet import Worksheet

from generator import citation, load, markdown, yaml_text
from generator.editing import fix, front_matter, parts, yaml_writer
from generator.exports import tables
from generator.intake import inert, reply
from generator.submissions import places, prose

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    Plant = Callable[[pytest.MonkeyPatch], None]


def _second_value_is_lost(patch: pytest.MonkeyPatch) -> None:
    again = yaml_text._Parser._again
    patch.setattr(yaml_text._Parser, "_again", lambda self, key, path, **_: again(self, key, path, wanted=False))


def _lines_count_from_the_next(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(load, "load", partial(load.load, sections=lambda path, body, line=1: markdown.sections(path, body, line + 1)))


def _columns_count_from_nought(patch: pytest.MonkeyPatch) -> None:
    location = yaml_text._Parser._location

    def off_by_one(self: Any, event: Any) -> Any:
        found = location(self, event)
        return found.within(-1, 0) if found.line == found.end_line else found

    patch.setattr(yaml_text._Parser, "_location", off_by_one)


def _empty_keys_crash(patch: pytest.MonkeyPatch) -> None:
    nearest = load.nearest
    patch.setattr(load, "nearest", lambda word, words: nearest(word, words) if word[0] else None)


def _html_is_passed_on(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(markdown, "_plain", lambda text: text)
    patch.setattr(markdown, "cleaned", lambda html: html)


def _every_address_is_safe(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(markdown.addresses, "safe", lambda address: address)
    patch.setattr(markdown, "cleaned", lambda html: html)


def _the_first_wall_leans_on_the_second(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(markdown, "_plain", lambda text: text)


def _citations_are_counted_in_bytes(patch: pytest.MonkeyPatch) -> None:
    def position(self: Any, at: int) -> tuple[int, int]:
        line = markdown.bisect_right(self.line_starts, at) - 1
        return self.first_line + line, at - self.line_starts[line] + 1

    patch.setattr(markdown._Emitter, "_position", position)


def _the_last_section_is_swallowed(patch: pytest.MonkeyPatch) -> None:
    finished = markdown._Emitter.finished
    patch.setattr(markdown._Emitter, "finished", lambda self: finished(self)[:-1])


def _a_section_ends_behind_an_indented_heading(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(markdown, "_starts_line", lambda data, at: data[:at].endswith(b"\n"))


def _a_translator_misses_the_last_line(patch: pytest.MonkeyPatch) -> None:
    below = parts._below_heading
    patch.setattr(parts, "_below_heading", lambda text, section: below(text, section).rpartition("\n")[0])


def _line_ends_change(patch: pytest.MonkeyPatch) -> None:
    with_block = front_matter.with_block
    patch.setattr(front_matter, "with_block", lambda *given: with_block(*given).replace("\r\n", "\n"))


def _the_last_line_end_is_lost(patch: pytest.MonkeyPatch) -> None:
    put_right = fix._put_right
    patch.setattr(fix, "_put_right", lambda text, mistakes: put_right(text, mistakes).rstrip("\n"))


def _lines_with_a_dash_are_dropped(patch: pytest.MonkeyPatch) -> None:
    made = prose.markdown
    patch.setattr(
        prose, "markdown", lambda text, source: made("\n".join(line for line in text.split("\n") if not line.startswith("-")), source)
    )


def _mentions_are_live(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(inert, "escaped", lambda text: text)


def _what_is_refused_is_not_quoted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reply, "_kept", lambda *_: iter(()))


def _positions_that_are_no_numbers_crash(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(places, "position", lambda answer: str(float(answer)))


def _yaml_is_not_quoted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(yaml_writer, "scalar", lambda text: text)


def _quotes_are_not_doubled(patch: pytest.MonkeyPatch) -> None:
    def written(table: Any) -> bytes:
        return "".join(",".join(f'"{value}"' for value in line) + "\r\n" for line in table).encode()

    patch.setattr(tables, "_written", written)


def _formulas_are_left_alone(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tables, "TRIGGERS", ("\0",))


def _latex_is_not_escaped(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(citation, "_latex", citation._line)


def _spreadsheets_guess(patch: pytest.MonkeyPatch) -> None:
    as_text = Worksheet.write_string

    def guessed(self: Any, row: int, column: int, words: str, looks: Any = None) -> Any:
        return (self.write_formula if words.startswith("=") else partial(as_text, self))(row, column, words, looks)

    patch.setattr(Worksheet, "write_string", guessed)


PLANTED: tuple[tuple[str, Plant], ...] = (
    ("reader", _second_value_is_lost),
    ("reader", _lines_count_from_the_next),
    ("reader", _columns_count_from_nought),
    ("reader", _empty_keys_crash),
    ("markdown", _html_is_passed_on),
    ("markdown", _every_address_is_safe),
    ("markdown", _the_first_wall_leans_on_the_second),
    ("markdown", _citations_are_counted_in_bytes),
    ("sections", _the_last_section_is_swallowed),
    ("sections", _a_section_ends_behind_an_indented_heading),
    ("sections", _a_translator_misses_the_last_line),
    ("sections", _line_ends_change),
    ("sections", _the_last_line_end_is_lost),
    ("intake", _lines_with_a_dash_are_dropped),
    ("intake", _mentions_are_live),
    ("intake", _what_is_refused_is_not_quoted),
    ("intake", _positions_that_are_no_numbers_crash),
    ("intake", _yaml_is_not_quoted),
    ("exports", _quotes_are_not_doubled),
    ("exports", _formulas_are_left_alone),
    ("exports", _latex_is_not_escaped),
    ("exports", _spreadsheets_guess),
)
