"""The small style sheet: corners, edges and padding that a palette cannot say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.resources import resource
from ui.look.measure import px

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.look.tokens import Role


def style_sheet(roles: Mapping[Role, str]) -> str:
    """Return the application's style sheet.

    Args:
        roles: the colour of each role, as a style sheet writes it.
    """
    text = resource("templates", "look.qss").read_text(encoding="utf-8")
    by_name = {role.value: colour for role, colour in roles.items()}
    text = re.sub(r"@(\w+)", lambda found: by_name[found[1]], text)
    return re.sub(r"(\d+)u\b", lambda found: f"{px(int(found[1]))}px", text)
