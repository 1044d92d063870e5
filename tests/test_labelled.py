"""The labelled photos: missing ones are told where someone can do something about it."""

from pathlib import Path

import pytest

from tests import labelled


def test_missing_photos_skip_a_test_and_fail_it_in_ci(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(labelled, "SHARED", tmp_path / "shared")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="not here: shared/photos, beside the checkout"):
        labelled.photos("odd")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="missing in CI: shared/photos, "):
        labelled.photos("odd")
    (tmp_path / "shared" / "photos" / "odd").mkdir(parents=True)
    assert labelled.photos("odd").is_dir()
