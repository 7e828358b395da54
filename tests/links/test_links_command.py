"""`iscn links` as people run it, and what `iscn status` makes of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner

from generator import build, languages
from generator.catalog import Settings
from generator.cli import iscn as program
from generator.cli.links import agent
from generator.links.mentions import mentions
from generator.models.site import KnowledgeBase

if TYPE_CHECKING:
    from click.testing import Result
    from misbehaving import Naughty, Visit

HERE = Path(__file__).parents[2]
CASE = "cases/de/example/case.yml"
STATE = "build/cache/links.json"
ALWAYS = ("--private", "--pause", "0", "--archive", "")


def command(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "generator", arguments[0], "--root", str(root), *arguments[1:]]


def surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(HERE), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


def iscn(root: Path, *arguments: str) -> Result:
    """Run a command in this process: its days may be asked for, whatever the surroundings say."""
    return CliRunner(env={"SOURCE_DATE_EPOCH": None}).invoke(program, [arguments[0], "--root", str(root), *arguments[1:]])


@pytest.fixture
def linked(root: Path, server: Naughty) -> Path:
    """The base with all its addresses at the server: the first source answers, the second is gone, the rest moved."""
    for path in (*root.glob("cases/*/*/*"), *root.glob("countries/**/*.*"), *root.glob("pages/**/*.md"), root / "mkdocs.yml"):
        if path.suffix in {".yml", ".md"}:
            text = path.read_text("utf-8")
            for host in ("https://town.example", "https://daily.example", "https://institute.example"):
                text = text.replace(host, server.address)
            path.write_text(text, "utf-8")
    server.paths["/"] = lambda visit: visit.answer(301, Location="/home")
    for path in ("/home", "/report", "/brief", "/population"):
        server.paths[path] = lambda visit: visit.answer(200, "<title>A report</title>")
    server.paths["/second-report"] = lambda visit: visit.answer(404)
    catalog = build.check(root).catalog
    assert catalog
    assert [address for address in mentions(catalog) if not address.startswith(server.address)] == []
    return root


def told(root: Path, *arguments: str) -> dict[str, Any]:
    run = iscn(root, "links", *ALWAYS, "--format", "json", *arguments)
    assert (run.exit_code, run.stderr) == (0, "")
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_it_ends_with_0_and_says_what_it_found(linked: Path, server: Naughty) -> None:
    run = iscn(linked, "links", *ALWAYS, "--only", "de/example", "--today", "2026-11-23")
    assert (run.exit_code, run.stderr) == (0, "")
    assert run.stdout.splitlines() == [
        "External addresses as of November 23, 2026",
        "In the content: 3",
        "Asked this time: 3",
        "Addresses that answer: 1",
        "",
        "Addresses that fail: 1",
        "They failed on one day or two. Perhaps they come back.",
        f"  {server.address}/second-report",
        "    de/example sources.s2.url",
        "    page not found (404) (November 23, 2026)",
        "",
        "Addresses that have moved for good: 1",
        "The old address still leads to the new one. Write down the new one.",
        f"  {server.address}/",
        "    de/example organisations.town.url",
        f"    now at {server.address}/home",
    ]


def test_three_days_and_then_status_knows(linked: Path, server: Naughty) -> None:
    for day in ("2026-11-21", "2026-11-22", "2026-11-23"):
        told(linked, "--only", "de/example", "--today", day)
    found = {each["address"]: each for each in told(linked, "--today", "2026-11-23", "--only", "de/example")["addresses"]}
    gone = found[f"{server.address}/second-report"]
    assert (gone["state"], [each["day"] for each in gone["failures"]]) == ("gone", ["2026-11-21", "2026-11-22", "2026-11-23"])
    status = iscn(linked, "status", "--today", "2026-11-23", "--format", "json")
    (group,) = (each for each in json.loads(status.stdout)["groups"] if each["group"] == "gone")
    assert group["items"] == [
        {
            "kind": "case",
            "id": "de/example",
            "language": None,
            "parts": [],
            "lacks": [],
            "checked": None,
            "field": "sources.s2.url",
            "address": f"{server.address}/second-report",
            "failures": [{"day": day, "word": "not-found"} for day in ("2026-11-21", "2026-11-22", "2026-11-23")],
            "copy": None,
        }
    ]


def test_a_copy_is_proposed_and_nothing_is_written(linked: Path, server: Naughty) -> None:
    closest = {"available": True, "url": "https://archive.example/web/20200102/x", "timestamp": "20200102", "status": "200"}
    server.paths["/available"] = lambda visit: visit.answer(200, json.dumps({"archived_snapshots": {"closest": closest}}))
    before = {path: path.read_bytes() for path in linked.rglob("*") if path.is_file()}
    run = iscn(linked, "links", *ALWAYS[:-1], f"{server.address}/available", "--only", "de/example", "--format", "markdown")
    assert "  - `archived_url: https://archive.example/web/20200102/x`" in run.stdout.splitlines()
    after = {path: path.read_bytes() for path in linked.rglob("*") if path.is_file()}
    assert {path.relative_to(linked).as_posix() for path in after if after[path] != before.get(path)} == {STATE}
    for form, line in (("text", "→ archived_url: https://a"), ("markdown", "→ `archived_url: https://a")):
        assert line in iscn(linked, "status", "--format", form).stdout
    case = yaml.safe_load((linked / CASE).read_text("utf-8"))
    text = (linked / CASE).read_text("utf-8")
    line = f"    url: {case['sources'][1]['url']}\n"
    (linked / CASE).write_text(text.replace(line, f"{line}    archived_url: {closest['url']}\n"), "utf-8")
    assert "second-report" not in iscn(linked, "status").stdout, "a reader has somewhere to go"
    assert "an archived copy stands beside it" in iscn(linked, "links", *ALWAYS, "--limit", "1").stdout


@pytest.mark.parametrize("code", languages.available())
def test_it_answers_in_every_language(linked: Path, code: str) -> None:
    run = iscn(linked, "links", *ALWAYS, "--words", code, "--format", "markdown")
    assert (run.exit_code, run.stderr) == (0, "")
    assert languages.locale(code).text("work.group.failing.heading") in run.stdout
    assert languages.locale(code).text("links.group.moved.heading") in run.stdout


def test_servers_that_are_not_public_are_not_asked_by_themselves(linked: Path, server: Naughty) -> None:
    run = iscn(linked, "links", "--pause", "0", "--archive", "", "--format", "json")
    assert run.exit_code == 0
    assert {each["word"] for each in json.loads(run.stdout)["addresses"]} == {"not-public"}
    assert not server.asked


def test_wrong_usage(root: Path) -> None:
    run = iscn(root, "links", "--only", "de/nothing")
    assert (run.exit_code, run.stderr) == (2, "iscn: --only: nothing called de/nothing names an external address\n")
    assert iscn(root, "links", "--days", "0").exit_code == 2


def test_content_with_errors_is_asked_for_all_the_same(linked: Path) -> None:
    text = (linked / CASE).read_text("utf-8")
    (linked / CASE).write_text(text.replace("level: municipal", "level: municpal"), "utf-8")
    assert iscn(linked, "links", *ALWAYS, "--limit", "1").exit_code == 0
    (linked / "mkdocs.yml").write_text("extra: [", "utf-8")
    assert iscn(linked, "links", *ALWAYS).exit_code == 1


def test_a_damaged_state_is_told_and_made_anew(linked: Path) -> None:
    (linked / STATE).parent.mkdir(parents=True, exist_ok=True)
    (linked / STATE).write_bytes(b'{"version": 1, "addresses": {"https')
    run = iscn(linked, "links", *ALWAYS, "--only", "de/example")
    assert (run.exit_code, run.stderr) == (0, "What was known of the addresses could not be read. Everything begins anew.\n")
    assert json.loads((linked / STATE).read_bytes())["version"] == 1
    (linked / STATE).write_bytes(b"\0")
    assert iscn(linked, "status").exit_code == 0


@pytest.mark.slow
def test_the_site_does_not_depend_on_it(linked: Path) -> None:
    """What needs work, as readers see it: the same before and after."""
    languages_option = ("--languages", "en", "--no-cache", "--today", "2026-11-23")
    pages = []
    for day in ("", "2026-11-21"):
        if day:
            told(linked, "--today", day)
        assert iscn(linked, "build", *languages_option).exit_code == 0
        pages.append((linked / "site/en/work/index.html").read_bytes())
    assert pages[0] == pages[1]


def heeding_interrupts() -> None:
    """Tests that run in the background are started deaf to Ctrl+C, and hand that on to what they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def hanging(linked: Path, server: Naughty) -> subprocess.Popen[str]:
    """A run that has learned of one address, and waits for another."""
    server.paths["/second-report"] = lambda visit: visit.hang()
    run = subprocess.Popen(
        command(linked, "links", *ALWAYS, "--only", "de/example"),
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=HERE,
        preexec_fn=heeding_interrupts,  # noqa: PLW1509 - it takes no lock that a thread could hold
    )
    until(lambda: server.asked["/second-report"] and known(linked))
    return run


def known(root: Path) -> set[str]:
    """The paths of all addresses of which something is known."""
    text = (root / STATE).read_text("utf-8") if (root / STATE).is_file() else '{"addresses": {}}'
    return {"/" + address.partition("//")[2].partition("/")[2] for address in json.loads(text)["addresses"]}


def until(true: Any) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to this")


@pytest.mark.slow
@pytest.mark.parametrize(("end", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)], ids=["kill", "ctrl-c"])
def test_what_was_learned_survives(linked: Path, server: Naughty, end: signal.Signals, code: int) -> None:
    with hanging(linked, server) as run:
        run.send_signal(end)
        _, said = run.communicate(timeout=60)
    assert run.returncode == code
    assert known(linked) >= {"/"}
    if end is signal.SIGINT:
        assert known(linked) == {"/", "/report"}
        assert said == "\nStopped. What was found until then is kept.\n"


@pytest.mark.slow
def test_two_runs_at_once(linked: Path, server: Naughty) -> None:
    """The second begins and ends while the first one waits; both are remembered."""
    second = linked / "cases/de/second"
    second.mkdir()
    for path in (linked / "cases/de/example").iterdir():
        (second / path.name).write_bytes(path.read_bytes().replace(b"/report", b"/other-report"))
    server.paths["/other-report"] = lambda visit: visit.answer(200)
    waiting = [True]

    def late(visit: Visit) -> None:
        until(lambda: not waiting[0])
        visit.answer(200)

    with hanging(linked, server) as run:
        server.over.set()
        run.communicate(timeout=60)
    server.paths["/second-report"] = late
    first = subprocess.Popen(
        command(linked, "links", *ALWAYS, "--only", "de/example", "--again"), env=surroundings(), cwd=HERE, stdout=subprocess.DEVNULL
    )
    until(lambda: server.asked["/second-report"] >= 2)
    (linked / STATE).unlink(missing_ok=True)
    text = (second / "case.yml").read_text("utf-8").replace("/second-report", "/third-report")
    (second / "case.yml").write_text(text, "utf-8")
    assert iscn(linked, "links", *ALWAYS, "--only", "de/second").exit_code == 0
    waiting[0] = False
    assert first.wait(60) == 0
    assert known(linked) >= {"/", "/report", "/second-report", "/other-report"}


def test_who_asks_says_where_to_complain() -> None:
    base = KnowledgeBase(name={"en": "X"}, network={"en": "Y"}, languages=["en"], default_language="en")
    assert agent(Settings("", base)) == "iscn-links/0.1.0"
    assert agent(Settings("", base.model_copy(update={"mailbox": "us@network.example"}))) == "iscn-links/0.1.0 (+mailto:us@network.example)"
    assert agent(Settings("", base.model_copy(update={"repository": "https://forge.example/x"}))).endswith(" (+https://forge.example/x)")
