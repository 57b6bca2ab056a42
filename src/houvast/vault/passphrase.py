"""What a new passphrase may be: six words drawn for her, or her own, long enough and without her name."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from houvast.errors import DemoPassphraseError
from houvast.seal import generate, keys

if TYPE_CHECKING:
    from collections.abc import Iterable

DEMO_WORDS = "dit voorbeeld mag iedereen lezen"  # opens the demo dossier, and so no dossier of hers


def names_here() -> tuple[str, ...]:
    """What this machine knows of her name: the login and the words of the full name beside it."""
    import getpass

    try:
        import pwd

        login = getpass.getuser()
        return login, *pwd.getpwnam(login).pw_gecos.replace(",", " ").split()
    except (ImportError, KeyError, OSError):
        return ()


def offered(names: Iterable[str] = ()) -> str:
    """Six words to take as passphrase, none of them one of these names."""
    from houvast.guidance.passphrase_words import passphrase_words  # only who makes one up needs the list

    hers = {name.casefold() for name in names}
    return generate.six_words([word for word in passphrase_words() if word not in hers])


def refuse(words: str, names: tuple[str, ...] = ()) -> None:
    """Refuse what is easy to guess. Raises: WeakPassphraseError; PassphraseNamesHerError; DemoPassphraseError."""
    keys.refuse_weak(words, names)
    if same(words, DEMO_WORDS):
        raise DemoPassphraseError


def same(words: str, others: str) -> bool:
    """Whether both open the same lock."""
    return hmac.compare_digest(keys.passphrase_bytes(words), keys.passphrase_bytes(others))
