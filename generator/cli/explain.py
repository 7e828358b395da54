"""`iscn explain`: why a rule exists."""

from __future__ import annotations

import click

from generator import audit, checks, gate, load, vocabulary
from generator.cli.shared import out, stop
from generator.diagnostics import RULES, UNKNOWN_PREFIX, nearest

DECLARING = (checks, load, gate, audit)
"""Their rules are declared when they are imported."""


@click.command
@click.argument("code", default="", metavar="[CODE]")
def explain(code: str) -> None:
    """Say why a rule exists, with a bad and a good example; without a code, list all rules.

    CODE: the one in brackets behind a finding.
    """
    if not code:
        for name, each in sorted(RULES.items()):
            out.print(f"{name:<28} {each.severity.name:<8} {each.why.splitlines()[0]}")
        return
    if code not in RULES:
        close = nearest(code, RULES)
        stop(f"there is no rule {code}" + (f"; is it {close}?" if close else ""))
    rule = RULES[code]
    out.print(f"{code} ({rule.severity.name})", style="loud")
    out.print(f"{rule.why}\n\nBad: {rule.bad}\nGood: {rule.good}")
    name = code.removeprefix(UNKNOWN_PREFIX)
    if name in vocabulary.terms():
        out.print(f"\nPossible: {', '.join(vocabulary.terms()[name])}")
