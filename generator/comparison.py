"""What a translator looks at, in words: each part then, now and in the translation; for a terminal or as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.formats import fenced, prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.editing.drift import Drift
    from generator.languages import Locale


def drifts_text(drifts: Sequence[Drift], locale: Locale) -> Iterator[tuple[str, str]]:
    """Then, now and yours of each part that does not follow, for a terminal."""
    for drift in drifts:
        yield f"== {_heading(drift, locale)}", "loud"
        for line in _remarks(drift, locale):
            yield line, "warning"
        for heading, words in _sides(drift, locale):
            yield f"-- {heading}", "quiet"
            yield from ((line, "") for line in (words or locale.text("translations.empty")).split("\n"))
        yield "", ""
    if not drifts:
        yield locale.text("translations.nothing"), "fine"


def drifts_markdown(drifts: Sequence[Drift], locale: Locale) -> Iterator[str]:
    """The same as Markdown; the words themselves are blocks of code."""
    for drift in drifts:
        yield from (f"### {prose(_heading(drift, locale))}", "")
        for line in _remarks(drift, locale):
            yield from (prose(line), "")
        for heading, words in _sides(drift, locale):
            yield from (f"**{prose(heading)}**", "", *fenced(words or locale.text("translations.empty")), "")
    if not drifts:
        yield prose(locale.text("translations.nothing"))


def _heading(drift: Drift, locale: Locale) -> str:
    return f"{drift.heading or locale.part(drift.part)} ({drift.part})"


def _remarks(drift: Drift, locale: Locale) -> Iterator[str]:
    if drift.why:
        yield locale.text(f"translations.because.{drift.why}")
    if drift.difference and drift.difference.here:
        yield locale.text("translations.only-here", what=", ".join(drift.difference.here))
    if drift.difference and drift.difference.there:
        yield locale.text("translations.only-there", what=", ".join(drift.difference.there))


def _sides(drift: Drift, locale: Locale) -> Iterator[tuple[str, str]]:
    if drift.then:
        yield locale.text("translations.then"), drift.then
    yield locale.text("translations.now"), drift.now
    yield locale.text("translations.yours"), drift.yours
