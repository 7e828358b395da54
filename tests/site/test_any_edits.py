"""After any sequence of edits the site is, byte for byte, the one that is built from nothing; and no more is made anew than has to be.

How an edit is made, and which there are, stands in `tests/edits/`. Everything is seen from outside: content goes in, `iscn
build` runs, a site comes out. That one worker makes what many make, and MkDocs what our own publisher makes, is proven in
`test_row_28_same_bytes.py` and `test_publish.py`; here one build in five has two workers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import REPOSITORY
from edits.builders import Builder
from edits.kinds import KINDS
from edits.planted import PLANTED, Planted
from edits.walk import Walk, walked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from edits.walk import Step

SEED = 10
STEPS = 205
MOST_NEEDLESS = 0.05
UNDAMAGED = ("content", "configuration", "day", "times", "site")
"""What an edit touches that leaves the program as it is, and what it remembers as it left it."""


@pytest.fixture
def builder(tmp_path: Path) -> Iterator[Builder]:
    made = Builder.beside(tmp_path / "program")
    yield made
    made.restart()


def test_a_few_edits_give_the_site_that_is_built_from_nothing(tmp_path: Path):
    kinds = [
        each for each in KINDS if each.touches in {"content", "mistake", "configuration", "day", "site"} and "picture" not in each.name
    ]
    walked(SEED, tmp_path, kinds, 15, more=3, every=5)


@pytest.mark.slow
def test_hundreds_of_edits_give_the_site_that_is_built_from_nothing_and_make_little_anew(tmp_path: Path):
    """Needless are pages that were rendered although their published bytes are the same as before.

    They are held against the pages that there are: so many would be rendered if nothing were remembered, which is what a build
    saves. Where neither `mkdocs.yml` nor the program is another, they are also held against the pages that were rendered, which
    is stricter. Not counted are steps after which everything has to be made anew to know that it is the same: another program,
    and damage to what was remembered.
    """
    walk = walked(SEED, tmp_path, KINDS, STEPS, every=3)
    assert len(walk.steps) == STEPS
    assert {each.kind.name for each in walk.steps} == {each.name for each in KINDS}
    counted = [each for each in walk.steps if each.kind.touches in UNDAMAGED]
    assert _needless(counted) <= MOST_NEEDLESS * sum(each.pages for each in counted), _most(counted)
    strictly = [each for each in counted if each.kind.touches != "configuration"]
    assert _needless(strictly) <= MOST_NEEDLESS * sum(each.rendered for each in strictly), _most(strictly)


def _needless(steps: Sequence[Step]) -> int:
    return sum(max(0, each.rendered - each.changed) for each in steps)


def _most(steps: Sequence[Step]) -> list[str]:
    """The steps that made the most pages anew for nothing."""
    return [str(each) for each in sorted(steps, key=lambda each: each.changed - each.rendered)[:10]]


def test_what_is_planted_can_be_planted(tmp_path: Path, builder: Builder):
    """A part of the program that was written anew needs its bug written anew: told here, in no time."""
    for each in PLANTED:
        each.into(builder.folder)
        (builder.folder / each.file).write_bytes((REPOSITORY / each.file).read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize("bug", PLANTED, ids=str)
def test_a_walk_notices_what_leaves_something_stale(bug: Planted, tmp_path: Path, builder: Builder):
    bug.into(builder.folder)
    with pytest.raises(AssertionError, match="files are not as they must be"):
        Walk(SEED, tmp_path / "walk", builder, more=4, searched=bug.searched).go(25, bug.kinds)
