"""What `iscn changes` says of two revisions: every kind of change, in every language, from repositories as people have them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from repositories import commit, git

from generator import changelist, history, languages, load
from generator.cli.changes import changes
from generator.history.model import GROUPS, Change, Fact, History, Members, Subject, Unreadable
from generator.history.state import state
from generator.models.case import Case
from generator.models.place import City, Country

if TYPE_CHECKING:
    from collections.abc import Callable

    Write = Callable[[str, str | bytes], Path]

LANGUAGES = ("en", "de", "es", "pt", "hi")
CASE, ORIGINAL, TRANSLATED = (f"cases/de/example/{name}" for name in ("case.yml", "text.en.md", "text.de.md"))
COUNTRY, CITY = "countries/de/country.yml", "countries/de/cities/exampletown.yml"
GOLDEN = Path(__file__).parent / "changes" / "every-kind.json"
MOVED = "cases/de/bus-app"


def iscn(*arguments: str, root: Path, path: str | None = None) -> subprocess.CompletedProcess[str]:
    surroundings = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | ({"PATH": path} if path else {})
    command = [sys.executable, "-m", "generator", "changes", "--root", str(root), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, env=surroundings, cwd=Path(__file__).parent.parent
    )


def printed(root: Path, *arguments: str) -> str:
    """What the command prints, in this process, which is quicker than one of its own."""
    run = CliRunner().invoke(changes, ["--root", str(root), *arguments])
    assert (run.exit_code, run.stderr) == (0, "")
    return run.stdout


def told(root: Path, *arguments: str) -> dict[str, Any]:
    return json.loads(printed(root, *arguments, "--format", "json"))


def lines(root: Path, *arguments: str) -> list[str]:
    return printed(root, *arguments).splitlines()


def groups(values: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    return [(each["group"], each["id"], each["language"]) for each in values["changes"]]


def put(root: Path, path: str, *pairs: tuple[str, str]) -> None:
    text = (root / path).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    (root / path).write_text(text, "utf-8")


def copied(root: Path, there: str, *pairs: tuple[str, str]) -> None:
    shutil.copytree(root / "cases/de/example", root / there)
    put(root, f"{there}/case.yml", *pairs)


@pytest.fixture
def eventful(repository: Path, write: Write) -> Path:
    """A history in which everything happens once between the tag `before` and HEAD."""
    for name in ("renamed", "withdrawn", "deleted", "translated", "late"):
        copied(repository, f"cases/de/{name}")
    (repository / "cases/de/translated/text.de.md").unlink()
    put(repository, "cases/de/late/text.en.md", ("No product on the market met", "Nothing on the market met"))
    write("pages/old/text.en.md", "---\ntitle: An old page\n---\n\n## One\n\nWords.\n")
    commit(repository, "all that will change")
    git(repository, "tag", "before")
    put(
        repository,
        CASE,
        ("stage: operation", "stage: ended\nended: {reason: goal-reached}"),
        ("stage_year: 2023", "stage_year: 2024"),
        ("  live: 2020-05-18\n", "  live: 2020-06\n"),
        ("topics: [mobility, digital-services]", "topics: [mobility]"),
        ("    value: 1200", "    value: 1300"),
        ("submission:\n", "  - {id: s3, title: A third report, publisher: Town, kind: official, language: de}\nsubmission:\n"),
        ("added: ", "changes: [{date: 2026-03-01, note: The town corrected its figure}]\nadded: "),
    )
    put(repository, ORIGINAL, ("A small team adapted", "A team of three adapted"))
    (repository / "cases/de/renamed").rename(repository / MOVED)
    put(repository, f"{MOVED}/case.yml", ("added: ", "former_ids: [de/renamed]\nadded: "))
    put(repository, "cases/de/withdrawn/case.yml", ("added: ", "withdrawn: {date: 2026-04-01, reason: Told twice}\nadded: "))
    shutil.rmtree(repository / "cases/de/deleted")
    shutil.copy(repository / TRANSLATED, repository / "cases/de/translated/text.de.md")
    put(repository, "cases/de/late/text.en.md", ("Nothing on the market met", "No product on the market met"))
    copied(repository, "cases/de/brand-new")
    put(repository, COUNTRY, ("official_languages: [de]", "official_languages: [de, en]"))
    put(repository, CITY, ("latitude: ", "wikidata: Q1\nlatitude: "))
    write("countries/pe/country.yml", (repository / COUNTRY).read_text("utf-8").replace("{en: Germany, de: Deutschland}", "{en: Peru}"))
    write("countries/pe/text.en.md", (repository / "countries/de/text.en.md").read_text("utf-8"))
    write("countries/pe/cities/lima.yml", "names: {en: Lima}\nlatitude: -12.05\nlongitude: -77.05\n")
    shutil.rmtree(repository / "pages/old")
    write("pages/news/text.en.md", "---\ntitle: A new page\n---\n\n## One\n\nWords.\n")
    commit(repository, "everything")
    return repository


def test_every_kind_of_change_is_told(eventful: Path, request: pytest.FixtureRequest) -> None:
    values = told(eventful, "before")
    assert {each["group"] for each in values["changes"]} == set(GROUPS)
    if request.config.getoption("--update"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(json.dumps(values, ensure_ascii=False, indent=2) + "\n", "utf-8")
    assert values == json.loads(GOLDEN.read_text("utf-8"))


def test_it_is_told_for_people(eventful: Path, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        GOLDEN.with_suffix(".txt").write_text("\n".join(lines(eventful, "before")) + "\n", "utf-8")
    assert iscn("before", root=eventful).stdout.splitlines() == GOLDEN.with_suffix(".txt").read_text("utf-8").splitlines()


def test_titles_and_words_are_those_of_the_reader(eventful: Path) -> None:
    shown = "\n".join(lines(eventful, "before", "--words", "de"))
    assert "Was sich von before bis HEAD geändert hat" in shown
    assert "de/brand-new: Eine Mobilitäts-App für eine mittlere Stadt" in shown
    assert "Stand: Im Regelbetrieb → Beendet" in shown
    assert "Quellen: 1 neu" in shown


@pytest.mark.parametrize("words", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_it_is_told_in_every_language(eventful: Path, words: str, form: str) -> None:
    shown = printed(eventful, "before", "--words", words, "--format", form)
    locale = languages.locale(words)
    headings = re.findall(r"^(?:### (.+)|(\S.*): \d+)$", shown, re.MULTILINE)
    assert [one or other for one, other in headings] == [locale.text(f"changes.group.{group}") for group in GROUPS]
    assert not re.search(r"\{[a-z]*\}", shown)


def test_only_the_texts_of_one_language(eventful: Path) -> None:
    whole, only = groups(told(eventful, "before")), groups(told(eventful, "before", "--language", "de"))
    assert only == [each for each in whole if each[2] in {None, "de"}]
    assert ("outdated", "de/example", "de") in only
    assert ("texts", "de/example", "en") not in only


def test_a_renamed_case_is_compared_with_what_it_was(repository: Path) -> None:
    (repository / "cases/de/example").rename(repository / MOVED)
    put(repository, f"{MOVED}/case.yml", ("added: ", "former_ids: [de/example]\nadded: "), ("value: 1200", "value: 1250"))
    put(repository, f"{MOVED}/text.en.md", ("title: A travel app", "title: An app"))
    commit(repository, "renamed")
    values = told(repository, "HEAD~1")
    assert groups(values) == [
        ("renamed", "de/bus-app", None),
        ("facts", "de/bus-app", None),
        ("texts", "de/bus-app", "en"),
        ("outdated", "de/bus-app", "de"),
    ]
    assert values["changes"][0]["former"] == "de/example"
    assert values["changes"][1]["members"] == [{"name": "results", "added": 0, "removed": 0, "changed": 1}]


def test_a_case_that_comes_back_is_new(repository: Path) -> None:
    put(repository, CASE, ("added: ", "withdrawn: {date: 2026-04-01, reason: Told twice}\nadded: "))
    commit(repository, "withdrawn")
    put(repository, CASE, ("withdrawn: {date: 2026-04-01, reason: Told twice}\n", ""))
    commit(repository, "back")
    assert groups(told(repository, "HEAD~1")) == [("new-case", "de/example", None)]
    assert groups(told(repository, "HEAD~2", "HEAD~1")) == [("withdrawn", "de/example", None)]
    assert groups(told(repository, "HEAD~2")) == []


def test_the_same_revision_twice(repository: Path) -> None:
    assert lines(repository, "HEAD", "HEAD") == ["What changed from HEAD to HEAD", "Nothing in the content has changed."]
    assert "Nothing in the content has changed." in printed(repository, "HEAD", "--format", "markdown")
    assert told(repository, "HEAD", "HEAD")["changes"] == []


def test_what_is_not_committed_does_not_count(repository: Path) -> None:
    put(repository, CASE, ("value: 1200", "value: 1300"))
    assert told(repository, "HEAD")["changes"] == []
    assert "value: 1300" in (repository / CASE).read_text("utf-8")


def test_revisions_are_named_as_people_name_them(repository: Path, tmp_path: Path) -> None:
    git(repository, "tag", "v1.0")
    put(repository, CASE, ("stage_year: 2023", "stage_year: 2024"))
    commit(repository, "second")
    git(repository, "tag", "-a", "v1.1", "-m", "a tag with words")
    short = subprocess.run(
        ["git", "-C", str(repository), "rev-parse", "--short", "v1.0^{commit}"], capture_output=True, text=True, check=True
    ).stdout.strip()
    expected = [("facts", "de/example", None)]
    for named in (["v1.0"], ["v1.0", "v1.1"], [short], ["HEAD~1", "main"], []):
        assert groups(told(repository, *named)) == expected, named
    assert groups(told(repository, "v1.1", "v1.0")) == expected
    git(repository, "worktree", "add", "-q", str(tmp_path / "elsewhere"), "v1.0")
    assert groups(told(tmp_path / "elsewhere", "v1.0", "main")) == expected
    assert told(tmp_path / "elsewhere", "v1.0")["changes"] == []


def test_a_knowledge_base_below_the_top_of_its_repository(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "first")
    put(root, CASE, ("stage_year: 2023", "stage_year: 2024"))
    commit(tmp_path, "second")
    assert groups(told(root, "HEAD~1")) == [("facts", "de/example", None)]


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "-x", "HEAD..HEAD", "HEAD:cases", "", "a\nb::error::c", "\u202ex"])
def test_what_is_no_revision_is_refused_in_a_sentence(repository: Path, revision: str) -> None:
    before = sorted(path.name for path in repository.iterdir())
    for arguments in ((revision, "HEAD"), ("HEAD", revision)) if revision else ((revision,),):
        run = iscn("--", *arguments, root=repository)
        assert run.returncode == 2
        assert run.stdout == ""
        assert re.fullmatch(r"iscn: (?:Cannot read the revision|There is no tag before) [^\n]+\n", run.stderr)
        assert "\u202e" not in run.stderr
    assert sorted(path.name for path in repository.iterdir()) == before


def test_an_option_is_no_revision(repository: Path) -> None:
    run = iscn("--output=x", root=repository)
    assert (run.returncode, run.stdout) == (2, "")
    assert "Traceback" not in run.stderr
    assert not (repository / "x").exists()


def test_without_git_or_a_repository(root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path in (None, str(tmp_path / "empty")):
        run = iscn("HEAD~1", root=root, path=path)
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr.startswith("iscn: Cannot read the revision HEAD~1")
        assert run.stderr.count("\n") == 1


def test_a_shallow_clone_says_what_is_missing(repository: Path, tmp_path: Path) -> None:
    commit_twice(repository)
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    run = iscn("HEAD~1", root=tmp_path / "shallow")
    assert run.returncode == 2
    assert "git fetch --unshallow" in run.stderr


def commit_twice(repository: Path) -> None:
    put(repository, CASE, ("stage_year: 2023", "stage_year: 2024"))
    commit(repository, "second")


@pytest.mark.parametrize(
    "arguments", [["HEAD", "--language", "fr"], ["HEAD", "--words", "xx"], ["HEAD", "--format", "pdf"], ["HEAD", "HEAD", "HEAD"]]
)
def test_wrong_usage(repository: Path, arguments: list[str]) -> None:
    run = iscn(*arguments, root=repository)
    assert (run.returncode, run.stdout) == (2, "")
    assert "Traceback" not in run.stderr


def test_a_folder_without_a_knowledge_base(tmp_path: Path) -> None:
    assert iscn("HEAD", root=tmp_path).returncode == 2


BROKEN = {
    "no YAML": (CASE, "a: [\n"),
    "no text": (CASE, b"\xff\xfe"),
    "too large": (CASE, "a: 1\n" * 60_000),
    "misplaced": ("cases/de/example/notes.txt", "x\n"),
    "no front matter": (TRANSLATED, "words\n"),
    "original without front matter": (ORIGINAL, "words\n"),
    "a country": (COUNTRY, "- a\n"),
}


@pytest.mark.parametrize(("path", "content"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_is_named_and_the_rest_compared(repository: Path, write: Write, path: str, content: str | bytes) -> None:
    write(path, content)
    put(repository, CITY, ("latitude: ", "wikidata: Q1\nlatitude: "))
    commit(repository, "broken")
    for arguments, revision in ((("HEAD~1", "HEAD"), "HEAD"), (("HEAD", "HEAD~1"), "HEAD")):
        values = told(repository, *arguments)
        assert groups(values) == [("facts", "de/exampletown", None)]
        assert {"revision": revision, "path": path, "in_part": False} in values["unreadable"]
        assert f"  {path}: at HEAD" in lines(repository, *arguments)


def test_a_value_that_cannot_be_read_is_no_change(repository: Path) -> None:
    put(repository, CASE, ("stage: operation", "stage: runing"), ("stage_year: 2023", "stage_year: 2024"))
    put(repository, ORIGINAL, ("title: A travel app for a town of medium size", "title: A <b>travel</b> app"))
    commit(repository, "a mistake")
    values = told(repository, "HEAD~1")
    assert groups(values) == [("facts", "de/example", None)]
    assert values["changes"][0]["facts"] == [{"name": "stage_year", "before": 2023, "after": 2024}]
    assert [each for each in values["unreadable"] if each["in_part"]] == [
        {"revision": "HEAD", "path": path, "in_part": True} for path in (CASE, ORIGINAL)
    ]


def test_links_and_submodules_are_not_followed(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("names: {en: Secret}\nlatitude: 1\nlongitude: 1\n", "utf-8")
    (repository / "countries/de/cities/linked.yml").symlink_to(tmp_path / "secret.yml")
    commit(repository, "a link")
    values = told(repository, "HEAD~1")
    assert values["changes"] == []
    assert [each["path"] for each in values["unreadable"]] == ["countries/de/cities/linked.yml"]
    assert "Secret" not in json.dumps(values)


def test_a_name_that_is_no_text(repository: Path) -> None:
    (repository / os.fsdecode(b"cases/\xff\n::error::x.yml")).write_text("x: 1\n", "utf-8")
    commit(repository, "a name")
    assert told(repository, "HEAD~1")["unreadable"] == [{"revision": "HEAD", "path": "cases/\ufffd\ufffd::error::x.yml", "in_part": False}]
    assert "  cases/\ufffd\ufffd::error::x.yml: at HEAD" in lines(repository, "HEAD~1")


HOSTILE = ["::error::x", "[x](javascript:alert(1)) `code` @town #1", "- **bold** &amp; ]]>", "\u05d0 \u202etxt \x1b[31m\n::error::y"]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("words", LANGUAGES)
def test_hostile_words_do_nothing(hostile: str, words: str) -> None:
    titles = dict.fromkeys(LANGUAGES, hostile)
    subjects = [Subject("case", "de/example", titles, "en"), Subject("page", "about", titles, "en")]
    facts = (Fact("contact.organisation", hostile, None), Fact("sdgs", (hostile,), ()), Members("sources", 1))
    found = [
        Change("facts", subjects[0], facts=facts),
        Change("texts", subjects[1], "en", ("part-1",), {"part-1": hostile}),
    ]
    unreadable = (Unreadable(hostile, f"cases/{hostile}"),)
    made = History(hostile, hostile, LANGUAGES, tuple(found), unreadable)
    locale = languages.locale(words)
    text = [line for line, _ in changelist.as_text(made, locale)]
    markdown = list(changelist.as_markdown(made, locale))
    for line in (*text, *markdown, *changelist.as_json(made).split("\n")):
        assert not re.match(r"\s*::", line)
        assert "\n" not in line
    for line in (*text, *markdown):
        assert line.replace("\u200b", "").replace("\u200d", "").replace("\u200c", "").isprintable()
    for line in markdown:
        around = re.sub(r"(`+).*?\1", "", line)
        assert "](javascript" not in around
        assert "**bold**" not in around
    assert json.loads(changelist.as_json(made))["changes"][0]["titles"]["en"] == hostile


def test_every_field_has_words() -> None:
    for model in (Case, Country, City):
        for name, info in model.model_fields.items():
            field = info.alias or name
            for words in LANGUAGES if field not in {"changes", "former_ids", "withdrawn"} else ():
                assert changelist.field_name(field, languages.locale(words))


def test_every_word_of_a_vocabulary_has_its_label() -> None:
    """The table of the change list names each field whose values have labels."""

    def found(schema: dict[str, Any], whole: dict[str, Any], path: str) -> dict[str, str]:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
        names = {path: schema["x-vocabulary"]} if "x-vocabulary" in schema else {}
        for each in (*schema.get("anyOf", ()), schema.get("items", {})):
            inner = whole["$defs"][each["$ref"].rpartition("/")[2]] if "$ref" in each else each
            names |= found(each, whole, path) if each and not ("properties" in inner and "items" in schema) else {}
        for name, inner in schema.get("properties", {}).items():
            names |= found(inner, whole, f"{path}.{name}".strip("."))
        return names

    vocabularies: dict[str, str] = {}
    for model in (Case, Country, City):
        whole = model.model_json_schema()
        vocabularies |= found(whole, whole, "")
    assert vocabularies == changelist.TERMS | dict.fromkeys(changelist.ASKED, "answer") | {"did_not_work": "not-reported"}


def test_comparing_leaves_the_working_copy_alone(eventful: Path) -> None:
    def stamp() -> dict[str, tuple[int, int]]:
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in eventful.rglob("*") if path.is_file()}

    settings, _ = load.load_settings(eventful)
    assert settings is not None
    before = stamp()
    first, second = (state(eventful, revision, settings) for revision in ("before", "HEAD"))
    assert history.compare(first, second).changes
    assert stamp() == before


def test_a_file_that_git_has_lost(repository: Path) -> None:
    commit_twice(repository)
    blob = subprocess.run(
        ["git", "-C", str(repository), "rev-parse", f"HEAD~1:{CASE}"], capture_output=True, text=True, check=True
    ).stdout.strip()
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
    run = iscn("HEAD~1", root=repository)
    assert (run.returncode, run.stdout) == (2, "")
    assert re.fullmatch(r"iscn: Cannot read the revision HEAD~1\. git says: [^\n]+\n", run.stderr)
