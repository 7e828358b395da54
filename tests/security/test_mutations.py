"""Each defence switched off, one at a time, in a copy of the program: its proof must notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import defences
import pytest

if TYPE_CHECKING:
    from pathlib import Path

ROWS = {*range(1, 29)} - {27}
"""The rows of the threat model with defences that can be switched off. Row 27 is about moments: its proofs kill at each of them."""


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return defences.copy(tmp_path_factory.mktemp("mutations"))


def test_each_row_has_defences_and_each_name_stands_once():
    named = [str(each) for each in defences.mutations()]
    assert len(named) == len(set(named))
    assert {each.row for each in defences.mutations()} == ROWS


def test_what_is_replaced_stands_in_the_program():
    """A defence that was written anew needs its edit written anew: told here, in seconds."""
    gone = [
        (str(each), edit.file)
        for each in defences.mutations()
        for edit in each.edits
        if (defences.REPOSITORY / edit.file).read_text("utf-8").count(edit.replaces) != 1
    ]
    assert gone == []


@pytest.mark.slow
@pytest.mark.parametrize("defence", defences.mutations(), ids=str)
def test_the_proof_fails_without_the_defence(defence: defences.Mutation, copied: Path):
    with defences.without(defence, copied):
        done = defences.run([defence.proof], copied)
    assert defences.complaint(done) == "", done.stdout[-3000:] + done.stderr[-1000:]


@pytest.mark.slow
def test_every_proof_holds_with_them(copied: Path):
    """The control: in the same copy, with nothing switched off."""
    done = defences.run(sorted({each.proof for each in defences.mutations()}), copied)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
