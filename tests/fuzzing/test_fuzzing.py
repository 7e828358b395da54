"""What fuzzing found is mended; some seconds of it in every full run; and it finds bugs that are planted for it."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import mutation
import pieces
import pytest
import targets
from planted_bugs import PLANTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from planted_bugs import Plant

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
"""rdflib says so of its own reader of JSON-LD."""
RUNS = {"reader": 600, "markdown": 1_500, "sections": 1_200, "intake": 300, "exports": 150}
"""Inputs of each target in `make test-all`, beside the seeds themselves: some seconds on a small machine."""
FOUND = [(name, path) for name in targets.NAMES for path in targets.crashes(name)]


def inputs(name: str) -> Iterator[bytes]:
    """The same ones in every run, as long as the seeds are the same."""
    yield from targets.seeds(name)
    yield from mutation.inputs(Random(f"issue 9: {name}"), targets.seeds(name), RUNS[name])


def first_broken(name: str) -> str:
    """What the first input says that breaks a promise; empty where all hold."""
    run = targets.target(name).run
    for data in inputs(name):
        try:
            run(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            return f"{data!r}: {error!r}"
    return ""


@pytest.mark.parametrize(("name", "path"), FOUND, ids=[f"{name}-{path.name}" for name, path in FOUND])
def test_what_once_broke_a_promise_breaks_none(name: str, path: Path) -> None:
    targets.target(name).run(path.read_bytes())


def test_every_input_that_was_kept_belongs_to_a_target() -> None:
    folders = {path.name for kept in ("crashes", "seeds") for path in (targets.HERE / kept).iterdir()}
    assert folders <= set(targets.NAMES)
    assert FOUND


@pytest.mark.parametrize("name", targets.NAMES)
def test_seeds_are_many_and_all_different(name: str) -> None:
    seeds = targets.seeds(name)
    assert len(set(seeds)) == len(seeds) > 100


def test_the_dictionary_is_one_that_the_engine_reads() -> None:
    lines = pieces.dictionary().splitlines()
    assert [bytes.fromhex(line.strip('"').replace("\\x", "")) for line in lines] == list(dict.fromkeys(pieces.PIECES))


def test_the_same_start_gives_the_same_inputs() -> None:
    seeds = targets.seeds("markdown")
    one, two, other = (list(mutation.inputs(Random(start), seeds, 50)) for start in ("a", "a", "b"))
    assert one == two
    assert one != other
    assert len(set(one)) > 40


@pytest.mark.slow
@pytest.mark.parametrize("name", targets.NAMES)
def test_some_seconds_of_fuzzing_break_no_promise(name: str) -> None:
    assert first_broken(name) == ""


@pytest.mark.slow
@pytest.mark.parametrize(("name", "plant"), PLANTED, ids=[f"{name}{plant.__name__}" for name, plant in PLANTED])
def test_a_bug_that_is_planted_is_found(name: str, plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    assert first_broken(name)


def test_bugs_are_planted_for_every_target() -> None:
    assert min(Counter(name for name, _ in PLANTED)[name] for name in targets.NAMES) >= 2
