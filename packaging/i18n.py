"""Collect the texts of the window for translation, and say what the translations lack.

Texts in the source are English. `resources/i18n/kinfolk_de.ts` has them in German, in the format
that Qt Linguist edits, and the window reads that file when it starts. Qt's `lupdate` finds no
`tr()` inside an f-string, no helper that knows its context and no table: so the sources are read
here with Python's own parser.

    python3 packaging/dev.py i18n            # brings the .ts up to date
    python3 packaging/dev.py i18n --check    # changes nothing; fails where something is lacking
"""

import argparse
import ast
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "app" / "kinfolk"
FOLDER = ROOT / "resources" / "i18n"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
TABLES = {  # tables whose strings are translated later: context → the names of the tables
    "words": ("_SENTENCES", "_BY_COMMAND", "_FROM_APP", "_AND", "_UNKNOWN", "_SAYS"),
}
COMMANDS = ("Command", "Commands")  # calls whose arguments say what can be done, and where
COUNTED = "count"  # the text is the last argument, the plural; or `many` of partial(count, …)
ERRORS = "errors"  # the context of what core says: of `Text`, and of AppError with its subclasses
_FIELDS = re.compile(r"[a-z_]*")  # no sentence, but the name of the field that an Invalid is about
# Modules whose errors no window shows: the command line, and downloads of the build.
_UNSEEN = ("cli", "__main__.py", "pinned.py")
_HANDED_ON = ("message", "hint", "reason", "lacking", "how", "id", "name")
# Where `tr` of any object looks last: the context of `tr` called on something else than self
ANYBODY = "QObject"


@dataclass(frozen=True, order=True)
class Text:
    """A text to translate; Qt finds it by its context, the class or subject it belongs to."""

    context: str
    source: str
    is_counted: bool = False  # it says how many: languages have forms for one, a few, many


def main() -> int:
    """Update or check every .ts file and print what it lacks; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing")
    options = parser.parse_args()
    lacking = 0
    for file in sorted(FOLDER.glob("*.ts")):
        with tempfile.TemporaryDirectory() as folder:
            target = Path(shutil.copy(file, folder)) if options.check else file
            update(target)
            for line in problems(target):
                lacking += 1
                print(f"{file.name}: {line}")
    print("Everything is translated." if not lacking else f"{lacking} texts need a look.")
    return int(options.check and lacking > 0)


def update(file: Path) -> None:
    """Bring a .ts file up to date with the sources; texts no longer used are dropped."""
    root = ElementTree.parse(file).getroot()
    known = {
        Text(name, message.findtext("source", ""), message.get("numerus") == "yes"): message
        for name, context in _contexts(root)
        for message in context.iter("message")
    }
    root[:] = []
    for name, said in groupby(texts(), key=attrgetter("context")):
        context = ElementTree.SubElement(root, "context")
        ElementTree.SubElement(context, "name").text = name
        context.extend(known.get(text, _untranslated(text)) for text in said)
        ElementTree.indent(context, "    ")
        context.tail = "\n"
    file.write_text(f"{HEAD}{ElementTree.tostring(root, 'unicode')}\n", "utf-8", newline="\n")


def _untranslated(text: Text) -> ElementTree.Element:
    """Return an entry without translation, with singular and plural if the text is counted."""
    message = ElementTree.Element("message", {"numerus": "yes"} if text.is_counted else {})
    ElementTree.SubElement(message, "source").text = text.source
    translation = ElementTree.SubElement(message, "translation", type="unfinished")
    for _ in range(2 if text.is_counted else 0):
        ElementTree.SubElement(translation, "numerusform")
    return message


def _contexts(root: ElementTree.Element) -> list[tuple[str, ElementTree.Element]]:
    return [(context.findtext("name", ""), context) for context in root.iter("context")]


def problems(file: Path) -> list[str]:
    """Return what a .ts file lacks, a line each.

    That is texts without a translation, and translations whose placeholders are not the text's.
    """
    found = []
    for name, context in _contexts(ElementTree.parse(file).getroot()):
        for message in context.iter("message"):
            source = message.findtext("source", "")
            translation = message.find("translation")
            where = f"{name}: {source!r}"
            forms = [] if translation is None else _forms(translation)
            if not all(forms) or translation is None or translation.get("type") == "unfinished":
                found.append(f"{where} is not translated")
            for told in forms:
                if told and places(source) != places(told):
                    found.append(f"{where} has other places than {told!r}")
    return found


def _forms(translation: ElementTree.Element) -> list[str]:
    """Return the forms of a translation: one, or for a counted text one for each plural form."""
    counted = translation.findall("numerusform")
    return [each.text or "" for each in counted or [translation]]


def places(text: str) -> list[str]:
    """Return the placeholders of a text in sorted order.

    For "{name}" that is "name", for "{}" an empty text, for "{faces:# face|# faces}" "faces"; "%Ln"
    stands for itself.
    """
    filled = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    return sorted([*filled, *re.findall("%Ln", text)])


@cache
def texts() -> list[Text]:
    """Return every text that the sources have translated, sorted."""
    found: set[Text] = set()
    for module in _modules().values():
        found |= set(_Reader(module).texts())
    return sorted(found | {Text(ERRORS, each) for each in errors()[0]})


@cache
def _modules() -> dict[Path, ast.Module]:
    """Return the parsed sources by their path below app/kinfolk."""
    return {
        path.relative_to(SOURCES): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCES.rglob("*.py"))
    }


@cache
def _nodes(module: ast.Module) -> Sequence[ast.AST]:
    return list(ast.walk(module))


@cache
def errors() -> tuple[set[str], list[str]]:
    """Return what core says to people, and the places that say what cannot be translated.

    The latter are texts put together in code, which no table can hold: path, line and expression.
    """
    modules = _modules()
    kinds = _kinds_of_errors(modules.values())
    everywhere = _by_name(chain.from_iterable(_assigned(one.body) for one in modules.values()))
    found: set[str] = set()
    built: list[str] = []
    for path, module in modules.items():
        if path.parts[0] in _UNSEEN:
            continue
        constants = everywhere | _by_name(_assigned(_nodes(module)))
        for call in _errors_made(module, kinds):
            for given in call.args:
                told = [each for each in _told(given, constants) if each]
                found |= {each for each in told if not _FIELDS.fullmatch(each)}
                if not (told or _is_handed_on(given, module)):
                    built.append(f"{path}:{given.lineno}: {ast.unparse(given)}")
    return found, built


def _kinds_of_errors(modules: Iterable[ast.Module]) -> set[str]:
    """Return the names of AppError, of all classes derived from it, and of `Text`."""
    made = [
        (node.name, {_name(base) for base in node.bases})
        for module in modules
        for node in _nodes(module)
        if isinstance(node, ast.ClassDef)
    ]
    kinds = {"AppError"}
    while more := {name for name, bases in made if bases & kinds} - kinds:
        kinds |= more
    return kinds | {"Text"}


def _assigned(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.expr]]:
    """Yield the name and the value of each assignment."""
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            for name in target.elts if isinstance(target, ast.Tuple) else [target]:
                yield _name(name), node.value


def _by_name(assigned: Iterable[tuple[str, ast.expr]]) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for name, value in assigned:
        found.setdefault(name, []).append(value)
    return found


def _errors_made(module: ast.Module, kinds: set[str]) -> Iterator[ast.Call]:
    """Yield each call that makes an error, or by which its class hands its text up."""
    of_kind = [
        each for each in _nodes(module) if isinstance(each, ast.ClassDef) and each.name in kinds
    ]
    inside = {id(node) for one in of_kind for node in ast.walk(one)}
    for node in _nodes(module):
        if isinstance(node, ast.Call):
            is_handed_on = _name(node.func) == "__init__" and id(node) in inside
            if _name(node.func) in kinds or is_handed_on:
                yield node


def _told(node: ast.expr, constants: dict[str, list[ast.expr]]) -> Iterator[str]:
    """Yield the texts that an expression may stand for: literals, or constants by name.

    An f-string counts where all its parts have exactly one text.
    """
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = [set(_told(part, constants)) for part in node.values]
        if all(len(part) == 1 for part in parts):
            yield "".join(*zip(*parts, strict=True))
    else:
        others = {name: values for name, values in constants.items() if name != _name(node)}
        for part in _parts(node, constants):
            yield from _told(part, others)


def _parts(node: ast.expr, constants: dict[str, list[ast.expr]]) -> Sequence[ast.expr]:
    """Return what an expression may stand for: the values of a name, or each of several choices."""
    if isinstance(node, ast.Name | ast.Attribute):
        known = constants.get(_name(node), [])
        return [each for each in known if isinstance(each, _LITERAL)]
    if isinstance(node, ast.Starred | ast.Subscript | ast.FormattedValue):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.BoolOp | ast.Dict):
        return node.values
    return node.elts if isinstance(node, ast.Tuple) else []


_LITERAL = (ast.Constant, ast.JoinedStr, ast.Tuple, ast.Dict, ast.IfExp)


def _is_handed_on(node: ast.expr, module: ast.Module) -> bool:
    """Return whether a text is only handed on from elsewhere, where it is collected already.

    That is the text of another error, a name or a path, a parameter, or a `Text`.
    """
    if isinstance(node, ast.Attribute):
        return node.attr in _HANDED_ON
    if isinstance(node, ast.Name):
        taken = {each.arg for each in _nodes(module) if isinstance(each, ast.arg)}
        made = [value for name, value in _assigned(_nodes(module)) if name == node.id]
        return node.id in taken or any("Text(" in ast.unparse(value) for value in made)
    return ast.unparse(node).startswith(("str(", "Text(", "Text.unpacked(", "''"))


class _Reader(ast.NodeVisitor):
    """Collects the texts of one module."""

    def __init__(self, module: ast.Module) -> None:
        self._found: list[Text] = []
        self._classes: list[str] = []
        self._own = _own_context(module)
        for each in module.body:
            if isinstance(each, ast.Assign):
                self._table(each.targets[0], each.value)
            elif isinstance(each, ast.AnnAssign):
                self._table(each.target, each.value)
        self.visit(module)

    def texts(self) -> list[Text]:
        """Return the texts that were found."""
        return self._found

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = _name(node.func)
        if name == "_words":
            self._add(self._own, node.args)
        elif name == COUNTED:
            self._count(node.args[2:3])
        elif name == "partial" and node.args and _name(node.args[0]) == COUNTED:
            self._count([each.value for each in node.keywords if each.arg == "many"])
        elif name in COMMANDS or name == "translated":
            said = {each.arg: each.value for each in node.keywords}
            others = [said[each] for each in ("menu", "hint", "tip", "heading") if each in said]
            self._add("keys", node.args[name == "Command" :])  # which begins with the keys
            self._add("keys", others)
            self._add("caps", [said["cap"]] if "cap" in said else [])
        elif name in ("tr", "_tr", "translate") and node.args:
            if isinstance(node.func, ast.Attribute) and name == "tr":
                is_own = _name(node.func.value) == "self"
                self._add(self._classes[-1] if is_own else ANYBODY, node.args[:1])
            elif len(node.args) == 1:
                self._add(self._own, node.args)
            elif isinstance(node.args[0], ast.Constant):
                self._add(str(node.args[0].value), node.args[1:2])
        self.generic_visit(node)

    def _table(self, target: ast.expr, value: ast.expr | None) -> None:
        """Add the strings of a table that TABLES names."""
        for context, names in TABLES.items():
            if _name(target) in names and value is not None:
                self._add(context, [value], deep=True)

    def _count(self, nodes: list[ast.expr]) -> None:
        for text in (found for each in nodes for found in _strings(each, deep=False)):
            self._found.append(Text("words", text, is_counted=True))

    def _add(self, context: str, nodes: list[ast.expr], *, deep: bool = False) -> None:
        """Add the texts of the nodes under a context; if deep, also of dicts, tuples and lists."""
        for node in nodes:
            self._found += [Text(context, text) for text in _strings(node, deep=deep) if text]


def _own_context(module: ast.Module) -> str:
    """Return the context of the module's helper: `_tr = partial(translate, "…")`."""
    for node in _nodes(module):
        match node:
            case ast.Call(args=[translate, ast.Constant(value=str(context))]) if (
                _name(node.func) == "partial" and _name(translate) == "translate"
            ):
                return context
    return ""


def _strings(node: ast.expr, *, deep: bool) -> Iterator[str]:
    """Yield the texts that an expression may be.

    Both of a conditional expression; if deep, also all of a table.
    """
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body, deep=deep)
        yield from _strings(node.orelse, deep=deep)
    elif deep and isinstance(node, ast.Dict):
        for value in node.values:
            yield from _strings(value, deep=deep)
    elif deep and isinstance(node, ast.Tuple | ast.List):
        for value in node.elts:
            yield from _strings(value, deep=deep)


def _name(node: ast.expr) -> str:
    """Return the name that an expression ends with: `b` for `b` and `a.b`, else nothing."""
    return getattr(node, "id", "") or getattr(node, "attr", "")


if __name__ == "__main__":
    sys.exit(main())
