"""The file that crosses from the job that runs code of a proposal to the one that may write: hostile until it is read here."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from generator import characters

MOST_BYTES = 1_000_000
MOST_PROBLEMS = 100
MOST_ITEMS = 50
"""Cases, links, pictures and lines of each kind."""
MOST_PARAGRAPHS = 60
LONGEST_LINE, LONGEST_TEXT = 1_000, 4_000


class ProposalError(Exception):
    """The file is no report of ours; the text says why, without a word of what is in it."""


def _plain(text: str) -> str:
    return characters.printable(" ".join(text.split()))


def _of_a_file(text: str) -> str:
    return characters.printable(text, keep="\t")


Line = Annotated[str, StringConstraints(max_length=LONGEST_LINE), AfterValidator(_plain)]
Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(_plain)]
Verbatim = Annotated[str, StringConstraints(max_length=LONGEST_LINE, pattern=r"\A[^\r\n]*\z"), AfterValidator(_of_a_file)]
Code = Annotated[str, StringConstraints(pattern=r"\A[a-z0-9-]{1,60}\z")]
Language = Annotated[str, StringConstraints(pattern=r"\A[a-zA-Z0-9-]{2,20}\z")]
Folder = Annotated[str, StringConstraints(pattern=r"\A(?:cases/[a-z]{2}|countries|pages)/[a-z0-9-]{1,60}\z")]
Count = Annotated[int, Field(ge=0, le=1_000_000)]


class Part(BaseModel):
    """What all parts of the file have in common: nothing unknown, nothing converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Problem(Part):
    """A finding in words. `fixed` is the whole line as it should be, where that is certain enough to be proposed."""

    code: Code
    severity: Literal["error", "warning", "hint"]
    path: Line
    line: Count
    column: Count
    message: Text
    way_out: Text
    fixed: Verbatim | None = None


class Section(Part):
    heading: Line
    paragraphs: Annotated[tuple[Text, ...], Field(max_length=MOST_PARAGRAPHS)] = ()


class Shown(Part):
    """A changed text of a case, as plain words."""

    folder: Folder
    language: Language
    title: Line
    place: Line
    summary: Text
    sections: Annotated[tuple[Section, ...], Field(max_length=MOST_ITEMS)] = ()


class Address(Part):
    """An address whose host no text of the base names, and where it stands."""

    host: Line
    address: Line
    path: Line


class Picture(Part):
    """A picture that is new, and whose it is."""

    path: Line
    credit: Line
    licence: Line


class Proposal(Part):
    """All of it. `left_out` counts what the limits kept out, by the names of the lists."""

    version: Literal[1] = 1
    language: Language
    files: Count
    problems: Annotated[tuple[Problem, ...], Field(max_length=MOST_PROBLEMS)] = ()
    fine: Annotated[tuple[Line, ...], Field(max_length=MOST_ITEMS)] = ()
    shown: Annotated[tuple[Shown, ...], Field(max_length=MOST_ITEMS)] = ()
    deleted: Annotated[tuple[Folder, ...], Field(max_length=MOST_ITEMS)] = ()
    links: Annotated[tuple[Address, ...], Field(max_length=MOST_ITEMS)] = ()
    pictures: Annotated[tuple[Picture, ...], Field(max_length=MOST_ITEMS)] = ()
    left_out: dict[Literal["problems", "fine", "shown", "deleted", "links", "pictures"], Count] = {}


Name = Annotated[str, StringConstraints(pattern=r"\A[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}\z")]
Url = Annotated[str, StringConstraints(pattern=r"\Ahttps://[A-Za-z0-9.-]{1,200}(?::\d{1,5})?\z")]


class Pull(Part):
    """What the forge says of a pull request: where its branch is, and the run that looked at it."""

    number: Annotated[int, Field(ge=1)]
    server: Url
    repository: Name
    run: Annotated[int, Field(ge=1)]
    head_repository: Name | None
    """None where the copy that it comes from was deleted."""
    branch: Annotated[str, StringConstraints(min_length=1, max_length=300)]

    @property
    def page_of_run(self) -> str:
        return f"{self.server}/{self.repository}/actions/runs/{self.run}"

    @property
    def head(self) -> str:
        """Address of the repository with the branch."""
        return f"{self.server}/{self.head_repository}" if self.head_repository else ""


Value = TypeVar("Value", bound=Part)


def read(content: bytes) -> Proposal:
    """The file as a value; ProposalError for whatever is not exactly such a file."""
    return _read(Proposal, content)


def read_pull(content: bytes) -> Pull:
    """What a script of ours noted of a pull request; ProposalError where it is something else."""
    return _read(Pull, content)


def write(proposal: Proposal) -> bytes:
    """The same as a file."""
    return proposal.model_dump_json(indent=1).encode() + b"\n"


def _read(model: type[Value], content: bytes) -> Value:
    if len(content) > MOST_BYTES:
        raise ProposalError(f"larger than {MOST_BYTES} bytes")
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        raise ProposalError(f"{error.error_count()} values are not as they should be") from None
