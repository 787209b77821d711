"""Plans made by earlier versions of the program, ready to be opened."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

PLANS = Path(__file__).parent.parent / "data" / "plans"


def put_older_plan(path: Path, schema: int = 1) -> bytes:
    """Write a plan of an older schema to ``path`` and return its bytes."""
    content = gzip.decompress((PLANS / f"schema-{schema}.jalon.gz").read_bytes())
    path.write_bytes(content)
    return content


def older_document(schema: int = 1) -> dict[str, Any]:
    """Return the canonical JSON that the program of that schema exported of the same plan."""
    content: dict[str, Any] = json.loads(gzip.decompress((PLANS / f"schema-{schema}.json.gz").read_bytes()))
    return content
