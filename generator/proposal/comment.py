"""The one comment on a proposal: every word of the proposal in it is shown and does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import languages, routes, source
from generator.formats import code, fenced, linked, paragraph, prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.languages import Locale
    from generator.proposal.model import Problem, Proposal, Pull, Shown

MARKER = "<!-- iscn: report of the check -->"
"""The first line of the comment, by which it is found again and edited in place. Nobody sees it."""
LONGEST = 65_536
"""Characters that GitHub takes for a comment, counted here as UTF-16 counts them, which is never less."""


def comment(proposal: Proposal, pull: Pull) -> str:
    """The comment as Markdown, in the contributor's language, never longer than GitHub takes."""
    locale = languages.locale(proposal.language if proposal.language in languages.available() else "en")
    blocks = [
        *_head(proposal, pull, locale),
        *_problems(proposal, pull, locale),
        *_review(proposal, locale),
        *_fine(proposal, locale),
        *_shown(proposal, locale),
    ]
    return _within(blocks, f"*{prose(locale.text('comment.shortened'))}*", LONGEST)


def unread(pull: Pull) -> str:
    """What is said where the check left nothing that can be read."""
    words = languages.locale("en").text
    return "\n\n".join([MARKER, words("comment.unread"), linked(words("comment.run"), pull.page_of_run)]) + "\n"


def _head(proposal: Proposal, pull: Pull, locale: Locale) -> Iterator[str]:
    counts = {level: sum(each.severity == level for each in proposal.problems) for level in ("error", "warning", "hint")}
    words = {f"{level}s": locale.counted(f"report.{level}s", count) for level, count in counts.items()}
    files = locale.counted("report.files", proposal.files)
    told = locale.text("report.summary", files=files, **words) if proposal.problems else f"{files}: {locale.text('report.all-well')}"
    yield MARKER
    yield f"**{prose(told)}**"
    yield prose(locale.text("comment.stops" if counts["error"] else "comment.thanks"))
    yield f"{prose(locale.text('comment.preview'))} {linked(locale.text('comment.run'), pull.page_of_run)}"


def _problems(proposal: Proposal, pull: Pull, locale: Locale) -> Iterator[str]:
    """A heading a file, then a block a finding: its place in the editor, what is wrong, and the line as it should be."""
    for path in dict.fromkeys(each.path for each in proposal.problems):
        yield f"### {code(path)}"
        for each in proposal.problems:
            if each.path == path:
                yield "\n".join(_problem(each, pull, locale))
    yield from _more(proposal, "problems", locale)


def _problem(problem: Problem, pull: Pull, locale: Locale) -> Iterator[str]:
    known = isinstance(source.recognise(problem.path), source.Document) and not problem.path.endswith(source.PICTURES)
    address = routes.in_editor(pull.head, pull.branch, problem.path, problem.line) if known else ""
    place = linked(locale.text("comment.line", n=problem.line), address)
    level = locale.text(f"report.{problem.severity}")
    yield f"- {place} **{prose(level)}** {prose(f'{problem.message} {problem.way_out}')} {code(problem.code)}"
    if problem.fixed is not None:
        yield ""
        yield f"  {prose(locale.text('comment.whole-line'))}"
        yield ""
        yield from fenced(problem.fixed, "suggestion", "  ")


def _review(proposal: Proposal, locale: Locale) -> Iterator[str]:
    """What a reviewer should look at: hosts that are new here, new pictures, and what would be deleted."""
    words = locale.text
    links = [f"{code(each.address)} · {code(each.path)}" for each in proposal.links]
    pictures = [
        f"{code(each.path)} · {prose(', '.join(filter(None, (each.credit, each.licence))) or words('comment.no-credit'))}"
        for each in proposal.pictures
    ]
    lists = {"links": links, "pictures": pictures, "deleted": [code(each) for each in proposal.deleted]}
    if any(lists.values()):
        yield f"### {prose(words('comment.review'))}"
    for name, lines in lists.items():
        if lines:
            yield "\n".join([f"**{prose(words(f'comment.{name}'))}**", "", *(f"- {line}" for line in lines)])
            yield from _more(proposal, name, locale)


def _fine(proposal: Proposal, locale: Locale) -> Iterator[str]:
    if proposal.fine:
        yield f"### {prose(locale.text('comment.fine'))}"
        yield "\n".join(f"- {paragraph(each)}" for each in proposal.fine)
        yield from _more(proposal, "fine", locale)


def _shown(proposal: Proposal, locale: Locale) -> Iterator[str]:
    if proposal.shown:
        yield f"### {prose(locale.text('comment.cases'))}"
        for each in proposal.shown:
            yield "\n\n".join(_text(each, locale))
        yield from _more(proposal, "shown", locale)


def _text(shown: Shown, locale: Locale) -> Iterator[str]:
    """A text of a case, folded: what opens and closes it are words of ours and a path of plain letters."""
    yield f"<details>\n<summary>{shown.folder} ({locale.language_name(shown.language)})</summary>"
    yield f"#### {prose(shown.title)}"
    yield f"*{prose(shown.place)}*"
    yield paragraph(shown.summary)
    for section in shown.sections:
        yield f"##### {prose(section.heading)}"
        yield from (paragraph(each) for each in section.paragraphs)
    yield "</details>"


def _more(proposal: Proposal, name: str, locale: Locale) -> Iterator[str]:
    """How many there are besides those that are listed."""
    left_out = next((count for key, count in proposal.left_out.items() if key == name), 0)
    if left_out:
        yield prose(locale.counted("report.more", left_out))


def _within(blocks: Iterable[str], ending: str, most: int) -> str:
    """The blocks with an empty line between them, as many from the start as there is room for, then the ending where one is left out."""
    text, room = "", most - _units(f"{ending}\n")
    whole = True
    for block in blocks:
        added = f"{block}\n\n"
        whole = whole and _units(text) + _units(added) <= room
        if not whole:
            break
        text += added
    return (text.rstrip("\n") if whole else f"{text}{ending}") + "\n"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
