"""Writing the registry's published CSV form, byte for byte as the registry writes it."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from app.registry.schema import Kind, schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def write_csv(kind: Kind, records: Iterable[Mapping[str, str]]) -> bytes:
    """Return the published form: byte order mark, CRLF after records and in texts, quotes only where needed.

    Never altered against spreadsheet formulas: it is exchange, not a table for a spreadsheet.

    Args:
        kind: the table.
        records: every published column of each record, derived ones included.
    """
    columns = schema().resource(kind).published_columns
    buffer = io.StringIO(newline="")
    table = csv.writer(buffer, lineterminator="\r\n")
    table.writerow(columns)
    table.writerows([record[name].replace("\n", "\r\n") for name in columns] for record in records)
    return codecs.BOM_UTF8 + buffer.getvalue().encode("utf-8")
