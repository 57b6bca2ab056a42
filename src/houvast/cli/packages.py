"""Packages at a path: a folder, a zip, or a sealed zip, opened for verification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.errors import NoPackageError
from houvast.proof.package import verify_package
from houvast.proof.zipped import ZipFiles
from houvast.vault.folder import FolderFiles

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.cli.shell import Shell
    from houvast.proof.spine import Spine
    from houvast.proof.steps import Verdict

_AGE = b"age-encryption.org/v1\n"


def verify_at(path: Path, shell: Shell) -> tuple[Verdict, Spine]:
    """The verdict on the package at this path. Raises: NoPackageError; NoPassphraseError; AgeFileError; OSError."""
    if path.is_dir():
        if not (path / "bagit.txt").is_file():
            raise NoPackageError(str(path))
        return verify_package(FolderFiles(path))
    with path.open("rb") as file:
        start = file.read(len(_AGE))
        file.seek(0)
        if start == _AGE:
            from houvast.vault import keeping

            with keeping.open_sealed(path.open("rb"), [shell.way()]) as plain:
                return verify_package(ZipFiles(plain))
        if start[:2] != b"PK":
            raise NoPackageError(str(path))
        return verify_package(ZipFiles(file))
