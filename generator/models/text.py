"""Front matter of texts: everything a reader sees in words that is no section of the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.models.fields import (
    FileName,
    Label,
    LanguageCode,
    Record,
    Sentence,
    Short,
    Slug,
    Summary,
    Title,
    TranslationMethod,
    given,
    mapping,
    must,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class Translation(Record):
    """What a translation follows; written by a command."""

    from_: LanguageCode = must("Language it was translated from.", alias="from")
    method: TranslationMethod = must("Who translated.")
    sections: dict[str, Short] = mapping("Hash of each part of the source when it was translated.")


class Text(Record):
    """What the texts of cases, countries and pages have in common."""

    title: Title = must("Title, at most 80 characters, 100 in a translation.")
    summary: Summary | None = given("300 to 600 characters; its first sentence stands alone.", need="R")
    translation: Translation | None = given("What this translation follows; written by a command.")

    def parts(self) -> Iterator[tuple[str, str]]:
        """What is translated besides the body: the name of each part and its words, which may be none."""
        yield "title", self.title or ""
        yield "summary", self.summary or ""


class CaseText(Text):
    """The words of a case in one language."""

    results: dict[Slug, Label] = mapping("Label of each figure, by its id.")
    images: dict[FileName, Sentence] = mapping(
        "What each picture shows, for those who cannot see it, by its file name; at most 250 characters."
    )
    organisations: dict[Slug, Short] = mapping("Names of bodies in this language, by their ids.")
    evidence: Sentence | None = given("Why the evidence has its level.")
    submission: Sentence | None = given("Interests of whoever wrote the case.")

    def parts(self) -> Iterator[tuple[str, str]]:
        """The same, with the labels and names that belong to the facts."""
        yield from super().parts()
        for field in ("results", "images", "organisations"):
            yield from ((f"{field}.{name}", words) for name, words in getattr(self, field).items())
        yield "evidence", self.evidence or ""
        yield "submission", self.submission or ""
