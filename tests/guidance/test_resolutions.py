"""Where the sources differ or have aged: each resolution of section I, read from the content or run by the rule that resolves it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from houvast.guidance import filled, load, names, routes, setting, shown
from houvast.insight.advice import fire
from houvast.insight.fact import Fact
from houvast.words import LANGUAGES

if TYPE_CHECKING:
    from houvast.guidance import Item


def says(place: str) -> str:
    """All that an item says to a reader, in small letters."""
    listing, content_id = place.split("/")
    return " ".join(shown(listing, load(listing).get(content_id))).casefold()


def everything() -> list[tuple[str, str]]:
    return [(f"{name}/{item.id}", text) for name in names() for item in load(name) for text in shown(name, item)]


def advised(rule: str, **known: bool) -> bool:
    said = {name.replace("_", "-"): value for name, value in known.items()}
    facts = {item.id: Fact(item.id, said.get(item.id)) for item in load("facts")}
    return fire(load("rules").get(rule), facts) is not None


def can(event: str, state: str, **known: bool) -> bool | None:
    name, event_id = event.split("/")
    return routes.judged(
        routes.load(name), state, event_id, {key.replace("_", "-"): value for key, value in known.items()}
    ).can


def phones(content_id: str) -> dict[str, str]:
    """Its numbers, each with its status."""
    return {each["number"]: each["status"] for each in load("directory").get(content_id).own.get("phones", ())}


def of_the_issue(number: str) -> list[Item]:
    return [item for name in names() for item in load(name) if number in item.domain]


@pytest.mark.covers("I-01")
def test_a_citizen_reads_the_widest_definition_and_a_professional_the_narrow_one() -> None:
    assert "stelselmatig" not in says("explanations/what-is-stalking")
    assert "stelselmatig" in says("for-professional/what-it-is")
    assert "wet" in says("glossary/belaging")


@pytest.mark.covers("I-02")
def test_anybody_may_file_and_only_her_own_request_prosecutes_stalking() -> None:
    assert can("aangifte/third-files", "none") is True
    third = {event.id for event in routes.load("aangifte").events if event.leaves("third-party")}
    assert third == {"own-after-third"}
    for place in ("for-bystander/report-police", "explanations/who-can-file"):
        assert "vervolging" in says(place), place


@pytest.mark.covers("I-03")
def test_one_severe_incident_says_act_now_and_not_that_it_is_a_pattern() -> None:
    assert can("self-check/finished-severe", "asking", severe_at_once=True, repeated=False) is True
    assert (
        can("self-check/finished-severe-pattern", "asking", unwanted=True, severe_at_once=True, repeated=False) is False
    )
    assert advised("severe-at-once", severe_at_once=True)
    assert "patroon" not in says("rules/severe-at-once")


@pytest.mark.covers("I-04")
@pytest.mark.parametrize("against", ["very-serious", "long-going-on", "escalated"])
def test_each_of_the_three_stands_in_the_way_of_a_stopgesprek(against: str) -> None:
    known = dict.fromkeys(("very_serious", "long_going_on", "escalated", "threatened", "violence"), False)
    assert can("stopgesprek/plan", "agreed", **known) is True
    assert can("stopgesprek/plan", "agreed", **known | {against.replace("-", "_"): True}) is False
    assert "agent beslist" in says("explanations/stopgesprek")


@pytest.mark.covers("I-05")
def test_about_half_stop_after_a_stopgesprek_and_nobody_says_many() -> None:
    assert "ongeveer de helft" in says("explanations/does-a-stopgesprek-help")
    about = [text for _, text in everything() if "stopgesprek" in text.casefold()]
    assert [text for text in about if re.search(r"\b(veel|vele|de meeste) stalkers", text.casefold())] == []


@pytest.mark.covers("I-06")
def test_consistent_means_silence_and_not_a_second_message() -> None:
    assert "zwijgen" in says("stop-message/once")
    assert {event.to for event in routes.load("stop-message").events if event.id == "mark-sent"} == {"sent"}
    assert not routes.load("stop-message").event("mark-sent").leaves("sent")


@pytest.mark.covers("I-07")
def test_a_call_may_be_recorded_and_is_never_sought() -> None:
    for place in ("explanations/record-calls", "faq/recording"):
        assert "opnemen" in says(place), place
        assert "geen gesprek" in says(place), place


@pytest.mark.covers("I-08")
def test_after_a_melding_there_is_help_and_only_an_aangifte_leads_to_an_investigation() -> None:
    into = {
        (event.id, *(event.origins or ())) for event in routes.load("aangifte").events if event.to == "investigation"
    }
    assert into == {("start", "confirmed"), ("own-accord", "may-decide")}
    assert not any("investigation" in event.to for event in routes.load("police-report").events)
    assert "altijd een aangifte nodig" in says("explanations/melding-or-aangifte")


@pytest.mark.covers("I-09")
def test_a_professional_in_danger_reads_the_number() -> None:
    assert "112" in says("for-professional/danger")
    assert "112" in says("measures/professional-evidence-and-police")


@pytest.mark.covers("I-10")
def test_the_police_may_take_somebody_along_and_nobody_promises_that_it_will() -> None:
    for place in ("explanations/stacking", "glossary/caught-in-the-act"):
        assert re.search(r"mag de stalker (meteen )?mee", says(place)), place


@pytest.mark.covers("I-11")
def test_all_grounds_for_an_alarm_are_there_and_each_region_says_which_it_takes() -> None:
    named = {item.id for item in load("aware-grounds")}
    assert {"constant-serious-threat", "stalked", "acute-danger", "serious-threats-home"} <= named
    taken = {region.id: set(region.own["grounds"]) for region in load("regions")}
    assert taken["utrecht"] != taken["hart-van-brabant"]
    assert all(each <= named for each in taken.values())


@pytest.mark.covers("I-12")
def test_the_form_of_an_alarm_and_whom_it_warns_belong_to_a_region() -> None:
    utrecht = load("regions").get("utrecht").own
    assert {each["id"] for each in utrecht["form"]} == {"necklace", "home"}
    assert {each["id"] for each in utrecht["targets"]} == {"police", "veilig-thuis-utrecht"}
    assert "targets" not in load("regions").get("hart-van-brabant").own


@pytest.mark.covers("I-13", "J66")
def test_who_decides_on_an_alarm_belongs_to_a_region() -> None:
    sits = {
        region.id: {each["id"] for each in region.own["committee"]}
        for region in load("regions")
        if "committee" in region.own
    }
    assert sits["utrecht"] == {"police", "moviera", "veilig-thuis-utrecht"}
    assert {"police", "sterk-huis", "reclassering"} < sits["hart-van-brabant"]


@pytest.mark.covers("I-14")
def test_a_stranger_means_the_police_first_and_veilig_thuis_always_for_advice() -> None:
    from houvast.insight.directory import by_scope

    assert by_scope(frozenset())[0] == "police"
    assert by_scope(frozenset({"ex-partner"}))[0] == "veilig-thuis"
    assert "altijd" in says("explanations/veilig-thuis-for-whom")


@pytest.mark.covers("I-15")
def test_what_veilig_thuis_is_for_stands_with_each_of_them() -> None:
    assert "ouderenmishandeling" in says("directory/veilig-thuis-utrecht")
    assert "ouderenmishandeling" not in says("directory/veilig-thuis")


@pytest.mark.covers("I-16")
def test_a_professional_needs_no_name_for_advice_and_gives_it_for_a_report() -> None:
    assert "zonder je naam" in says("for-professional/anonymous")
    assert can("vt-report/ask-anonymous", "reporter-type", professional=True, wants_anonymous=True) is False
    assert can("vt-report/open-professional", "reporter-type", professional=True) is True
    assert routes.load("vt-advice").event("advised").needs[0].fact == "names-written"


@pytest.mark.covers("I-17")
def test_four_kinds_of_order_a_street_is_an_area_and_anyone_may_have_imposed_it() -> None:
    kinds = {item.id: item.own for item in load("order-kinds")}
    assert {"contact", "area", "street", "location"} <= set(kinds)
    assert (kinds["street"]["clauses"], kinds["street"]["scope"]) == (("area",), "street")
    assert set(kinds["location"]["issuers"]) >= {"prosecutor", "criminal-judge"}


@pytest.mark.covers("I-18", "I-48")
def test_bluetooth_goes_off_after_a_look_for_trackers() -> None:
    assert "tracker" in says("measures/bluetooth-off")
    assert "safetyned" in says("explanations/shared-device")


@pytest.mark.covers("I-19")
def test_evidence_first_then_private_and_deleting_last() -> None:
    words = says("explanations/keep-accounts")
    assert words.index("bewaar eerst") < words.index("op privé") < words.index("als allerlaatste")
    assert "keep-evidence" in load("measures").get("accounts-private").own["first"]


@pytest.mark.covers("I-20")
def test_the_list_of_thinking_ahead_and_the_safety_plan_are_two() -> None:
    parts = {item.own["part"] for item in load("plan-parts")}
    assert "think-ahead" in parts
    assert len(parts) > 1
    assert all(
        item.own["part"] == "think-ahead" for item in load("plan-parts") if item.id in ("know", "moment", "risk", "do")
    )
    assert load("plan-parts").get("bag").own["part"] != "think-ahead"
    assert routes.load("safety-plan").event("think").to != routes.load("safety-plan").event("agree").to


@pytest.mark.covers("I-21")
def test_fear_is_three_things_and_none_is_needed_to_call_it_stalking() -> None:
    assert {"afraid", "fear-of-violence", "real-fear"} <= {item.id for item in load("facts")}
    assert "niet nodig" in says("explanations/not-afraid")
    assert can("self-check/finished-pattern", "asking", unwanted=True, longer_than_two_weeks=True, afraid=False) is True


@pytest.mark.covers("I-22")
def test_the_relations_are_those_of_all_sources_together() -> None:
    assert {item.id for item in load("relations")} >= {
        "ex-partner", "family", "friend", "colleague", "manager", "neighbour", "acquaintance", "not-well-known", "unknown",
        "parent-of-children", "housemate",
    }  # fmt: skip


@pytest.mark.covers("I-23", "K05", "J67")
def test_she_reads_je_and_a_letter_says_u() -> None:
    letters = " ".join(text for at, text in everything() if at.startswith("letters/"))
    assert re.search(r"\bu\b", letters)
    assert "de stalker" in says("about/tone")


@pytest.mark.covers("I-24")
def test_the_effects_are_one_list_in_plain_words() -> None:
    labels = " ".join(item.nl for item in load("effects")).casefold()
    assert "stoornis" not in labels
    assert "extre" not in labels


@pytest.mark.covers("I-25")
def test_the_first_word_with_the_police_goes_by_phone_by_the_station_or_by_the_wijkagent() -> None:
    assert {"phone-0900", "station", "wijkagent"} <= {item.id for item in load("police-channels")}
    words = says("explanations/first-talk")
    assert all(each in words for each in ("0900-8844", "politiebureau", "wijkagent"))


@pytest.mark.covers("I-26")
def test_a_fixed_contact_is_asked_for_and_never_presumed() -> None:
    assert advised("fixed-contact", police_contacted=True, fixed_police_contact=False)
    assert not advised("fixed-contact", police_contacted=True, fixed_police_contact=True)
    assert "vraag erom" in says("contact-roles/police-contact")


@pytest.mark.covers("I-27")
def test_veilig_thuis_looks_for_shelter_with_her() -> None:
    assert "opvang" in says("explanations/shelter")
    assert "meezoeken" in says("explanations/shelter")
    assert "geen opvang" in says("directory/veilig-thuis-utrecht")


@pytest.mark.covers("I-28")
def test_the_figure_of_2019_counts_aangiften() -> None:
    words = says("figures/aangiften-2019")
    assert "4010" in words
    assert "geen meldingen" in words


@pytest.mark.covers("I-29")
def test_no_error_of_a_source_stands_in_our_texts() -> None:
    wrong = (
        "burens", "burendaten", "politiestructuren", "ongeveraagd", "elk reactie", "opspringstiplijn", "priveleven", "familie-lid",
        "politie-bureau", "privévideos", "procesverbaal", "misbruikt maakt", "wettelijke verplicht",
    )  # fmt: skip
    texts = [*everything(), *((name, text) for name in routes.names() for text in routes.shown(routes.load(name)))]
    assert [(at, each) for at, text in texts for each in wrong if each in text.casefold()] == []
    assert load("directory").get("tip-line").nl == "Opsporingstiplijn"


@pytest.mark.covers("I-30", "X33")
def test_the_text_of_may_2021_is_said_to_be_of_may_2021() -> None:
    assert load("figures").get("police-text-2021").stated == "2021-05"
    assert "mei 2021" in says("figures/police-text-2021")
    assert "vraag" in says("figures/police-text-2021")


@pytest.mark.covers("I-31")
def test_what_a_call_costs_is_known_for_0800_and_112_and_else_only_where_a_source_says_so() -> None:
    told = {phone["number"]: phone["cost"] for item in load("directory") for phone in item.own.get("phones", ())}
    assert {number for number, cost in told.items() if cost == "free"} == {
        number for number in told if number == "112" or number.startswith("0800")
    }
    assert {number: cost for number, cost in told.items() if cost not in ("free", "unknown")} == {"0900-0101": "local"}


# The legal forms in which an order comes (X09): who imposes it, what kind of law, and the words that stand there.
FORMS = [
    ("temporary-eviction", "mayor", None, "huis uit", ("X09", "C96")),
    ("conduct-order", "prosecutor", "criminal", "verbod", ("X09", "B093", "C96")),
    ("suspension-condition", "examining-judge", "criminal", "regels", ("X09", "C96")),
    ("restraining-measure", "criminal-judge", "criminal", "vonnis", ("X09", "B094", "C96")),
    ("special-condition", "criminal-judge", "criminal", "regels", ("X09", "B102", "C96")),
    ("civil-order", "civil-judge", "civil", "advocaat", ("B099", "B103", "B104", "C97")),
]


@pytest.mark.parametrize(
    ("kind", "issuer", "law", "word"), [pytest.param(*form, marks=pytest.mark.covers(*ids)) for *form, ids in FORMS]
)
def test_each_legal_form_of_an_order_says_who_imposes_it_and_under_which_law(
    kind: str, issuer: str, law: str | None, word: str
) -> None:
    assert kind in {item.id for item in load("order-kinds").offered}
    own = load("order-kinds").get(kind).own
    assert issuer in own["issuers"]
    assert own.get("law") == law
    assert word in says(f"order-kinds/{kind}")


# -- what may have aged


@pytest.mark.covers("I-40", "X18")
def test_the_number_that_was_cut_off_is_never_shown() -> None:
    assert phones("luisterlijn") == {"088-0767000": "doubtful"}


@pytest.mark.covers("I-41", "X19")
def test_both_numbers_of_the_juridisch_loket_are_doubtful() -> None:
    assert phones("juridisch-loket") == {"0800-8020": "doubtful", "0900-8020": "doubtful"}


@pytest.mark.covers("I-42", "X17")
def test_the_text_phones_are_doubtful_and_the_app_stands_beside_them() -> None:
    assert phones("emergency-deaf") == {"0800-8112": "doubtful"}
    assert phones("police-deaf") == {"0900-1844": "doubtful"}
    assert "app-112nl" in load("directory").get("emergency").own["accessible"]


@pytest.mark.covers("I-43", "I-49")
@pytest.mark.parametrize(
    ("content_id", "held"), [("raad-voor-rechtsbijstand", "site"), ("veilig-thuis-utrecht", "mail")]
)
def test_an_address_that_may_have_changed_is_doubtful(content_id: str, held: str) -> None:
    item = load("directory").get(content_id)
    assert item.own[held]
    assert item.status == "doubtful"


@pytest.mark.covers("I-44")
@pytest.mark.parametrize("content_id", ["fier", "moviera", "blijf-groep", "kadera", "mind-korrelatie"])
def test_a_number_nobody_could_confirm_is_doubtful(content_id: str) -> None:
    assert set(phones(content_id).values()) == {"doubtful"}


@pytest.mark.covers("I-45", "H01", "X22")
def test_the_older_figure_names_its_year_and_the_newer_one_stands_beside_it() -> None:
    older, newer = (load("figures").get(f"victims-{year}") for year in (2019, 2023))
    assert (older.own["year"], newer.own["year"]) == (2019, 2023)
    assert "2019" in older.nl
    assert "andere manier" in says("figures/victims-2019")


@pytest.mark.covers("J69")
def test_every_figure_has_its_source_and_who_says_it() -> None:
    for figure in load("figures"):
        assert figure.source, figure.id
        assert figure.own["by"], figure.id
        assert figure.stated is None or int(figure.stated[:4]) >= figure.own.get("year", 0), figure.id


@pytest.mark.covers("I-46", "K12")
def test_nobody_says_that_the_arabic_brochure_is_there() -> None:
    brochure = load("directory").get("police-brochure")
    assert brochure.own["languages"] == ("nl", "en", "fr", "pl", "tr")
    assert "weten we niet" in says("directory/police-brochure")
    assert "nl" in LANGUAGES


@pytest.mark.covers("I-47", "B033", "X01", "X25", "X26")
def test_what_the_law_says_waits_for_a_lawyer() -> None:
    assert load("settings").get("stalking-maximum").status == "doubtful"
    assert load("settings").get("doxing-maximum").status == "doubtful"
    assert {item.status for item in of_the_issue("I-47") if item.id.startswith(("doxing", "sexual", "sharing"))} == {
        "doubtful"
    }


@pytest.mark.covers("I-50", "X03", "J66")
def test_how_long_she_may_think_it_over_is_a_setting_of_a_region() -> None:
    assert setting("confirm-request-after") == 8
    assert load("settings").get("confirm-request-after").own["region"] == "per-region"
    assert load("settings").get("confirm-request-after").status == "doubtful"


@pytest.mark.covers("X02")
def test_the_term_of_a_request_is_a_setting_and_counts_from_the_last_time() -> None:
    assert setting("complaint-term") == 3
    assert "laatste" in says("settings/complaint-term")
    assert "drie maanden" not in " ".join(text for _, text in everything()).casefold()


@pytest.mark.covers("X14")
def test_the_terms_of_veilig_thuis_are_settings_and_may_take_longer() -> None:
    assert (setting("report-assessment-term"), setting("report-investigation-term")) == (5, 10)
    assert "langer" in says("settings/report-assessment-term")


@pytest.mark.covers("X15")
def test_a_chat_with_veilig_thuis_is_no_report() -> None:
    assert load("directory").get("veilig-thuis").own["chat"] == "yes"
    assert re.search(r"\bchat\b.*\b(geen|niet)\b", says("directory/veilig-thuis"))


@pytest.mark.covers("X27")
def test_a_law_that_is_only_announced_is_no_offence_here() -> None:
    assert [at for at, text in everything() if re.search(r"psychisch geweld|femicide", text.casefold())] == []
    assert [item.id for item in load("offences") if "X27" in item.domain] == []


@pytest.mark.covers("X34")
def test_the_brochure_of_today_is_not_taken_for_the_older_one_of_this_name() -> None:
    assert "movisie" not in says("directory/police-brochure")
    assert "vernieuwd" in says("figures/brochure-updated")


@pytest.mark.covers("J64", "C74", "C75", "C76", "C77", "C78", "H06")
def test_the_five_types_are_background_for_professionals_only() -> None:
    types = load("stalker-types")
    assert sorted(item.domain[0] for item in types) == ["C74", "C75", "C76", "C77", "C78", "J64"]
    assert {item.own["audience"] for item in types} == {("professional",)}
    assert "niet" in says("for-professional/types")
    labels = [item.nl.casefold() for item in types if item.domain[0] != "J64"]
    others = [(at, text) for at, text in everything() if at.split("/")[0] not in ("stalker-types", "for-professional")]
    assert [(at, each) for at, text in others for each in labels if each in text.casefold()] == []


@pytest.mark.covers("K17")
@pytest.mark.parametrize("call", ["call-112", "call-police", "call-veilig-thuis", "call-slachtofferhulp"])
def test_what_happens_when_she_calls_is_told_in_steps(call: str) -> None:
    item = load("calling").get(call)
    assert len(item.points) >= 3
    assert item.nl.endswith("?")


@pytest.mark.covers("K18")
def test_every_frequent_question_stands_in_her_words_and_has_an_answer() -> None:
    asked = load("faq")
    assert [item.id for item in asked if not item.text] == []
    assert [item.id for item in asked if not (item.nl.endswith("?") or item.nl.startswith("Ik "))] == []


@pytest.mark.covers("C72", "C73", "B015")
def test_all_channels_and_places_are_there_to_choose() -> None:
    assert len(load("channels").offered) == 14
    assert {"home", "work", "online", "travel", "school", "supermarket", "elsewhere"} <= {
        i.id for i in load("places").offered
    }


@pytest.mark.covers("B006", "H16")
def test_a_text_on_two_weeks_takes_its_number_from_the_setting() -> None:
    (text, *_) = load("explanations").get("may-i-call-it-stalking").text
    assert f"{setting('two-weeks')} dagen" in filled(text)


# Whatever a reader has before them that speaks of danger, 112 stands in it: each page for a reader, each card, each order.
UNSEEN = {"copy-keeper-card"}  # keeps a box and sees nothing of the stalker
READERS = (
    "for-bystander",
    "for-children",
    "for-parents",
    "for-professional",
    "for-who-stalks",
    "self-check",
    "faq",
    "about",
)


@pytest.mark.covers("K10", "B053")
@pytest.mark.parametrize("listing", READERS)
def test_every_page_for_a_reader_says_112(listing: str) -> None:
    assert any("112" in text for item in load(listing).offered for text in shown(listing, item))


@pytest.mark.covers("K10", "B055")
@pytest.mark.parametrize("kind", ["contact", "area", "street", "location"])
def test_what_an_order_forbids_comes_with_112(kind: str) -> None:
    assert "112" in says(f"order-kinds/{kind}")


@pytest.mark.covers("K10", "B053", "B057")
@pytest.mark.parametrize("card", [item.id for item in load("cards").offered if item.id not in UNSEEN])
def test_a_card_for_somebody_else_says_112(card: str) -> None:
    assert "112" in says(f"cards/{card}")
