"""Packages at a path: a folder, a zip, or a sealed zip, opened for verification."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from houvast.errors import AgeFileError, AgeKeyError, NoPackageError, OtherAgeKeyError, SealedToKeyError
from houvast.proof.package import verify_package
from houvast.proof.zipped import ZipFiles
from houvast.vault.files import FolderFiles

if TYPE_CHECKING:
    from typing import BinaryIO

    from houvast.cli.shell import Shell
    from houvast.proof.spine import Spine
    from houvast.proof.steps import Verdict
    from houvast.seal.age import Identity

_AGE = b"age-encryption.org/v1\n"
_KEY = "AGE-SECRET-KEY-"


def verify_at(path: Path, own: Identity | None, shell: Shell) -> tuple[Verdict, Spine]:
    """The verdict on the package at this path; `own` opens one that was sealed to a key.

    Raises: NoPackageError; SealedToKeyError; OtherAgeKeyError; NoPassphraseError; AgeFileError; OSError.
    """
    if path.is_dir():
        if not (path / "bagit.txt").is_file():
            raise NoPackageError(str(path))
        return verify_package(FolderFiles(path))
    with path.open("rb") as file:
        start = file.read(len(_AGE))
        file.seek(0)
        if start == _AGE:
            with _opened(path, own, shell) as plain:
                return verify_package(ZipFiles(plain))
        if start[:2] != b"PK":
            raise NoPackageError(str(path))
        return verify_package(ZipFiles(file))


def read_key(name: str) -> Identity:
    """The age key in a file as `age-keygen` writes it: the first line that is one. Raises: AgeKeyError; OSError."""
    from houvast.seal import age

    text = Path(name).read_text(encoding="utf-8", errors="replace")
    found = next((line.strip() for line in text.splitlines() if line.strip().upper().startswith(_KEY)), None)
    if found is None:
        raise AgeKeyError("kind")
    return age.Identity.from_text(found)


def _opened(path: Path, own: Identity | None, shell: Shell) -> BinaryIO:
    """The plain zip in a sealed one: by the passphrase when it was sealed with one, else by the key."""
    from houvast.seal.age.header import read_header
    from houvast.vault import keeping

    with path.open("rb") as file:
        kinds = {stanza.kind for stanza in read_header(file)[0].stanzas}
    if "scrypt" in kinds:
        return keeping.open_sealed(path.open("rb"), [shell.way()])
    if "X25519" in kinds and own is None:
        raise SealedToKeyError(str(path))
    try:
        return keeping.open_sealed(path.open("rb"), [] if own is None else [own])
    except AgeFileError as error:
        if error.reason == "no match":
            raise (SealedToKeyError if own is None else OtherAgeKeyError)(str(path)) from None
        raise
