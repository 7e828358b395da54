"""A case: one practice in one place, in facts. Its words stand in `text.<lang>.md`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema  # noqa: TC002 - pydantic reads annotations

from generator.models.fields import (
    Amount,
    Answer,
    CostCovers,
    CostKind,
    CostStatus,
    Count,
    CountryCode,
    Currency,
    Day,
    EdgeStatus,
    EndedReason,
    EvidenceLevel,
    FileName,
    Flag,
    FundingKind,
    ImpactAssessment,
    Instrument,
    LanguageCode,
    Level,
    Licence,
    Mailbox,
    NotReported,
    Number,
    OpenSource,
    OrganisationKind,
    OrganisationRole,
    ParticipationLevel,
    Per,
    Qualifier,
    Record,
    Reference,
    Relation,
    ResultKind,
    ResultStatus,
    ReuseKind,
    SafeUrl,
    SdgTarget,
    Short,
    Slug,
    Stage,
    SubmissionMethod,
    Topic,
    Unit,
    When,
    Year,
    given,
    mapping,
    must,
    several,
)
from generator.models.shared import Source, Span, Verification  # noqa: TC001 - as above


class Period(Record):
    """When work began, when it came into use and when it ended."""

    start: When | None = given("When work began; start or live is needed.", need="R")
    live: When | None = given("In use since; start or live is needed.", need="R")
    end: When | None = given("When it ended.")


class Ended(Record):
    """Why and when a practice ended."""

    reason: EndedReason = must("Why it ended.")
    year: Year | None = given("Year in which it ended.")


class Organisation(Record):
    """A body that takes part."""

    id: Slug = must("The name by which texts refer to it.")
    name: Short = must("Name as the body calls itself.")
    role: OrganisationRole = must("What it does in the case.")
    kind: OrganisationKind = must("What kind of body it is.")
    url: SafeUrl | None = given("Its address.")


class Contact(Record):
    """Whom to ask: a body, never a person."""

    organisation: Short = must("The body or unit to ask.")
    url: SafeUrl | None = given("Address of a contact page.")
    mailbox: Mailbox | None = given("Functional mailbox, never a person's.")


class Submission(Record):
    """Who wrote the case and how."""

    relation: Relation = must("What whoever wrote it has to do with the case.")
    method: SubmissionMethod = must("How the facts were gathered.")


class Change(Record):
    """A change in substance."""

    date: Day = must("Day of the change.")
    note: Short = must("What changed, in English.")


class Withdrawn(Record):
    """Why a case was taken back; its id stays taken."""

    date: Day = must("Day on which it was withdrawn.")
    reason: Short = must("Why it was withdrawn.")


class Result(Record):
    """One figure, with who states it. Its label stands in the text, by its id."""

    id: Slug = must("The name by which texts label this figure. Figures of one series end with their years: `users-2021`, `users-2022`.")
    value: Number | None = given("The figure.")
    low: Number | None = given("Lower end, where a source gives a range.")
    high: Number | None = given("Upper end, where a source gives a range.")
    qualifier: Qualifier | None = given("How exact the figure is.")
    of: Number | None = given("The whole that the figure is a part of.")
    unit: Unit = must("Unit of the vocabulary, or a currency.")
    per: Per | None = given("Makes the figure a rate.")
    year: Year | None = given("Year of the figure, where a source gives it.")
    period: Span | None = given("Years of the figure, where it is not one year.")
    baseline: Number | None = given("The figure before.")
    baseline_year: Year | None = given("Year of the figure before.")
    kind: ResultKind = must("Input, output, outcome or impact.")
    status: ResultStatus | None = given("Measured unless said otherwise.")
    source: Slug = must("The source, by its id.")
    self_reported: Flag | None = given("True when the number comes from a body under organisations, also when a newspaper repeats it.")


class Cost(Record):
    """What it cost. Grants, loans and prizes are funding."""

    for_: CostKind = must("What the amount paid for.", alias="for")
    amount: Amount = must("Amount in the currency.")
    currency: Currency = must("ISO 4217.")
    year: Year | None = given("Year of the amount, where a source gives it.")
    covers: CostCovers | None = given("The case alone, or the whole programme it belongs to.")
    status: CostStatus | None = given("Planned or spent.")
    source: Slug = must("The source, by its id.")


class Funding(Record):
    """Who paid."""

    kind: FundingKind = must("Where the money came from.")
    amount: Amount | None = given("Amount in the currency.")
    currency: Currency | None = given("ISO 4217.")
    year: Year | None = given("Year of the amount.")
    source: Slug | None = given("The source, by its id.")


class Staff(Record):
    """Who does the work."""

    fte: Number | None = given("Full-time equivalents.")
    people: Count | None = given("Heads.")
    source: Slug = must("The source, by its id.")


class Technology(Record):
    """What runs, and whether others may take it."""

    open_source: OpenSource = must("How much of the software is open source.")
    licence: Licence | None = given("SPDX expression.")
    repository: SafeUrl | None = given("Address of the source code.")
    standards: tuple[Short, ...] = several("Standards it follows.")
    components: tuple[Short, ...] = several("What it is built from.")


class Evidence(Record):
    """How well effects are shown, from E0 to E4."""

    level: EvidenceLevel = must("From E0, no results documented, to E4, confirmed elsewhere.")
    source: Slug = must("The source that the level rests on, by its id.")


class DataProtection(Record):
    """Personal data and automated decisions. Anything but unknown needs a source."""

    personal_data: Answer | None = given("Whether personal data are processed.")
    ai_used: Answer | None = given("Whether artificial intelligence is used.")
    impact_assessment: ImpactAssessment | None = given("Data protection impact assessment.")
    source: Slug | None = given("The source, by its id.")


class Participation(Record):
    """How far people take part (spectrum of public participation, IAP2)."""

    level: ParticipationLevel = must("From inform to empower.")
    participants: Count | None = given("How many took part.")
    source: Slug | None = given("The source, by its id.")


class Edge(Record):
    """Who learned from whom: the other end is a case here or a place in `cases/origins.yml`."""

    case: Reference | None = given("A case of this base, by its id.")
    origin: Slug | None = given("A place in cases/origins.yml, by its id.")
    how: ReuseKind = must("What was taken over.")
    status: EdgeStatus | None = given("Planned, where it has not happened yet.")
    year: Year | None = given("Year.")
    count: Count | None = given("How many places, where only their number is known.")
    source: Slug = must("The source, by its id.")


class Image(Record):
    """A picture. Alt text and caption stand in the text, by file name."""

    file: FileName = must("A file in the folder of the case.")
    credit: Short = must("Who made it.")
    licence: Licence = must("SPDX licence of the picture.")


class Review(Record):
    """A review by another body."""

    role: Short = must("In what capacity.")
    organisation: Short = must("Who reviewed.")
    country: CountryCode = must("Country of the reviewer.")
    date: Day = must("Day of the review.")


class Case(Record):
    """Facts of one case, language-neutral."""

    original_language: LanguageCode = must("Language of the original text.")
    cities: tuple[Reference, ...] = several("Ids of the places where it happens; empty only when the level is national.")
    level: Level = must("The level of government it belongs to.")
    topics: tuple[Topic, ...] = several("One to three topics; the first is the main one.", need="M", max_length=3)
    instruments: tuple[Instrument, ...] = several("One to three instruments.", need="R", max_length=3)
    sdgs: tuple[SdgTarget, ...] = several("One to four UN goals or targets.", need="R", max_length=4)
    period: Period | None = given("When it began, came into use and ended.", need="R")
    stage: Stage = must("Where the thing stands, not its funding.")
    stage_year: Year | None = given("Latest year in which a source confirms the stage.", need="R")
    ended: Ended | None = given("Why it ended.")
    organisations: tuple[Organisation, ...] = several("Bodies that take part; at least one owner.", need="M")
    contact: Contact | None = given("Whom to ask; without one the page links the owner.")
    sources: tuple[Source, ...] = several("Where the facts stand; two with an address for more than a stub.", need="M")
    submission: Submission = must("Relation and method of whoever wrote the case.")
    verified: Verification | None = given("When the facts were last checked.", need="R")
    added: Day = must("Day on which the case came into the base.")
    changes: tuple[Change, ...] = several("Changes in substance.")
    withdrawn: Withdrawn | None = given("A withdrawn case stays as a notice.")
    licence: Licence | None = given("SPDX licence of the text; CC-BY-4.0 unless said otherwise.")
    results: tuple[Result, ...] = several("Figures.", need="F")
    costs: tuple[Cost, ...] = several("What it cost, or unknown.", need="F")
    funding: tuple[Funding, ...] = several("Who paid, or unknown.", need="F")
    staff: Staff | None = given("Who does the work, or unknown.", need="F")
    technology: Technology | None = given("What runs, and whether others may take it.", need="F")
    evidence: Evidence | None = given("How well effects are shown.", need="F")
    did_not_work: NotReported | None = given("not-reported where no source tells of anything difficult.")
    data_protection: DataProtection | None = given("Personal data and automated decisions.")
    participation: Participation | None = given("How far people take part.")
    learned_from: tuple[Edge, ...] = several("From whom it was learned.")
    reused_by: tuple[Edge, ...] = several("Who took it up, where that place has no case here.")
    images: tuple[Image, ...] = several("Pictures.")
    frameworks: tuple[Slug, ...] = several("Frameworks it follows: smart-city-charta, carta-brasileira, new-urban-agenda.")
    external_ids: dict[Slug, Short] = mapping("Ids in other collections, where a source gives them.")
    former_ids: tuple[Reference, ...] = several(
        "Ids it had before, the first one first; their addresses lead here, and feeds know the case by the first."
    )
    review: tuple[Review, ...] = several("Reviews; without one the page says not yet reviewed.")

    unknown: SkipJsonSchema[Annotated[frozenset[str], Field(strict=True)]] = frozenset()
    """Fields that the author declared unknown. Never typed: no YAML value is a frozenset."""

    @model_validator(mode="before")
    @classmethod
    def _note_what_is_unknown(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        unknown = {name for name in UNKNOWABLE if data.get(name) == {"unknown": "true"}}
        known = {name: value for name, value in data.items() if name not in unknown}
        return known | {"unknown": frozenset(unknown)} if unknown and "unknown" not in data else known


UNKNOWABLE = ("costs", "funding", "staff")
