"""The user's data folder: what is kept beside the plans and belongs to no one of them."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path


def user_data() -> Path:
    """Return the user's data folder; ``JALON_DATA`` names another place."""
    given = os.environ.get("JALON_DATA")
    return Path(given) if given else user_data_path("jalon", appauthor=False)
