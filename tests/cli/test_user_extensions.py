"""An extension of an installed package, called by name through the real command line in fresh processes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

MODULE = """
from neurlang.programs.extensions import Extension, text

def count(content):
    return sum(content.lower().count(vowel) for vowel in b"aeiou")

VOWELS = Extension(1000, "count_vowels", "Count the vowels of a text", count, (text("text"),))
"""
CODE = 'mov r1, x\next.call r0, count_vowels, r1\nhalt\n.data\nx: .asciz "education"\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A directory of packages like one made by pip: a module, and metadata with the entry point."""
    folder = tmp_path / "site"
    metadata = folder / "vowels-1.0.dist-info"
    metadata.mkdir(parents=True)
    (folder / "vowels.py").write_text(MODULE)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: vowels\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[neurlang.extensions]\nvowels = vowels:VOWELS\n")
    return folder


def nl(*arguments: str, site: Path | None, cwd: Path) -> tuple[int, str]:
    """Run a command that finds the packages of `site`; return its exit code and output."""
    environment = {**os.environ, "PYTHONPATH": str(site or "")}
    command = [sys.executable, "-m", "neurlang.cli", *arguments]
    ended = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.slow
def test_a_users_extension_is_called_and_mocked_by_name(site: Path, tmp_path: Path) -> None:
    (tmp_path / "real.nl").write_text(f"; @test: -> r0=5\n{CODE}")
    (tmp_path / "mocked.nl").write_text(f"; @mock: count_vowels=1;2\n; @test: -> r0=1\n{CODE}")
    assert nl("run", "real.nl", site=site, cwd=tmp_path) == (0, "5\n")
    code, shown = nl("test", site=site, cwd=tmp_path)
    assert (code, "2 passed, 0 failed" in shown) == (0, True), shown
    code, shown = nl("asm", "real.nl", site=site, cwd=tmp_path)
    assert code == 0, shown
    assert nl("run", "real.nlb", site=site, cwd=tmp_path) == (0, "5\n")


@pytest.mark.slow
def test_without_the_package_the_name_is_unknown_and_its_mock_still_works(tmp_path: Path) -> None:
    (tmp_path / "mocked.nl").write_text(f"; @mock: count_vowels=1;2\n; @test: -> r0=1\n{CODE}")
    code, shown = nl("run", "mocked.nl", site=None, cwd=tmp_path)
    assert (code, "unknown extension 'count_vowels'" in shown) == (1, True), shown
    assert nl("test", site=None, cwd=tmp_path)[0] == 0
