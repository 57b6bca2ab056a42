"""Every error has one sentence, in both languages, with fields that exist, in a calm voice."""

from __future__ import annotations

import errno
import re
from datetime import datetime

import pytest

from houvast import errors
from houvast.errors import ContentRefusedError, HouvastError, UnknownContentError, WrongUseError
from houvast.guidance import checks, route_checks
from houvast.intake.asked import LISTS, REQUIRED
from houvast.words import LANGUAGES, disk_sentence, phrases, saying, sentence, sentences
from houvast.words.reasons import CODES
from houvast.words.sentences import DISK, NO_PATH, SENTENCES, Counted

ADD_HERE = "add it to src/houvast/words/sentences.py"
ADD_ENGLISH = "add it to src/houvast/locale/en/LC_MESSAGES/houvast.po"


def classes(root: type[HouvastError] = HouvastError) -> list[type[HouvastError]]:
    own = [root] if root.__module__.partition(".")[0] == "houvast" else []
    return own + [found for child in root.__subclasses__() for found in classes(child)]


def forms() -> list[tuple[str, str]]:
    found = [(name, form) for name in SENTENCES for form in saying.forms_of(name)]
    texts = [
        (name, text) for name, form in found for text in ([form] if isinstance(form, str) else [form.one, form.many])
    ]
    texts += [*DISK.items(), ("DISK", NO_PATH)]
    return texts + [(name, text) for name, of in CODES.items() for words in of.values() for text in words.values()]


def test_every_error_has_a_sentence() -> None:
    assert [found.__name__ for found in classes() if found.__name__ not in SENTENCES] == [], ADD_HERE


def test_every_sentence_has_an_error() -> None:
    assert set(SENTENCES) | set(CODES) <= {found.__name__ for found in classes()}


@pytest.mark.parametrize("found", classes(), ids=lambda found: found.__name__)
def test_a_sentence_names_only_fields_its_error_has(found: type[HouvastError]) -> None:
    known = {"error"} | set(found.__match_args__)
    for form in saying.forms_of(found.__name__):
        assert set(saying.fields_of(form)) <= known
    assert set(CODES.get(found.__name__, {})) <= known


def test_a_field_stands_in_a_sentence_as_its_bare_name() -> None:
    assert [text for _, text in forms() if set("{}") & set(re.sub(r"\{[a-z_]+\}", "", text))] == []


def test_sentences_are_one_calm_line() -> None:
    for name, text in forms():
        assert "\n" not in text, name
        assert "!" not in text, name
        assert not re.search(r"\b(helaas|sorry|fout|ongeldig|u|uw|slachtoffer)\b", text, re.IGNORECASE), name


def test_sentences_end_with_a_point_a_question_or_another_sentence() -> None:
    for name in SENTENCES:
        for form in saying.forms_of(name):
            for text in [form] if isinstance(form, str) else [form.one, form.many]:
                assert text.endswith((".", "?", ": {why}")), name


def test_sentences_are_short_on_average() -> None:
    lengths = [len(text.split()) for _, text in forms()]
    assert sum(lengths) / len(lengths) <= 15


def test_every_sentence_has_its_english_with_the_same_fields() -> None:
    missing = [text for _, text in forms() if not phrases("en").has(text)]
    assert missing == [], ADD_ENGLISH
    for _, text in forms():
        for english in phrases("en").messages[text]:
            assert set(re.findall(r"\{\w+\}", english)) == set(re.findall(r"\{\w+\}", text))
            assert "!" not in english


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("found", classes(), ids=lambda found: found.__name__)
def test_every_error_can_be_said(found: type[HouvastError], lang: str) -> None:
    error = found(**dict.fromkeys(found.__match_args__, "iets"))
    said = sentence(error, lang)
    assert "{" not in said
    assert "\n" not in said


def test_every_reason_of_the_loader_is_worded() -> None:
    assert set(CODES["ContentRefusedError"]["reason"]) == {*checks.REASONS, *route_checks.REASONS}
    assert set(CODES["UnknownContentError"]["listing"]) >= set(LISTS.values())


def test_the_sentence_is_chosen_by_what_is_known() -> None:
    near = UnknownContentError("channels", "whatsap", ("whatsapp", "chat-app"))
    told = "“whatsap” staat niet in de lijst “kanaal”; bedoel je whatsapp of chat-app? Alle woorden zie je met --lists"
    assert sentence(near) == f"{told}, of met een ? als antwoord."
    far = UnknownContentError("channels", "qqq", ())
    assert (
        sentence(far, "en")
        == "“qqq” is not in the list “channel”; you see all words with --lists, or with ? as the answer."
    )
    no_line = ContentRefusedError("places.yaml", None, None, "not-yaml")
    assert sentence(no_line) == "In places.yaml: dit is geen leesbare YAML; verbeter dat bestand."


def test_an_error_inside_an_error_is_a_sentence_too() -> None:
    inner = errors.FutureMomentError("2030")
    outer = ContentRefusedError("places.yaml", None, None, inner)  # type: ignore[arg-type] # any field may hold one
    assert sentence(inner) in sentence(outer)


def test_an_error_without_sentence_speaks_as_its_parent() -> None:
    class LaterError(WrongUseError):
        """An error of a test."""

    assert sentence(LaterError()) == SENTENCES["WrongUseError"]
    assert "OtherError" in sentence(type("OtherError", (HouvastError,), {})())


class RainError(errors.HouvastError):
    """An error of this page of tests."""

    count: int
    since: datetime
    where: tuple[str, ...] = ()


@pytest.fixture
def rain(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted("Er viel {count} druppel, sinds {since}.", "Er vielen {count} druppels in {where}.", by="count")
    monkeypatch.setitem(sentences.SENTENCES, "RainError", counted)


@pytest.mark.usefixtures("rain")
def test_a_count_chooses_its_form() -> None:
    since = datetime.fromisoformat("2026-11-17T07:40")
    assert sentence(RainError(1, since)) == "Er viel 1 druppel, sinds dinsdag 17 november 2026 om 07.40."
    assert sentence(RainError(12345, since, ("a", "b"))) == "Er vielen 12.345 druppels in a of b."


def test_what_a_file_says_cannot_break_the_line() -> None:
    said = sentence(errors.UnclearMomentError("3 maart\n\x1b[2Jom \u202e elf {text}"))
    assert said.startswith("“3 maart \ufffd[2Jom \ufffd elf {text}” lezen we niet")


def test_what_a_file_says_is_cut_when_it_is_long() -> None:
    assert len(sentence(errors.UnclearMomentError("x" * 5000))) < 300


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (FileNotFoundError(errno.ENOENT, "no", "a.txt"), "a.txt is er niet; kijk of de naam klopt."),
        (OSError(errno.ENOSPC, "full", "a.txt"), "De schijf is vol; maak ruimte en doe het nog een keer."),
        (
            OSError(errno.EIO, "I/O error", "a.txt"),
            "Lezen of schrijven lukte niet bij a.txt (I/O error); kijk of de schijf er nog is.",
        ),
        (IsADirectoryError(errno.EISDIR, "dir"), "Dit bestand is een map; noem een bestand."),
        (
            FileExistsError(errno.EEXIST, "there", b"a.txt"),
            "a.txt bestaat al en blijft zoals het is; kies een andere naam.",
        ),
    ],
)
def test_what_the_disk_refuses_is_a_sentence(error: OSError, expected: str) -> None:
    assert disk_sentence(error) == expected


def test_what_the_disk_refuses_can_be_said_in_english() -> None:
    assert (
        disk_sentence(PermissionError(errno.EACCES, "no", "x"), "en")
        == "We may not reach x; see who may read and write it."
    )


def test_no_member_and_no_list_stands_in_a_sentence_by_its_code() -> None:
    needed = {name for names in REQUIRED.values() for name in names} | {
        "relation",
        "effects",
        "site",
        "holder",
        "sos",
        "do",
    }
    for name in sorted(needed | {"parts", "signal", "message", "answer", "dependent", "kept"}):
        for error in (errors.MissingMemberError(name), errors.NoAnswerError(name)):
            assert not re.search(rf"(?<!-)\b{name}\b", sentence(error)), name
    assert sentence(errors.MissingMemberError("relation")).startswith("Zeg nog wie de stalker voor je is (--relation)")
    assert "van die persoon afhankelijk" in sentence(errors.UnreadMemberError("dependent", "x"))
    assert "doorgegaan" in sentence(errors.UnreadMemberError("kept", "x"))
    assert "message-kinds" not in sentence(UnknownContentError("message-kinds", "x", ()))
    assert "over de schade" in sentence(errors.EmptySheetError("damages"))
