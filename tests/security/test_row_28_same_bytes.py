"""The same content gives the same bytes, whoever builds it, in whatever order, on whatever disk and with however many workers."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import pickle
import random
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from building import DAY, Site, copy_content, differences, run, tree

from generator import build as pipeline
from generator import journal, languages, output, pages, render, routes
from generator.edition import Job, edition, mistakes
from generator.publish import indexing, search
from generator.render import Renderer

if TYPE_CHECKING:
    from generator.catalog import Catalog

SAMPLES = pipeline.check(pipeline.SAMPLES)


def _built_elsewhere(site: Site, folder: Path, *arguments: str, **environment: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The site and its documents, built by a process of its own from a copy of the content."""
    content = copy_content(site.content, folder / "content")
    done = run("build", "--root", content, "--site", folder / "out", "--today", DAY.isoformat(), *arguments, **environment)
    assert done.returncode == 0, done.stderr
    return tree(folder / "out"), tree(content, "build/docs")


@pytest.mark.slow
def test_another_process_with_other_workers_gives_the_same_site(real: Site, tmp_path: Path):
    site, documents = _built_elsewhere(real, tmp_path, "--jobs", "2", "--no-cache", PYTHONHASHSEED="4711")
    assert len(site) > len(real.pages)
    assert differences(site, tree(real.folder)) == []
    assert differences(documents, tree(real.content, "build/docs")) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("--jobs", "1"), {"PYTHONHASHSEED": "0"}),
        (("--jobs", "5"), {"PYTHONHASHSEED": "1"}),
        (("--jobs", "2"), {"TZ": "Asia/Kolkata", "LC_ALL": "C"}),
        (("--jobs", "2"), {"TZ": "America/Lima", "LC_ALL": "C.UTF-8", "LANGUAGE": "de"}),
        ((), {"SOURCE_DATE_EPOCH": "1795392000", "COLUMNS": "20"}),
        ((), {"PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1:replace"}),
    ],
    ids=["one worker", "five workers", "Kolkata", "Lima", "epoch", "no UTF-8"],
)
def test_surroundings_do_not_show(arguments: tuple[str, ...], environment: dict[str, str], real: Site, tmp_path: Path):
    site, _ = _built_elsewhere(real, tmp_path, *arguments, **environment)
    assert differences(site, tree(real.folder)) == []


@pytest.mark.slow
def test_building_twice_into_the_same_folder_touches_nothing(real: Site, tmp_path: Path):
    content = copy_content(real.content, tmp_path / "content")
    command = ("build", "--root", content, "--today", DAY.isoformat())
    assert run(*command).returncode == 0
    before = _times(content / "site")
    assert run(*command).returncode == 0
    assert _times(content / "site") == before


def _times(site: Path) -> dict[Path, int]:
    """When each file was last written; but for the mark, which is the lock of whoever builds."""
    return {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file() and path.name != output.MARK}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["hi"])
def test_languages_built_alone_are_the_same(language: str, real: Site, tmp_path: Path):
    """A language needs nothing of the others: what stands in its folder is the same without them."""
    site, _ = _built_elsewhere(real, tmp_path, "--languages", language)
    alone = {path: content for path, content in site.items() if path.startswith(f"{language}/")}
    assert differences({path.removeprefix(f"{language}/"): content for path, content in alone.items()}, tree(real.folder / language)) == []


@pytest.mark.parametrize("language", ["de", "hi"])
def test_pages_rendered_shuffled_are_the_same(language: str, real: Site):
    locale = languages.locale(language)
    made = list(pages.pages(real.catalog, locale, DAY, mistakes(SAMPLES, locale)))
    random.Random(20261123).shuffle(made)
    renderer = Renderer(languages.locale(language), real.catalog.settings, real.catalog.pages)
    found = {routes.document(page.route): renderer.document(page).encode() for page in made}
    assert differences(found, _documents(real, language)) == []


@pytest.mark.slow
def test_pages_rendered_alone_are_the_same(two_languages: Site):
    """Each page by a renderer of its own, with templates read anew."""
    for language in two_languages.languages:
        locale = languages.locale(language)
        for page in pages.pages(two_languages.catalog, locale, DAY, mistakes(SAMPLES, locale)):
            render._environment.cache_clear()
            renderer = Renderer(languages.locale(language), two_languages.catalog.settings, two_languages.catalog.pages)
            expected = two_languages.content / "build" / "docs" / language / routes.document(page.route)
            assert renderer.document(page).encode() == expected.read_bytes()


def _documents(site: Site, language: str) -> dict[str, bytes]:
    found = tree(site.content, f"build/docs/{language}")
    return {path: content for path, content in found.items() if path.endswith("/index.md") or path == "index.md"}


def test_the_day_reaches_pages_only_as_a_state(real: Site):
    """A day later nothing is different, as long as no check of facts grows too old overnight."""
    later = DAY.replace(day=DAY.day + 1)
    for language in ("en", "hi"):
        catalog, locale = real.catalog, languages.locale(language)
        assert list(pages.pages(catalog, locale, DAY)) == list(pages.pages(catalog, locale, later))


def _job(catalog: Catalog, content: Path, language: str) -> Job:
    return Job(content, content / "site", language, catalog, SAMPLES, DAY, "", cached=False)


def test_a_job_can_be_handed_to_any_process(real: Site):
    job = _job(real.catalog, real.content, "hi")
    again = pickle.loads(pickle.dumps(job))  # noqa: S301 - our own bytes
    assert again == job


@pytest.mark.slow
def test_fresh_processes_give_the_same_site(real: Site, tmp_path: Path):
    """With the start method of Windows and macOS a worker inherits nothing."""
    content = copy_content(real.content, tmp_path / "content")
    jobs = [_job(real.catalog, content, language) for language in real.languages]
    with (
        journal.transaction(content / "site") as changes,
        ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool,
    ):
        built = list(pool.map(edition, jobs))
        changes.extend(change for each in built for change in each.changes)
    assert [each.language for each in built] == list(real.languages)
    for language in real.languages:
        assert differences(tree(content / "site" / language), tree(real.folder / language)) == []


IN_MEMORY = Path("/dev/shm")  # noqa: S108 - another kind of file system, where a machine has one


def _scattered(documents: Path, target: Path) -> Path:
    """The same documents, made in another order than that of their names."""
    paths = sorted(documents.rglob("*.html"))
    random.Random(28).shuffle(paths)
    for path in paths:
        copied = target / path.relative_to(documents)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)
    return target


def test_the_index_numbers_pages_in_the_order_of_their_paths(tmp_path: Path):
    """Not in that in which a file system lists them, which is another one on every disk: names of files follow from the numbers."""
    names = [f"cases/{chr(97 + number % 26)}-{number}" for number in range(40)]
    for name in random.Random(28).sample(names, len(names)):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "index.html").write_text(f"<html lang='en'><body><h1>{name}</h1><p>Words.</p></body></html>", "utf-8")
    made = indexing.indexed(tmp_path, 4000)
    (known,) = (gzip.decompress(content) for path, content in made.items() if path.endswith(".pf_meta"))
    said = {
        PurePosixPath(path).stem: json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))["url"]
        for path, content in made.items()
        if path.startswith("fragment/")
    }
    assert [said[name] for name in sorted(said, key=lambda name: known.index(name.encode()))] == [f"/{name}/" for name in sorted(names)]


@pytest.mark.skipif(not IN_MEMORY.is_dir() or IN_MEMORY.stat().st_dev == Path(__file__).stat().st_dev, reason="one kind of file system")
@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_index_is_the_same_on_another_kind_of_file_system(language: str, real: Site):
    with TemporaryDirectory(dir=IN_MEMORY) as folder:
        documents = _scattered(real.content / "build/search" / language, Path(folder) / "documents")
        found = search.index(documents, Path(folder) / "nothing", None)
    assert dict(found or ()) == tree(real.folder / language / "pagefind")


@pytest.mark.slow
def test_built_upon_an_older_site_it_is_the_site_built_from_nothing(real: Site, tmp_path: Path):
    """Texts changed, a page gone and one new: what was kept of the build before shows nowhere."""
    content = copy_content(real.content, tmp_path / "content")
    older = copy_content(real.content, tmp_path / "older")
    page = older / "pages/about/text.de.md"
    page.write_text(f"{page.read_text('utf-8')}\nEin Satz, den es nicht mehr gibt.\n", "utf-8")
    shutil.copytree(older / "pages/about", older / "pages/gone")
    (older / "pages/network/text.pt.md").unlink()
    command = ("build", "--root", older, "--site", tmp_path / "site", "--today", DAY.isoformat())
    assert run(*command).returncode == 0
    assert differences(tree(tmp_path / "site"), tree(real.folder)) != []
    for name in ("cases", "countries", "pages"):
        shutil.rmtree(older / name)
    copy_content(content, older)
    assert run(*command).returncode == 0
    assert differences(tree(tmp_path / "site"), tree(real.folder)) == []
