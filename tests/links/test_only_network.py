"""One place talks to the network: nothing else of the program can."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[2] / "generator"
NETWORK = {"urllib3", "socket", "ssl", "http", "urllib.request", "urllib.robotparser", "ftplib", "smtplib", "socketserver", "requests"}
SERVING = {"publish/serve.py": {"http"}}
"""Who shows the built site on this machine, and to nobody else."""
SHOWN = {"templates/programs/cases.py": {"urllib.request"}, "templates/programs/results.py": {"urllib.request"}}
"""Programs that a page shows to readers, who run them; we do not."""


def imported(path: Path) -> set[str]:
    """Modules that a file imports, wherever in it: `http.client` as http.client and as http."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return names | {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("path", sorted(PROGRAM.rglob("*.py")), ids=lambda path: path.relative_to(PROGRAM).as_posix())
def test_nothing_but_links_talks_to_the_network(path: Path) -> None:
    here = path.relative_to(PROGRAM).as_posix()
    found = imported(path) & NETWORK
    if here.startswith("links/"):
        assert not found or here in {"links/connection.py", "links/asking.py"}
    else:
        assert found == (SERVING | SHOWN).get(here, set())


def test_the_server_of_this_test_would_be_seen() -> None:
    assert imported(Path(__file__).with_name("misbehaving.py")) >= {"socket", "http"}
    assert imported(PROGRAM / "links" / "connection.py") >= {"socket", "ssl", "urllib3", "http"}
