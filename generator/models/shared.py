"""Records that cases, countries and cities have in common."""

from generator.models.fields import (
    Count,
    Day,
    Flag,
    LanguageCode,
    Record,
    SafeUrl,
    Short,
    Slug,
    SourceKind,
    VerifiedBy,
    VerifiedHow,
    When,
    Year,
    given,
    must,
)


class Source(Record):
    """Where a fact stands."""

    id: Slug = must("The name by which texts and figures cite this source: s1.")
    title: Short = must("Title as the source gives it.")
    publisher: Short = must("Who published it.")
    kind: SourceKind = must("What kind of source it is.")
    language: LanguageCode = given("Language of the source.", need="R")
    url: SafeUrl | None = given("Address, unless only a copy is known.")
    published: When | None = given("When it was published.")
    accessed: Day | None = given("The day on which somebody opened it; absent when nobody did.")
    archived_url: SafeUrl | None = given("Address of an archived copy.")


class Verification(Record):
    """When and how the facts were last checked."""

    date: Day = must("Day of the check.")
    by: VerifiedBy = must("Who checked.")
    how: VerifiedHow = must("Whether the sources were opened or only copies of them were read.")


class Span(Record):
    """Years from and to."""

    start: When | None = given("First year, month or day.")
    end: When | None = given("Last year, month or day.")


class Population(Record):
    """How many people live in a place."""

    value: Count = must("Inhabitants.")
    year: Year | None = given("Year of the count.", need="R")
    source: Slug = must("The source, by its id.")


class Membership(Record):
    """Membership in the network."""

    core: Flag | None = given("Whether a country is a core member.")
    since: When | None = given("Member since.")
    source: Slug = must("The source, by its id.")
