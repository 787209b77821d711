"""The gate before a release: what it says when it cannot run, and how it reads the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import verapdf

if TYPE_CHECKING:
    from pathlib import Path

REPORT = (
    "ua1\t120\t0\t/tmp/x/final/a.pdf\n"
    "2a\t300\t3\t/tmp/x/final/a.pdf\n"
    "\t2 x 6.2.4.3-2 DeviceRGB without a profile\n"
    "\t1 x 6.6.4-1 No identification\n"
)


def java(folder: Path, version: str, modules: str) -> None:
    program = folder / "java"
    program.write_text(
        f'#!/bin/sh\nif [ "$1" = -version ]; then echo \'java version "{version}"\' >&2; else echo "{modules}"; fi\n',
        encoding="utf-8",
    )
    program.chmod(0o755)


def test_without_java_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    code = verapdf.main([])

    assert code == 2
    assert "openjdk-17-jdk-headless" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("version", "modules", "said"),
    [("1.8.0_392", "jdk.compiler@8", 'version "1.8.0_392"'), ("17.0.9", "java.base@17", "cannot compile")],
)
def test_a_java_that_cannot_do_it_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str, modules: str, said: str
) -> None:
    java(tmp_path, version, modules)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(verapdf.NeededError, match=said):
        verapdf.find_java()


def test_a_java_that_can_do_it_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    java(tmp_path, "21.0.1", "jdk.compiler@21")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert verapdf.find_java() == str(tmp_path / "java")


def test_libraries_that_are_missing_are_named(tmp_path: Path) -> None:
    for name in verapdf.BINDINGS[1:]:
        (tmp_path / name).touch()

    with pytest.raises(verapdf.NeededError, match=r"needs jaxb-api\.jar .*libjaxb-java"):
        verapdf.find_bindings(tmp_path)


def test_each_file_has_a_verdict_by_each_profile_with_the_rules_that_it_breaks() -> None:
    clean, broken = verapdf.read_report(REPORT)

    assert (clean.file, clean.profile, clean.checks, clean.failed) == ("final/a.pdf", "ua1", 120, 0)
    assert (broken.profile, broken.failed) == ("2a", 3)
    assert broken.broken == ("2 x 6.2.4.3-2 DeviceRGB without a profile", "1 x 6.6.4-1 No identification")
