"""The languages of the window: nothing is missing, and what is filled in has its places."""

import ast
import shutil
from pathlib import Path

import i18n
import pytest

ROOT = Path(__file__).resolve().parents[2]
GERMAN = ROOT / "resources" / "i18n" / "kinfolk_de.ts"


def test_german_is_complete(tmp_path: Path) -> None:
    target = Path(shutil.copy(GERMAN, tmp_path))
    i18n.update(target)
    assert i18n.problems(target) == []


def test_what_is_lacking_is_told(tmp_path: Path) -> None:
    target = tmp_path / "kinfolk_de.ts"
    text = GERMAN.read_text(encoding="utf-8")
    text = text.replace(">Keine neuen Gesichter<", "><").replace(">{}, ausgewählt<", ">{} {}<")
    text = text.replace(">%Ln Fotos<", ">Fotos<").replace(">%Ln Dateien<", "><")
    target.write_text(text, encoding="utf-8")
    assert i18n.problems(target) == [
        "NewFacesPage: 'No new faces' is not translated",
        "ReviewBoard: '{}, selected' has other places than '{} {}'",
        "words: '%Ln files' is not translated",
        "words: '%Ln photos' has other places than 'Fotos'",
    ]


def test_new_texts_wait_for_a_translation_and_old_ones_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = Path(shutil.copy(GERMAN, tmp_path))
    kept, new = i18n.Text("NewFacesPage", "No new faces"), i18n.Text("words", "%Ln elves", True)
    monkeypatch.setattr(i18n, "texts", lambda: [kept, new])
    i18n.update(target)
    assert target.read_text(encoding="utf-8").splitlines()[3:] == [
        "<context>",
        "    <name>NewFacesPage</name>",
        "    <message>",
        "        <source>No new faces</source>",
        "        <translation>Keine neuen Gesichter</translation>",
        "    </message>",
        "</context>",
        "<context>",
        "    <name>words</name>",
        '    <message numerus="yes">',
        "        <source>%Ln elves</source>",
        '        <translation type="unfinished">',
        "            <numerusform />",
        "            <numerusform />",
        "        </translation>",
        "    </message>",
        "</context>",
        "</TS>",
    ]


def test_texts_are_found_wherever_they_stand() -> None:
    found = {(each.context, each.source) for each in i18n.texts()}
    assert ("words", "Today") in found  # in an f-string
    assert ("keys", "Show in folder") in found  # in a table
    assert ("words", "New person {name}") in found  # in a table of core
    assert ("KeepNamesSheet", "Save names") in found  # by a function made on the way
    assert ("QObject", "Choose a folder with photos") in found  # of another object
    assert ("search", "without|not|no") in found


def test_all_that_core_says_can_be_translated() -> None:
    """An AppError is made of texts as they stand, with what is filled in beside them."""
    said, built = i18n.errors()
    assert built == []
    assert {"There’s already someone named {name}.", "it isn’t an ONNX model"} <= said
    assert "Next: kinfolk names reading FOLDER" not in said  # of the command line alone


def test_a_text_that_is_built_in_code_is_told() -> None:
    module = ast.parse('raise NotFound(f"There is no {what}.", "Choose another one.")')
    (call,) = i18n._errors_made(module, {"NotFound"})
    told = [list(i18n._told(each, {})) for each in call.args]
    assert told == [[], ["Choose another one."]]
    assert not i18n._is_handed_on(call.args[0], module)


def test_the_window_shows_no_message_untranslated() -> None:
    for path, module in i18n._modules().items():
        if path.parts[0] != "gui":
            continue
        inside = {
            id(given)
            for call in ast.walk(module)
            if isinstance(call, ast.Call) and i18n._name(call.func) in ("said", "removesuffix")
            for given in call.args
        }
        for node in ast.walk(module):
            if isinstance(node, ast.Attribute) and node.attr == "message":
                is_set = isinstance(node.ctx, ast.Store)
                assert is_set or id(node) in inside, f"{path}:{node.lineno}"
