"""Read what the app is called and says of itself, from pyproject.toml and CHANGELOG.md alone."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Words:
    """The texts about the app in one language."""

    summary: str  # one sentence
    short: str  # the same in a few words
    about: tuple[str, ...]  # paragraphs
    keywords: tuple[str, ...]
    screenshots: dict[str, str]  # files → captions
    actions: dict[str, str]  # actions of the icon's menu → their texts


@dataclass(frozen=True)
class Product:
    """What the app is called and says of itself.

    `name` is that of the program and its packages, `title` the one that people read.
    """

    id: str  # reverse DNS
    name: str
    title: str
    version: str
    licence: str
    summary: str  # one sentence
    short: str  # the same in a few words
    about: tuple[str, ...]  # paragraphs
    keywords: tuple[str, ...]
    opens: tuple[str, ...]  # MIME types
    publisher: str
    contact: str  # a mail address, or ""
    homepage: str  # a URL that ends in /, or ""
    screenshots: dict[str, str]  # files → captions
    languages: dict[str, Words]  # besides English


@dataclass(frozen=True)
class Release:
    """A section of the changelog; `day` is None until it is released."""

    version: str
    day: str | None
    news: tuple[str, ...]  # one sentence each


def product(root: Path = ROOT) -> Product:
    """Return the product that the pyproject.toml in `root` describes."""
    with (root / "pyproject.toml").open("rb") as file:
        read = tomllib.load(file)
    project, shown = read["project"], read["tool"]["kinfolk"]
    return Product(
        id=shown["id"],
        name=project["name"],
        title=shown["title"],
        version=project["version"],
        licence=project["license"],
        summary=project["description"],
        short=shown["short"],
        about=tuple(shown["about"]),
        keywords=tuple(project["keywords"]),
        opens=tuple(shown["opens"]),
        publisher=shown["publisher"],
        contact=shown["contact"],
        homepage=shown["homepage"],
        screenshots=dict(shown["screenshots"]),
        languages={language: _words(said) for language, said in shown["languages"].items()},
    )


def _words(said: dict[str, Any]) -> Words:
    return Words(
        summary=said["description"],
        short=said["short"],
        about=tuple(said["about"]),
        keywords=tuple(said["keywords"]),
        screenshots=dict(said["screenshots"]),
        actions={action: said[action] for action in ("look", "review")},
    )


def releases(changelog: str) -> list[Release]:
    """Return the sections of a changelog, newest first, with a sentence for each thing added."""
    found = []
    for section in re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]:
        head, _, rest = section.partition("\n")
        version = re.match(r"\[(.+?)\]", head)
        day = re.search(r"\d{4}-\d\d-\d\d", head)
        added = re.search(r"^### Added\n(.*?)(?=^### |\Z)", rest, re.MULTILINE | re.DOTALL)
        items = re.findall(r"^- (.+)$", added[1], re.MULTILINE) if added else []
        news = tuple(_first_sentence(item) for item in items)
        if version:
            found.append(Release(version[1], day[0] if day else None, news))
    return found


def _first_sentence(text: str) -> str:
    """Return the first sentence of a text in Markdown, without bold and code marks."""
    plain = re.sub(r"\*\*|`", "", text)
    return re.split(r"(?<=[.!?])\s+(?=[A-Z“])", plain, maxsplit=1)[0]
