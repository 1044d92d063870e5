"""`kinfolk engines`: listed, installed, used and left, removed; refused with one line."""

from pathlib import Path

import pytest

from kinfolk.vision.engine import ENGINE_ID
from tests.cli.conftest import Kinfolk
from tests.vision.pictures import portraits
from tests.vision.test_onnxfile import elsewhere
from tests.vision.test_packs import model
from tests.vision.test_trial import slow

pytestmark = pytest.mark.slow


def test_an_engine_comes_and_goes(kinfolk: Kinfolk, tmp_path: Path) -> None:
    [built_in] = kinfolk("engines", "list", "--json").json
    assert (built_in["id"], built_in["is_used"]) == (ENGINE_ID, True)
    assert built_in["licence"] == "MIT, Apache-2.0"
    installed = kinfolk("engines", "install", str(model(tmp_path / "t.onnx"))).out
    assert "engines use arcface-" in installed
    pack = kinfolk("engines", "list", "--json").json[1]
    assert (pack["name"], pack["is_used"]) == ("t", False)
    assert kinfolk("engines", "remove", pack["id"]).code == 0
    assert len(kinfolk("engines", "list", "--json").json) == 1


def test_it_is_used_and_left(kinfolk: Kinfolk, tmp_path: Path) -> None:
    kinfolk("scan", str(portraits(tmp_path / "album")))
    kinfolk("engines", "install", str(model(tmp_path / "t.onnx")))
    pack = kinfolk("engines", "list", "--json").json[1]
    used = kinfolk("engines", "use", pack["id"])
    assert "Still to be scanned with it: " in used.out
    assert "photos" in used.out
    assert "Grouping cautiously" in used.err  # there are few faces
    assert kinfolk("engines", "list", "--json").json[1]["is_used"]
    assert kinfolk("suggest", "--json").code == 0
    back = kinfolk("engines", "use", ENGINE_ID)
    assert (back.code, "Still to be scanned with it: 0 photos" in back.out, back.err) == (
        0,
        True,
        "",
    )


def test_refusals_are_one_line(
    kinfolk: Kinfolk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinfolk.vision.trial.SECONDS", 2.0)
    (tmp_path / "text.onnx").write_text("no model")
    outside = elsewhere(tmp_path / "parts.onnx", location="weights.bin", in_node=False)
    for arguments, reason in (
        (("install", str(tmp_path / "text.onnx")), "isn’t an ONNX model"),
        (("install", str(outside)), "other files"),
        (("install", str(model(tmp_path / "side.onnx", side=224))), "1 × 3 × 224 × 224."),
        (("install", str(slow(tmp_path / "slow.onnx"))), "more than 2 seconds"),
        (("use", "nobody"), "nobody"),
        (("remove", ENGINE_ID), "can’t be removed"),
    ):
        assert reason in kinfolk("engines", *arguments).refusal
    assert kinfolk("engines", "install").code == 2
    assert len(kinfolk("engines", "list", "--json").json) == 1
