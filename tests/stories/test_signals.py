"""She goes through the ten signals and her own fear, in her own time; what she said stays, and whom to call is always said (J10)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from cast import NOW, make_dossier
from houvast.logbook.case import Case, Fear, SignalAnswer
from houvast.logbook.entry import Incident
from houvast.logbook.when import When, here
from houvast.reports.choose import choose
from houvast.reports.items import items_of
from houvast.reports.signalling import signalled
from houvast_run import houvast
from terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.logbook.entry import Entry

POLICE, SAFE_HOME, DANGER = "0900-8844", "0800-2000", "112"


def dossier(path: Path, *entries: Entry) -> Path:
    path.mkdir(exist_ok=True)
    vault, _ = make_dossier(path / "d")
    if entries:
        vault.record(entries, NOW)
    return path / "d"


def standing(path: Path) -> Any:
    return houvast("answer", path, "--list", "--json").json


def signal(path: Path, signal_id: str) -> Any:
    return next(each for each in standing(path)["signals"] if each["id"] == signal_id)


@pytest.mark.covers("J10", "B109", "B110")
def test_her_own_fear_is_asked_first_then_every_signal_and_she_may_skip_and_stop(tmp_path: Path) -> None:
    place = dossier(tmp_path, Incident(when=When("2026-03-03"), behaviours=("threat",)))
    with Terminal("answer", place) as at:
        at.waits("Voel je je onveilig of bedreigd?").types("misschien").waits("Antwoord met ja, nee of onbekend")
        at.waits("bedreigd?").types("ja")
        at.waits("Ben je bang voor geweld").types("")
        at.waits("eerder lichamelijk geweld").types("?").waits("Ook lang geleden").waits(
            "eerder lichamelijk geweld"
        ).types("weet niet")
        at.waits("steeds vaker").types("")
        at.waits("agressief en intimiderend?").types("")
        at.waits("Dreigen staat 1 keer in je logboek").waits("notitie 1").waits("met geweld?").types("nee")
        at.waits("Zoekt de stalker").types("stop")
        assert at.ends() == 0
    assert "Dreigen staat 1 keer" in at.screen.split("Zoekt de stalker")[1], "that both stay is said"
    assert POLICE in at.screen.split("stop")[-1]
    found = {each["id"]: each["state"] for each in standing(place)["signals"]}
    assert found["own-fear"] == "said"
    assert found["threatens-violence"] == "contradicted"
    assert found["earlier-violence"] == "not-known"
    assert signal(place, "earlier-violence")["history"][0]["answer"] == "unknown"


def test_who_leaves_half_way_keeps_what_she_answered(tmp_path: Path) -> None:
    place = dossier(tmp_path)
    with Terminal("answer", place) as at:
        at.waits("onveilig of bedreigd?").types("ja").waits("bang voor geweld")
        assert at.stops() == 130
        assert "Wat bevestigd was, is bewaard." in at.screen
    assert standing(place)["fear"]["afraid"] is True
    assert len(signal(place, "own-fear")["history"]) == 1


@pytest.mark.covers("B109", "B112")
@pytest.mark.parametrize(
    ("given", "call", "because"),
    [
        ([("own-fear", "ja")], True, ["fear"]), ([("fear-of-violence", "yes")], True, ["fear"]),
        ([("weapon", "yes"), ("troubles", "yes")], True, ["several"]), ([("weapon", "yes")], False, ["one"]),
        ([("weapon", "no"), ("own-fear", "no")], False, ["not-known"]),
    ],
)  # fmt: skip
def test_fear_alone_or_two_signals_lead_to_the_police_and_nothing_leads_to_safe(
    tmp_path: Path, given: list[tuple[str, str]], *, call: bool, because: list[str]
) -> None:
    place = dossier(tmp_path)
    for each in given:
        said = houvast("answer", place, *each)
        assert said.code == 0, said
        assert "Het blijft privé" in said.out
    assert all(number in said.out for number in (POLICE, SAFE_HOME, DANGER))
    assert ("altijd: bel" in said.out) is call
    assert ("plan" in said.out) is (given[0][0] == "fear-of-violence")
    assert standing(place)["advice"] | {"signals": []} == {"call": call, "because": because, "signals": []}
    shown = houvast("answer", place, "--list")
    assert not any(
        word in (said.out + shown.out).lower() for word in ("veilig bent", "geen gevaar", "%", "score", "kans")
    )


def test_of_two_answers_about_one_day_the_later_counts_and_both_stay(tmp_path: Path) -> None:
    place = dossier(tmp_path)
    houvast("answer", place, "wapen", "ja", "--when", "2026-03-03")
    second = houvast("answer", place, "weapon", "no", "--when", "2026-03-03", "--from", "-", stdin="ik vergiste me\n")
    assert "Over één dag gaf je twee antwoorden. Het laatste telt, beide blijven staan." in second.out
    found = signal(place, "weapon")
    assert (found["state"], found["differ_on_one_day"], found["said"]["words"]) == ("denied", True, "ik vergiste me")
    assert [each["answer"] for each in found["history"]] == ["yes", "no"]
    listed = houvast("answer", place, "--list").out
    assert "Je zei op dinsdag 3 maart 2026: nee (notitie 2)." in listed
    assert "Andere antwoorden: dinsdag 3 maart 2026 ja." in listed


def test_an_answer_of_an_earlier_day_does_not_take_the_place_of_a_later_one(tmp_path: Path) -> None:
    place = dossier(tmp_path)
    houvast("answer", place, "weapon", "yes")
    houvast("answer", place, "weapon", "no", "--when", "2026-01-01")
    assert signal(place, "weapon")["state"] == "said"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("weapon", "ja", "--when", "2027-01-01"), "2027"), (("weapon", "misschien"), "misschien"), (("waepon", "ja"), "waepon"),
        (("--words", "x"), "--words"), (("--list", "weapon"), "weapon"), (("weapon",), "antwoordt"), ((), "signaal"),
        (("weapon", "ja", "--list"), "--list"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_answer_is_refused_and_nothing_is_recorded(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    place = dossier(tmp_path)
    refused = houvast("answer", place, *words).refused()
    assert told in refused or "antwoord" in refused
    assert all(not each["history"] for each in standing(place)["signals"])


@pytest.mark.covers("G8", "B113")
def test_the_question_about_jealousy_is_for_a_former_partner(tmp_path: Path) -> None:
    neighbour = dossier(tmp_path / "1", Case(relation="neighbour"))
    assert "ex-partner" in houvast("answer", neighbour, "jealous-ex", "yes").refused()
    assert "Heel jaloers" not in houvast("answer", neighbour, "--list").out
    ex = dossier(
        tmp_path / "2", Case(relation="ex-partner"), Incident(when=When("2026-03-03"), behaviours=("violence",))
    )
    assert houvast("answer", ex, "jealous-ex", "yes").code == 0
    shown = houvast("answer", ex, "--list").out
    assert shown.count("Bij een ex-partner weegt dit extra zwaar.") == 2  # violence and threats
    assert "Je zei op" in shown.split("Heel jaloers in de relatie")[1]


@pytest.mark.covers("G2", "J06")
def test_growth_is_shown_beside_the_answers(tmp_path: Path) -> None:
    today = here(datetime.now(UTC))
    days = [(today - timedelta(days=ago)).date().isoformat() for ago in (90, *range(1, 12))]
    place = dossier(tmp_path, *(Incident(when=When(day), behaviours=("calls",)) for day in days))
    found = signal(place, "more-and-fiercer")
    assert (found["state"], sorted(found["shown"])) == ("shown", list(range(2, 13)))


def test_the_same_in_english(tmp_path: Path) -> None:
    place = dossier(tmp_path)
    said = houvast("answer", place, "own-fear", "yes", lang="en")
    assert "stays private" in said.out
    assert POLICE in said.out


@pytest.mark.covers("J10", "B110")
def test_on_paper_stands_what_entries_show_and_her_answers_only_when_she_chose_that(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    threat = Incident(when=When("2026-03-03"), behaviours=("threat",), effects=("afraid",))
    answers: list[Entry] = [
        SignalAnswer(when=When("2026-03-04"), signal="weapon", answer="yes", words="een mes"),
        SignalAnswer(when=When("2026-03-05"), signal="weapon", answer="unknown", by="wijkagent"),
        Fear(afraid="yes", of_violence="no"),
    ]
    vault.record([threat, *answers], NOW)
    items = items_of(vault)
    alone = signalled(choose(items), None, NOW)
    assert [(each.name, each.shown, each.said) for each in alone] == [("Dreigen met geweld", "1", "")]
    ids = [item.entry.id for item in items]
    chosen = signalled(choose(items, ids), None, NOW)
    assert [(each.name, each.shown) for each in chosen] == [
        ("Je eigen gevoel", "1"), ("Dreigen met geweld", "1"), ("Wapen", ""), ("Bang voor geweld", ""),
    ]  # fmt: skip
    assert (
        chosen[2].said
        == "ja, woensdag 4 maart 2026 (notitie 2)\nniet bekend, donderdag 5 maart 2026 (notitie 3), door wijkagent"
    )
    assert chosen[0].said.startswith("ja, ")
    assert chosen[3].said.startswith("nee, ")


def test_a_report_with_signals_takes_her_answers_along_and_one_without_leaves_them(tmp_path: Path) -> None:
    place = dossier(
        tmp_path, Incident(when=When("2026-03-03"), behaviours=("threat",)), SignalAnswer(signal="weapon", answer="yes")
    )
    shown = houvast("show", place, "2").out
    assert "signaal: Wapen: ja · zelf getypt · privé" in shown
    assert "antwoord: ja" in shown
    for number, options in enumerate(((), ("--with-signals",))):
        out = tmp_path / f"{number}.pdf"
        assert houvast("report", place, out, *options).code == 0
        text = "".join(page.extract_text() for page in PdfReader(out).pages)
        assert "Dreigen met geweld" in text
        assert "Een signaal dat hier niet staat, kan er toch zijn." in " ".join(text.split())
        assert ("Wapen" in text) is bool(options)
