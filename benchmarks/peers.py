"""Documents of the whole government's size beside what others write of the same content.

The peers live in an environment of their own below ``build/peers``, which ``make bench-peers`` makes; one that
is not there is skipped with a word. Times are seconds of processor of the whole command, so that a busy machine
meets all alike.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
from typing import TYPE_CHECKING, Final

from government import write_government
from many import write_many
from measure import MEGABYTE, ROOT, Figure, Run, run_command
from plans import import_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PYTHON: Final = ROOT / "build" / "peers" / "bin" / "python"
HINT: Final = "make bench-peers"
ROW_TIMES, TEMPLATE_TIMES = 0.1, 1.0
OFFICE_TIMES, BROWSER_TIMES = 0.4, 0.125
FEW, MANY, GROWTH = 500, 5_000, 1.1
_UA = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'


def peer_figures(folder: Path, runs: int) -> Iterator[Figure]:
    """Yield the figures of documents beside those of the peers, and how they grow."""
    plan = folder / "government.jalon"
    import_all(plan, write_government(folder / "files"))
    neutral(plan, folder, "all")
    yield from table_figures(folder, runs)
    yield from pdf_figures(folder, runs)
    yield from growth_figures(folder, runs)


def neutral(plan: Path, folder: Path, *department: str) -> int:
    """Make what every writer is given, and return how many rows its tables have."""
    told = run_command([sys.executable, ROOT / "benchmarks" / "neutral.py", plan, folder, *department])
    return int(told.output.split()[-1])


def ours(kind: str, folder: Path, runs: int) -> list[Run]:
    """Write one file of ours, some times over."""
    return [
        run_command([sys.executable, ROOT / "benchmarks" / "probe_documents.py", kind, folder]) for _ in range(runs)
    ]


def peer(name: str, folder: Path) -> Run | None:
    """Let a peer write its file; None when it is not installed."""
    if not PYTHON.exists():
        print(f"{name} is not installed here and is skipped: {HINT}")
        return None
    return run_command([PYTHON, ROOT / "benchmarks" / "peer_writers.py", name, folder])


def office(folder: Path) -> Run | None:
    """Let LibreOffice convert our Word file to PDF/UA; None when it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        print("LibreOffice is not installed here and is skipped: install the package libreoffice-writer")
        return None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run = run_command(
        [program, "--headless", profile, "--convert-to", _UA, "--outdir", folder / "office", folder / "ours.docx"]
    )
    if not (folder / "office" / "ours.pdf").exists():
        raise AssertionError(f"LibreOffice wrote nothing: {run.output[-500:]}")
    return run


def table_figures(folder: Path, runs: int) -> Iterator[Figure]:
    """Yield what the tables of the inventory take in Word."""
    rows = sum(len(table["rows"]) for table in json.loads((folder / "tables.json").read_text("utf-8")))
    made = ours("tables", folder, runs)
    for name, limit in (("python-docx", ROW_TIMES), ("docxtpl", TEMPLATE_TIMES)):
        other = peer(name, folder)
        if other is not None:
            what = "row by row" if name == "python-docx" else "loops in a template"
            yield _time(f"{rows:,} rows of tables in Word", made, other, f"{name}, {what}", limit)
            yield _memory("the same, peak memory", made, other, name)


def pdf_figures(folder: Path, runs: int) -> Iterator[Figure]:
    """Yield what the inventory takes as tagged PDF."""
    ours("word", folder, 1)
    made = ours("pdf", folder, runs)
    others = (
        ("LibreOffice, of our Word file", office(folder), OFFICE_TIMES),
        ("WeasyPrint", peer("weasyprint", folder), BROWSER_TIMES),
    )
    for name, other, limit in others:
        if other is not None:
            yield _time("the inventory as tagged PDF", made, other, name, limit)
            yield _memory("the same, peak memory", made, other, name)


def growth_figures(folder: Path, runs: int) -> Iterator[Figure]:
    """Yield how many times as long ten times as many services take."""
    for count in (FEW, MANY):
        (folder / str(count)).mkdir()
        plan = folder / f"{count}.jalon"
        write_many(plan, count)
        neutral(plan, folder / str(count))
    for kind, name in (("word", "Word"), ("pdf", "tagged PDF")):
        few, many = (_middle([_told(run) for run in ours(kind, folder / str(n), runs)]) for n in (FEW, MANY))
        peer_name = f"as many times as there are services ({few:.2f} s and {many:.2f} s of processor)"
        yield Figure(f"{name}, {MANY:,} services over {FEW}", "×", many / few, MANY / FEW, peer_name, GROWTH)


def _told(run: Run) -> float:
    return float(run.output.split()[-1])


def _middle(values: list[float]) -> float:
    return statistics.median(values)


def _time(name: str, made: list[Run], other: Run, peer_name: str, limit: float) -> Figure:
    seconds = _middle([run.processor_seconds for run in made])
    return Figure(name, "s", seconds, other.processor_seconds, peer_name, limit)


def _memory(name: str, made: list[Run], other: Run, peer_name: str) -> Figure:
    largest = max(run.peak_bytes for run in made)
    return Figure(name, "MB", largest / MEGABYTE, other.peak_bytes / MEGABYTE, peer_name)
