"""The content of a knowledge base in a folder, read and written as plain values, so that edits are short to write."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

Values = dict[str, Any]
CONFIGURATION = "mkdocs.yml"
FOLDERS = ("cases", "countries", "pages")


@dataclass(frozen=True)
class Content:
    """What stands below a folder. All values are text, as they are for the program; paths are below the folder, ids as `aq/lamps`."""

    folder: Path

    def record(self, path: str) -> Values:
        """A YAML file."""
        return _values((self.folder / path).read_text("utf-8"))

    def write(self, path: str, values: Values) -> None:
        """A YAML file anew. Values that are nothing, or an empty list, are left out."""
        self.put(path, _yaml({key: value for key, value in values.items() if value not in (None, [], {})}))

    def text(self, path: str) -> tuple[Values, str]:
        """Front matter and body of a text."""
        _, head, body = (self.folder / path).read_text("utf-8").split("---\n", 2)
        return _values(head), body.strip()

    def write_text(self, path: str, head: Values, body: str) -> None:
        self.put(path, f"---\n{_yaml(head)}---\n\n{body.strip()}\n")

    def put(self, path: str, content: str | bytes) -> None:
        """Any file, with the folders that it needs."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    @property
    def cases(self) -> list[str]:
        return [path.parent.relative_to(self.folder / "cases").as_posix() for path in self._found("cases/*/*/case.yml")]

    @property
    def cities(self) -> list[str]:
        return [f"{path.parts[-3]}/{path.stem}" for path in self._found("countries/*/cities/*.yml")]

    @property
    def countries(self) -> list[str]:
        return [path.parent.name for path in self._found("countries/*/country.yml")]

    @property
    def texts(self) -> list[str]:
        """Paths of all texts: of cases, countries and standing pages."""
        return [path.relative_to(self.folder).as_posix() for name in FOLDERS for path in self._found(f"{name}/**/text.*.md")]

    @property
    def languages(self) -> list[str]:
        """The languages of the site."""
        found = self.record(CONFIGURATION)["extra"]["knowledge_base"]["languages"]
        return [str(each) for each in found]

    def case(self, identity: str) -> Values:
        return self.record(f"cases/{identity}/case.yml")

    def texts_of(self, identity: str) -> list[str]:
        """The languages in which a case has a text."""
        return [path.name.split(".")[1] for path in self._found(f"cases/{identity}/text.*.md")]

    def files(self) -> dict[str, bytes]:
        """Every file of the content, and the configuration, by its path."""
        found = [path for name in FOLDERS for path in self._found(f"{name}/**/*") if path.is_file()]
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in [*found, self.folder / CONFIGURATION]}

    def put_back(self, files: dict[str, bytes]) -> None:
        """Make the content these files; those that are so already are not touched."""
        now = self.files()
        for path in now.keys() - files.keys():
            (self.folder / path).unlink()
        for path, content in files.items():
            if now.get(path) != content:
                self.put(path, content)
        for folder in sorted((path for name in FOLDERS for path in self._found(f"{name}/**/*") if path.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()

    def _found(self, pattern: str) -> list[Path]:
        return sorted(self.folder.glob(pattern))


def digest(files: dict[str, bytes]) -> str:
    """A hash of files with their paths."""
    state = hashlib.sha256()
    for path, content in sorted(files.items()):
        state.update(f"{path}\0{len(content)}\0".encode() + content)
    return state.hexdigest()


def _values(text: str) -> Values:
    found = yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - makes nothing but text, lists and mappings
    return dict(found)


def _yaml(values: Values) -> str:
    return str(yaml.dump(values, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=10_000))


class _Plain(yaml.SafeDumper):
    """Without `&id` and `*id`, which content may not have."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - every value is written out
        return True
