"""The files of data can be made by several processes: each job alone, in any order, gives what all of them give one after the other."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from generator import build, exports
from generator.exports import files

if TYPE_CHECKING:
    from pathlib import Path

    from generator.catalog import Catalog


@pytest.fixture
def catalog(root: Path) -> Catalog:
    checked = build.check(root)
    assert checked.catalog is not None
    return checked.catalog


def made(job: exports.Job, catalog: Catalog) -> dict[str, bytes]:
    return dict(job.artifacts(catalog))


@pytest.mark.slow
def test_processes_that_share_nothing_make_the_same_files(catalog: Catalog) -> None:
    jobs = exports.jobs(catalog)[::-1]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = [each for files in pool.map(made, jobs, [catalog] * len(jobs)) for each in files.items()]
    assert len(found) == len(dict(found))
    assert dict(found) == dict(exports.artifacts(catalog))


def test_a_job_is_small_and_has_a_name_of_its_own(catalog: Catalog) -> None:
    jobs = exports.jobs(catalog)
    assert max(len(pickle.dumps(job)) for job in jobs) < 300
    assert len({job.name for job in jobs}) == len(jobs)


@pytest.mark.parametrize("address", ["https://example.org/", ""])
def test_it_is_known_before_which_files_there_will_be(catalog: Catalog, address: str) -> None:
    catalog = replace(catalog, settings=replace(catalog.settings, site_url=address))
    found = [path.removeprefix("data/v1/") for path in dict(exports.artifacts(catalog))]
    assert sorted(files.paths(catalog)) == sorted(path for path in found if not path.startswith("catalog."))
