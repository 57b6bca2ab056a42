"""Write the package that leaves: what was chosen with its proofs, the originals it names, signed as a whole (docs/format.md, 10).

Nothing is taken from an entry but its leaves: the disclosable ones, and private ones only of what she included whole. What was
written is read back and verified before it gets its name. Recording `Exported` is the caller's.
"""

from __future__ import annotations

import hashlib
import importlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Literal

from houvast.errors import AgeFileError, DamagedOriginalError, MissingFileError, PackageBrokenError, PackageNameError
from houvast.logbook import canonical, codec, merkle
from houvast.logbook.entry import File
from houvast.proof.package import verify_package
from houvast.proof.shown import named_files
from houvast.proof.zipped import ZipFiles
from houvast.reports import bag, tables
from houvast.reports.names import neutral
from houvast.reports.verify_page import page
from houvast.seal import age
from houvast.seal.package import sign
from houvast.vault.folder import FolderFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from houvast.logbook.canonical import JsonObject
    from houvast.proof.steps import Files
    from houvast.reports.choose import Chosen
    from houvast.vault.vault import Vault

    Locates = Callable[[BinaryIO], Literal["yes", "no", "unknown"]]
