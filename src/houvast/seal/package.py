"""The signature over a package: who it is from, which state of the dossier it shows, and its tag manifest (docs/format.md, 10).

Forms and the signature only; whether they fit the rest of the package is the business of `houvast.proof.package`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.errors import BadHeaderError, NewerVersionError, NotCanonicalError
from houvast.logbook import canonical, header
from houvast.seal.keys import verifies

if TYPE_CHECKING:
    from houvast.seal.keys import Person

PACKAGE_TYPE = "application/vnd.houvast.package.v1+json"
_MEMBERS = ("dossier", "head", "key", "tagmanifest", "v")


@dataclass(frozen=True)
class Signed:
    """What a package's signature was put under; `tagmanifest` is the digest of that file."""

    dossier: str
    head: str
    key: str
    tagmanifest: str


def sign(person: Person, dossier: str, head: str, tagmanifest: str) -> bytes:
    """The two lines of `signature.txt`."""
    said = {"dossier": dossier, "head": head, "key": person.public, "tagmanifest": tagmanifest, "v": header.VERSION}
    line = canonical.encode(said)
    return line + b"\n" + person.sign(PACKAGE_TYPE, line).hex().encode() + b"\n"


def read(content: bytes) -> Signed:
    """What is signed, once the signature was verified.

    Raises: BadHeaderError for another form or a signature that does not hold; NewerVersionError when it does.
    """
    line, signature, rest = header.split_lines(content)
    try:
        said = canonical.decode(line)
    except NotCanonicalError as error:
        raise BadHeaderError(error.why) from None
    if rest or tuple(sorted(said)) != _MEMBERS:
        raise BadHeaderError("members or lines")
    version, texts = said.pop("v"), all(isinstance(said[name], str) for name in _MEMBERS[:-1])
    if type(version) is not int or not texts or not verifies(said["key"], PACKAGE_TYPE, line, signature):
        raise BadHeaderError("signature")
    if version != header.VERSION:
        raise NewerVersionError(version)
    return Signed(**said)
