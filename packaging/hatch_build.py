"""Build hook: models for wheels and editable installs, resources for wheels."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ModelHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fetches and converts the models before a wheel is made; an sdist carries none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before each target is built."""
        if self.target_name != "wheel":
            return
        # Not as `packaging.models`: that name belongs to a library which hatchling itself uses.
        sys.path.insert(0, str(Path(self.root, "packaging")))
        from models import ensure

        ensure(Path(self.root, "app", "kinfolk", "vision", "models"))
        build_data["artifacts"].append("app/kinfolk/vision/models/*")
        if version != "editable":  # a checkout finds them beside the package
            build_data["force_include"]["resources"] = "kinfolk/resources"
