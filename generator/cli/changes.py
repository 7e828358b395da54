"""`iscn changes`: what changed in the content between two revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator import changelist, characters, history, load
from generator import changes as git
from generator.cli.shared import knowledge_base_or_stop, locale_or_stop, out, print_lines, root_option, stop, words_option
from generator.history.state import State, state

if TYPE_CHECKING:
    from pathlib import Path

    from generator.catalog import Settings


@click.command
@click.argument("before", default="", metavar="[FROM]")
@click.argument("after", default="HEAD", metavar="[TO]")
@root_option
@click.option("--language", default="", metavar="LANG", help="Only texts in this language, besides facts.")
@click.option(
    "--format", "form", default="text", type=click.Choice(["text", "json", "markdown"]), help="For people, programs or a newsletter."
)
@words_option
def changes(*, before: str, after: str, root: Path, language: str, form: str, words: str) -> None:
    """List what changed in the content between two revisions: cases, facts, places, texts and translations.

    FROM and TO: commits, branches or tags; default: the last tag before TO, and HEAD. Both are read from git as they were
    committed; the working copy is left alone, and only the configuration is that of today.
    """
    locale = locale_or_stop(words)
    knowledge_base_or_stop(root)
    settings, _ = load.load_settings(root)
    if settings is None:
        stop("The configuration has errors: iscn check")
    if language and language not in settings.languages:
        stop(f"--language: {language} is none of {', '.join(settings.languages)}")
    found = history.compare(_state(root, before or _last_tag(root, after), settings), _state(root, after, settings))
    shown = found.only(language) if language else found
    if form == "text":
        for line, style in changelist.as_text(shown, locale):
            out.print(line, style)
    else:
        lines = changelist.as_markdown(shown, locale) if form == "markdown" else [changelist.as_json(shown)]
        print_lines(lines, form)


def _last_tag(root: Path, after: str) -> str:
    try:
        return git.tag_before(root, after)
    except git.GitError as error:
        stop(f"There is no tag before {_shown(after)}, so say from which revision: iscn changes FROM. git says: {_shown(str(error))}")


def _state(root: Path, revision: str, settings: Settings) -> State:
    try:
        return state(root, revision, settings)
    except git.GitError as error:
        stop(f"Cannot read the revision {_shown(revision)}{_cut_short(root)}. git says: {_shown(str(error))}")


def _cut_short(root: Path) -> str:
    try:
        shallow = git.is_shallow(root)
    except git.GitError:
        return ""
    return "; this clone has only the latest part of the history, and git fetch --unshallow gets the rest" if shallow else ""


def _shown(text: str) -> str:
    return characters.printable(text)
