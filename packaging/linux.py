"""Write what a Linux desktop needs to know of the app: its entry, its metainfo, its icons."""

import os
import re
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from icons import ICON, png
from product import ROOT, Product, Release, product, releases

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
NEWS = 12  # sentences for a release; the changelog has the rest
# The actions of the icon's menu → their text, and the option that starts the app for them.
ACTIONS = {
    "look": ("Scan for new photos", "--look"),
    "review": ("Review", "--review"),
}


def install(share: Path) -> None:
    """Write desktop entry, metainfo and icons below `share` (/usr/share or another folder)."""
    what = product()
    _write(share / "applications" / f"{what.id}.desktop", entry(what))
    found = releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    _write(share / "metainfo" / f"{what.id}.metainfo.xml", metainfo(what, found))
    icons = share / "icons" / "hicolor"
    svg = ICON.read_text(encoding="utf-8")
    _write(icons / "scalable" / "apps" / f"{what.id}.svg", svg)
    _write(icons / "symbolic" / "apps" / f"{what.id}-symbolic.svg", symbolic(svg))
    for size in SIZES:
        file = icons / f"{size}x{size}" / "apps" / f"{what.id}.png"
        file.parent.mkdir(parents=True)
        file.write_bytes(png(size))


def entry(what: Product) -> str:
    """Return the desktop entry.

    X11 matches the window by the program's name (StartupWMClass), Wayland by the name of the file.
    """
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        f"Name={what.title}",
        f"GenericName={what.short}",
        f"Comment={what.summary}",
        f"Exec={what.name} %F",
        f"TryExec={what.name}",
        f"Icon={what.id}",
        "Terminal=false",
        "StartupNotify=true",
        f"StartupWMClass={what.name}",
        "Categories=Graphics;Photography;Qt;",
        f"Keywords={_list(what.keywords)}",
        f"MimeType={_list(what.opens)}",
        f"Actions={_list(tuple(ACTIONS))}",
    ]
    for language, words in what.languages.items():
        lines += [
            f"GenericName[{language}]={words.short}",
            f"Comment[{language}]={words.summary}",
            f"Keywords[{language}]={_list(words.keywords)}",
        ]
    for name, (english, option) in ACTIONS.items():
        lines += ["", f"[Desktop Action {name}]", f"Name={english}"]
        lines += [f"Name[{each}]={words.actions[name]}" for each, words in what.languages.items()]
        lines += [f"Exec={what.name} {option}"]
    return "\n".join([*lines, ""])


def _list(values: tuple[str, ...]) -> str:
    """Return a list in the format of desktop entries, each value followed by ";"."""
    return "".join(f"{value};" for value in values)


def metainfo(what: Product, found: list[Release]) -> str:
    """Return AppStream's description of the app, with its releases."""
    others = what.languages
    summary = _said("summary", what.short, {each: words.short for each, words in others.items()})
    # Each paragraph is followed by its translations, as AppStream wants it.
    about = "\n".join(
        _said("p", text, {each: words.about[number] for each, words in others.items()}, "    ")
        for number, text in enumerate(what.about)
    )
    history = "\n".join(_release(one) for one in found)
    keywords = [f"    <keyword>{escape(word)}</keyword>" for word in what.keywords]
    keywords += [
        f'    <keyword xml:lang="{each}">{escape(word)}</keyword>'
        for each, words in others.items()
        for word in words.keywords
        if word not in what.keywords
    ]
    searched = "\n".join(keywords)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{what.id}</id>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>{what.licence}</project_license>
  <name>{what.title}</name>
{summary}
  <developer id="{what.id.rpartition(".")[0]}">
    <name>{escape(what.publisher)}</name>
  </developer>
  <description>
{about}
  </description>
  <launchable type="desktop-id">{what.id}.desktop</launchable>
{_online(what)}  <keywords>
{searched}
  </keywords>
  <provides>
    <binary>{what.name}</binary>
  </provides>
  <content_rating type="oars-1.1"/>
  <releases>
{history}
  </releases>
</component>
"""


def _online(what: Product) -> str:
    """Return the elements with addresses: the homepage and the screenshots; "" if it has none."""
    if not what.homepage:
        return ""
    pictures = "\n".join(_screenshot(what, file) for file in what.screenshots)
    return f"""  <url type="homepage">{escape(what.homepage)}</url>
  <screenshots>
{pictures}
  </screenshots>
"""


def _screenshot(what: Product, file: str) -> str:
    """Return the element of a screenshot; the first one is the default."""
    is_first = file == next(iter(what.screenshots))
    others = {each: words.screenshots[file] for each, words in what.languages.items()}
    return f"""    <screenshot{' type="default"' if is_first else ""}>
{_said("caption", what.screenshots[file], others, "      ")}
      <image>{escape(f"{what.homepage}pictures/{file}")}</image>
    </screenshot>"""


def _said(tag: str, english: str, others: dict[str, str], indent: str = "  ") -> str:
    lines = [f"{indent}<{tag}>{escape(english)}</{tag}>"]
    for language, text in others.items():
        lines.append(f'{indent}<{tag} xml:lang="{language}">{escape(text)}</{tag}>')
    return "\n".join(lines)


def _release(one: Release) -> str:
    """Return the element of a release; one without a day is in development."""
    kind = "stable" if one.day else "development"
    day = one.day or _today()
    news = "\n".join(f"          <li>{escape(item)}</li>" for item in one.news[:NEWS])
    told = f"\n      <description>\n        <ul>\n{news}\n        </ul>\n      </description>\n    "
    return (
        f'    <release version="{one.version}" type="{kind}" date="{day}">'
        f"{told if news else ''}</release>"
    )


def _today() -> str:
    """Return today's date, or the one that SOURCE_DATE_EPOCH gives for a repeatable build."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    return (date.fromtimestamp(int(told)) if told else date.today()).isoformat()


def symbolic(svg: str) -> str:
    """Return the icon in one colour, as an outline in place of a stroke.

    Desktops recolour symbolic icons, which works for filled areas only.
    """
    box = re.search(r'viewBox="([^"]+)"', svg)
    ring = re.search(r'cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)".*stroke-width="([\d.]+)"', svg)
    assert box is not None
    assert ring is not None
    x, y, radius, width = map(float, ring.groups())
    path = " ".join(_circle(x, y, radius + side * width / 2) for side in (1, -1))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box[1]}" width="16" height="16">\n'
        f'  <path d="{path}" fill="#2e3436" fill-rule="evenodd"/>\n</svg>\n'
    )


def _circle(x: float, y: float, radius: float) -> str:
    """Return the path of a circle as two arcs."""
    half = f"a{radius:g} {radius:g} 0 1 0"
    return f"M{x - radius:g} {y:g}{half} {2 * radius:g} 0{half} {-2 * radius:g} 0z"


def _write(file: Path, text: str) -> None:
    """Write a file, with its folder where that does not exist."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
