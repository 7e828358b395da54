"""The commands. The only place that prints or exits: 0 good, 1 the content has errors, 2 wrong usage or a broken machine."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path

import click

from generator import __version__
from generator.cli.shared import BROKEN, err, out

COMMANDS = (
    "check",
    "explain",
    "generate",
    "build",
    "serve",
    "translate",
    "status",
    "changes",
    "links",
    "new",
    "intake",
    "gate",
    "audit",
    "preview",
    "report",
    "comment",
)
"""Each is a module of this package with a command of its name, imported when it is called: `check` must not wait for MkDocs."""


class Commands(click.Group):
    """The commands by their names, each loaded when somebody asks for it."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"generator.cli.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=Commands, invoke_without_command=True)
@click.version_option(__version__, message="iscn %(version)s", help="Print the version and stop.")
@click.help_option(help="Show this text and stop.")
@click.pass_context
def iscn(context: click.Context) -> None:
    """Check and publish a knowledge base of good practices of cities."""
    if context.invoked_subcommand is None:
        out.print(context.get_help())
        out.print(_what_is_here(Path()))


def main() -> None:
    """Run `iscn`: whatever is no finding and no wrong usage is a broken machine, told in one line."""
    # A knowledge base is many small values that stay until the end. Python would walk through all of them again and again to look
    # for cycles, and there are none: with the thresholds of Python, checking takes a quarter longer and needs no byte less.
    gc.set_threshold(100_000, 50, 100)
    try:
        iscn(prog_name="iscn")
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if os.environ.get("ISCN_DEBUG"):
            raise
        err.print(f"iscn: {type(error).__name__}: {error}", style="error")
        err.print("This is a mistake of the program. Set ISCN_DEBUG=1 to see where, and please report it.")
        sys.exit(BROKEN)


def _what_is_here(root: Path) -> str:
    if not (root / "mkdocs.yml").is_file():
        return "This folder holds no knowledge base (no mkdocs.yml). Go to its folder, or name it with --root."
    cases, countries = (sum(1 for _ in root.glob(pattern)) for pattern in ("cases/*/*/case.yml", "countries/*/country.yml"))
    return f"Here: {cases} cases from {countries} countries. Start with: iscn check"
