"""The build hook of hatchling: models for wheels and editable installs, resources for wheels."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ModelHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fetches and converts the models before a wheel is made; an sdist contains none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the models to a wheel, and the resources unless it is editable.

        hatchling calls it before each target.
        """
        if self.target_name != "wheel":
            return
        # Not `packaging.models`: hatchling itself uses a library called packaging.
        sys.path.insert(0, str(Path(self.root, "packaging")))
        from models import ensure

        ensure(Path(self.root, "app", "kinfolk", "vision", "models"))
        build_data["artifacts"].append("app/kinfolk/vision/models/*")
        if version != "editable":  # a checkout has them beside the package
            build_data["force_include"]["resources"] = "kinfolk/resources"
