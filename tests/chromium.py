"""The browser of the tests. Run as a program it makes sure that there is one; imported it says where it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGE = "chromium"

ARGUMENTS = [
    "--no-sandbox",  # the tests run as root in containers, and open pages of ours only
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""With what Playwright starts it: `chromium.launch(executable_path=find(), args=ARGUMENTS)`."""


def find() -> str | None:
    """The program that $CHROMIUM names, and nothing else where it is set; else the first that is on the PATH."""
    named = os.environ.get("CHROMIUM")
    candidates = (named,) if named else NAMES
    return next(filter(None, map(shutil.which, candidates)), None)


def main() -> int:
    """0 when there is a browser, installed here if need be; 1 after saying what would help."""
    if find() is None and _may_install():
        install()
    if find() is not None:
        return 0
    sys.stderr.write(f"The browser tests need Chromium. {_way_out()}\n")
    return 1


def install() -> None:
    """Get the package of the distribution; what goes wrong shows up in the output of apt-get."""
    quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", PACKAGE]):
        subprocess.run(["apt-get", "--quiet", "--quiet", *command], env=quietly, check=False)


def _may_install() -> bool:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return root and shutil.which("apt-get") is not None and not os.environ.get("CHROMIUM")


def _way_out() -> str:
    if os.environ.get("CHROMIUM"):
        return "$CHROMIUM names no program: let it hold the path of one, or unset it."
    if shutil.which("apt-get"):
        return f"Run: sudo apt-get install {PACKAGE}"
    if sys.platform == "darwin":
        return f"Run: brew install --cask {PACKAGE}"
    return "Install Chromium or Google Chrome, and let $CHROMIUM hold its path."


if __name__ == "__main__":
    sys.exit(main())
