"""The reader of translations takes what it documents and refuses the rest with its line."""

from __future__ import annotations

import pytest

from houvast.errors import TranslationRefusedError
from houvast.words.po import read_po


def test_comments_and_long_texts_are_read() -> None:
    found = read_po('# a note\n#: where.py:3\nmsgid ""\n"een "\n"twee"\nmsgstr "one"\n" two"\n', "en.po")
    assert found.messages == {"een twee": ("one two",)}


def test_entries_need_no_blank_line_between_them() -> None:
    assert len(read_po('msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n', "en.po").messages) == 2


def test_escapes_are_undone() -> None:
    found = read_po(r'msgid "a\"b\\c"' + "\n" + r'msgstr "x\ny\tz"' + "\n", "en.po")
    assert found.messages == {'a"b\\c': ("x\ny\tz",)}


def test_the_first_entry_is_the_header() -> None:
    assert read_po('msgid ""\nmsgstr "Language: en\\n"\n', "en.po").header == "Language: en\n"


@pytest.mark.parametrize("text", ['msgid "a"\nmsgstr ""\n', '#, fuzzy\nmsgid "a"\nmsgstr "b"\n'])
def test_what_is_not_translated_or_not_sure_is_left_out(text: str) -> None:
    assert read_po(text, "en.po").messages == {}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("msgid a\n", 1),
        ('msgid "a"\nmsgstr "b\n', 2),
        ('msgid "a"\nmsgstr "b" "c"\n', 2),
        ('msgctxt "x"\nmsgid "a"\nmsgstr "b"\n', 1),
        ('"a"\n', 1),
        ('msgstr "b"\n', 1),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 1),
        ('msgid "a"\nmsgstr[0] "c"\n', 1),
        ('msgid "a"\n', 1),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4),
        ('msgid "a"\nmsgstr "\\q"\n', 2),
        ("\ufeffmsgid", 1),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(TranslationRefusedError) as caught:
        read_po(text, "en.po")
    assert (caught.value.path, caught.value.line) == ("en.po", line)
