"""`kinfolk engines`: listed, refused with one line, installed and removed."""

from pathlib import Path

from app.vision.engine import ENGINE_ID
from tests.cli.conftest import Kinfolk
from tests.vision.test_packs import model


def test_an_engine_comes_and_goes(kinfolk: Kinfolk, tmp_path: Path) -> None:
    [built_in] = kinfolk("engines", "list", "--json").json
    assert (built_in["id"], built_in["is_used"]) == (ENGINE_ID, True)
    assert (
        "engines use arcface-" in kinfolk("engines", "install", str(model(tmp_path / "t.onnx"))).out
    )
    pack = kinfolk("engines", "list", "--json").json[1]
    assert (pack["name"], pack["is_used"]) == ("t", False)
    assert kinfolk("engines", "remove", pack["id"]).code == 0
    assert len(kinfolk("engines", "list", "--json").json) == 1


def test_refusals_are_one_line(kinfolk: Kinfolk, tmp_path: Path) -> None:
    (tmp_path / "text.onnx").write_text("no model")
    packs = (("install", str(tmp_path / "text.onnx")), ("use", "nobody"), ("remove", ENGINE_ID))
    for arguments in packs:
        refused = kinfolk("engines", *arguments)
        assert refused.code == 1
        assert refused.err.count("\n") == 1
    assert kinfolk("engines", "install").code == 2
