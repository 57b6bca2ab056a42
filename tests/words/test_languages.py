"""Dutch is what the code says; another language is looked up, and what it lacks stays Dutch."""

from __future__ import annotations

import pytest

from houvast.errors import UnknownLanguageError
from houvast.words import LANGUAGES, Phrases, phrases, translator
from houvast.words.po import read_po


def test_dutch_is_the_source_and_says_what_it_is_given() -> None:
    assert translator("nl")("Bellen") == "Bellen"
    assert phrases("nl").has("een zin die nergens staat")


def test_english_comes_from_its_catalogue() -> None:
    assert translator("en")("Bellen") == "Calling"


def test_what_has_no_translation_stays_dutch_and_says_so() -> None:
    assert translator("en")("een zin die nergens staat") == "een zin die nergens staat"
    assert not phrases("en").has("een zin die nergens staat")


def test_a_language_we_do_not_speak_is_refused() -> None:
    with pytest.raises(UnknownLanguageError) as caught:
        translator("xx")
    assert (caught.value.lang, caught.value.known) == ("xx", LANGUAGES)


@pytest.mark.parametrize(("count", "expected"), [(0, "{count} regels"), (1, "{count} regel"), (2, "{count} regels")])
def test_dutch_knows_one_and_many(count: int, expected: str) -> None:
    assert phrases("nl").many("{count} regel", "{count} regels", count) == expected


def test_a_plural_without_translation_stays_dutch() -> None:
    assert phrases("en").many("{count} wolk", "{count} wolken", 3) == "{count} wolken"


def test_a_language_may_have_more_plurals_than_two() -> None:
    polish = read_po(
        'msgid ""\nmsgstr ""\n'
        '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n'
        'msgid "dag"\nmsgid_plural "dagen"\nmsgstr[0] "dzień"\nmsgstr[1] "dni"\nmsgstr[2] "dnia"\n',
        "pl.po",
    )
    spoken = Phrases("pl", polish.messages, polish.header)
    assert [spoken.many("dag", "dagen", count) for count in (1, 3, 5)] == ["dzień", "dni", "dnia"]


def test_every_catalogue_can_be_read() -> None:
    assert [phrases(lang).lang for lang in LANGUAGES] == list(LANGUAGES)
