"""What is installed is whole: model, lexicons, ontology, patterns, samples and questions travel inside the wheel."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_holds_every_data_file(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "data", "queries"], cwd=ROOT, check=True, capture_output=True, text=True, timeout=60
    ).stdout
    missing = {f"kg/_{line}" for line in tracked.splitlines()} - names
    assert not missing
    assert "kg/cli/__init__.py" in names
    assert not any(name.startswith("tests/") for name in names)
