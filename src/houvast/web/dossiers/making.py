"""Make what leaves: a PDF or a package, sealed to the dossier until it is fetched; read back, counted, and recorded that it left."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.errors import NothingToReportError
from houvast.logbook.entry import Exported
from houvast.proof.folder import verify_folder
from houvast.reports import from_vault, package, pdf
from houvast.reports.dossier import About, compose
from houvast.seal import age, keys
from houvast.web import downloads

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from houvast.proof.steps import Fault, Step
    from houvast.reports.choose import Chosen
    from houvast.reports.packing import LeftOut
    from houvast.web.alone import Opened
    from houvast.web.dossiers.leaving import Wanted


FOR = {"police": "voor de politie", "lawyer": "voor je advocaat", "self": "voor jezelf"}


@dataclass(frozen=True)
class Made:
    """What was made: `token` fetches it, `fault` is the first thing that does not verify in the dossier itself."""

    token: str
    form: str
    sha256: str
    entries: int
    files: int
    left_out: tuple[LeftOut, ...]
    fault: tuple[Step, Fault] | None
    dossier: str
    head: str


def make(opened: Opened, chosen: Sequence[Chosen], wanted: Wanted, out_of: int, lock: str, now: datetime) -> Made:
    """Make it, of `out_of` entries that could leave. Raises: NothingToReportError; as `pdf.render` and `package.write`."""
    if not chosen:
        raise NothingToReportError
    vault = opened.vault
    fault = verify_folder(vault.store.files())[0].first_fault()
    files = 0
    left_out: tuple[LeftOut, ...] = ()
    if wanted.form == "pdf":
        about = About(
            vault.dossier, vault.head, now, wanted.reader, by=wanted.name or None, in_full=wanted.in_full, out_of=out_of
        )
        content = pdf.render(
            compose(chosen, about, from_vault.read(vault, chosen)), from_vault.pictures_of(vault, chosen)
        )
        digest, entries = hashlib.sha256(content).hexdigest(), len(chosen)
        token = downloads.put(opened, content, ".pdf", FOR[wanted.reader], asked=True)
    else:
        sealed = wanted.form == "sealed"
        with downloads.placed() as path:
            if sealed:
                key = age.Passphrase(keys.passphrase_bytes(lock))
                path_of_it = path.with_suffix(".zip.age")
                written = package.write(vault, chosen, path_of_it, now, seal_to=key, with_locations=wanted.locations)
            else:
                path_of_it = path
                written = package.write_aside(vault, chosen, path, now, with_locations=wanted.locations)
            digest, entries, files, left_out = written.sha256, written.entries, written.files, written.left_out
            ending = ".zip.age" if sealed else ".zip"
            token = downloads.wait(
                opened, downloads.Waiting(ending, path_of_it, sealed=sealed, asked=True, what=FOR[wanted.reader])
            )
    form = "pdf" if wanted.form == "pdf" else "package"
    said = Exported(
        to=wanted.reader, form=form, head=vault.head, entries=tuple(each.entry.id for each in chosen), sha256=digest
    )
    made = Made(token, wanted.form, digest, entries, files, left_out, fault, vault.dossier, vault.head)
    recorded(opened, token, said, now)
    opened.once_made[token] = made
    return made


def recorded(opened: Opened, token: str, said: Exported, now: datetime) -> None:
    """Record that a file left; what is not recorded cannot be fetched. Raises: as `Vault.record`."""
    try:
        with opened.lock:
            opened.vault.record([said], now)
    except BaseException:
        downloads.take_back(opened, token)
        raise


def whole(opened: Opened) -> str:
    """The name by which a copy of the whole dossier is fetched: its files as they lie, sealed, in a zip that is not packed smaller."""
    with downloads.placed() as path:
        with opened.making(), opened.lock, zipfile.ZipFile(path, "x", zipfile.ZIP_STORED, allowZip64=True) as copy:
            files = opened.vault.store.files()
            for name in files.paths():
                if name != "lock" and not name.startswith("tmp/") and not files.odd(name):
                    with files.open(name) as source, copy.open(f"notities/{name}", "w", force_zip64=True) as sink:
                        shutil.copyfileobj(source, sink, 1 << 20)
        return downloads.wait(opened, downloads.Waiting(".zip", path, sealed=True, what="alles"))
