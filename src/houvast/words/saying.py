"""How an error becomes one sentence: the table of `houvast.words.sentences`, filled with the fields of the error.

It words nothing itself and raises no error of its own for a class or a field that is missing: the tests do.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from houvast.errors import HouvastError, Reading
from houvast.words.dates import claim_words, date_and_time, full_date
from houvast.words.languages import SOURCE, phrases
from houvast.words.numbers import listed, number
from houvast.words.reasons import CODES
from houvast.words.sentences import DISK, NO_PATH, SENTENCES
from houvast.words.steering import steadied

if TYPE_CHECKING:
    from houvast.words.sentences import Form

LONGEST_VALUE = 160  # characters of one field: a raw line of a file may be long
_FIELD = re.compile(r"\{([a-z_]+)\}")


def sentence(error: HouvastError, lang: str = SOURCE) -> str:
    """Return one line that says what went wrong and what to do; of a class without own sentence, that of its parent.

    Raises:
        UnknownLanguageError: Houvast does not speak this language.

    """
    chosen = next(SENTENCES[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in SENTENCES)
    values = {"error": type(error).__name__, **vars(error)}
    forms = chosen if isinstance(chosen, tuple) else (chosen,)
    form = next((one for one in forms if all(_is_there(values.get(name)) for name in fields_of(one))), forms[-1])
    shown = {name: _shown(_worded(error, name, values.get(name), lang), lang) for name in fields_of(form)}
    if isinstance(form, str):
        return phrases(lang).one(form).format_map(shown)
    count = int(values[form.by])
    return phrases(lang).many(form.one, form.many, count).format_map(shown | {form.by: number(count, lang)})


def disk_sentence(error: OSError, lang: str = SOURCE) -> str:
    """Return one line that says what the disk refused, about which file, and what to do.

    Raises:
        UnknownLanguageError: Houvast does not speak this language.

    """
    names = [errno.errorcode.get(error.errno or 0, ""), *(kind.__name__ for kind in type(error).__mro__)]
    say = phrases(lang).one
    named = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else say(NO_PATH)
    path = _shown(named, lang)
    said = say(next(DISK[name] for name in names if name in DISK)).format_map(
        {"path": path, "why": _shown(error.strerror, lang)}
    )
    return said if path != say(NO_PATH) else said[0].upper() + said[1:]


def forms_of(class_name: str) -> tuple[Form, ...]:
    """Return the sentences of an error class, none when it has none."""
    found = SENTENCES.get(class_name, ())
    return found if isinstance(found, tuple) else (found,)


def fields_of(form: Form) -> tuple[str, ...]:
    """Return the names of the fields a sentence needs."""
    if isinstance(form, str):
        return tuple(_FIELD.findall(form))
    return (form.by, *_FIELD.findall(form.one + form.many))


def _is_there(value: object) -> bool:
    return value is not None and value not in ("", ())


def _worded(error: HouvastError, name: str, value: object, lang: str) -> object:
    codes = CODES.get(type(error).__name__, {}).get(name, {})
    return phrases(lang).one(codes[value]) if isinstance(value, str) and value in codes else value


def _shown(value: object, lang: str) -> str:
    match value:
        case HouvastError():
            return sentence(value, lang)
        case Reading():
            return claim_words(value, lang)
        case datetime():
            return date_and_time(value, lang)
        case date():
            return full_date(value, lang)
        case Collection() if not isinstance(value, (str, bytes)):
            return listed([_shown(one, lang) for one in value], lang, choice=True)
        case _:
            return _clean(str(value))


def _clean(text: str) -> str:
    """One line that cannot move the cursor or turn the direction of what stands around it."""
    line = " ".join(text.split())
    line = steadied(line)
    return line if len(line) <= LONGEST_VALUE else f"{line[:LONGEST_VALUE]}…"
