"""The pages of the public part: their names, what they hold in a line, and where they stand (K23). Breadcrumb and menu are made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Page:
    """One page: the name of its route, its title and what it is about, in Dutch, and the page it stands under.

    On a page of `risk`, 112 stands at the top (K10).
    """

    name: str
    title: str
    about: str
    under: str = ""
    risk: bool = True


PAGES = {
    page.name: page
    for page in (
        Page("danger", "Nu gevaar", "112 bellen, ook als je niet hardop kunt praten.", risk=False),
        Page("talk", "Met wie kun je praten", "Wie er is, dag en nacht, en waarvoor.", risk=False),
        Page(
            "public-calling",
            "Wat er gebeurt als je belt",
            "Stap voor stap, met zinnen die je kunt voorlezen.",
            "talk",
            risk=False,
        ),
        Page("deaf", "Hoor of spreek je niet goed", "Typen in plaats van bellen.", "talk", risk=False),
        Page("self-check", "Twijfel je", "Een paar vragen. We bewaren niets.", risk=False),
        Page("public-learn", "Over stalking", "Uitleg, in vragen en antwoorden."),
        Page("public-signals", "Signalen", "Wat reden geeft tot zorg.", "public-learn"),
        Page("public-effects", "Gevolgen", "Wat het met je kan doen.", "public-learn"),
        Page("public-children", "Kinderen", "Voor ouders, en voor kinderen zelf.", "public-learn"),
        Page("public-glossary", "Woorden", "Wat politie en rechter bedoelen.", "public-learn", risk=False),
        Page("public-figures", "Cijfers", "Met jaar en bron.", "public-learn", risk=False),
        Page("public-helps", "Wat helpt", "Wat je zelf kunt doen, in je eigen tempo."),
        Page("public-stop", "Zeg één keer stop", "Teksten, en woorden die het onduidelijk maken.", "public-helps"),
        Page(
            "public-measures",
            "Maatregelen per plek",
            "Thuis, onderweg, op je werk, online. Om af te drukken.",
            "public-helps",
            risk=False,
        ),
        Page("public-cards", "Kaartjes", "Om te geven aan wie met je meekijkt.", "public-helps", risk=False),
        Page("public-letters", "Brieven", "Voorbeelden die je zelf aanvult.", "public-helps", risk=False),
        Page("public-way", "De weg bij politie en rechter", "Welke stappen er zijn, en wie er aan zet is."),
        Page("public-choices", "Keuzes naast elkaar", "Wat het vraagt, wat het geeft, wat het kost.", "public-way"),
        Page("public-orders", "Verboden", "Wat een rechter of officier kan verbieden.", "public-way"),
        Page("public-alarm", "Alarm", "AWARE, een alarm dat je bij je draagt.", "public-helps"),
        Page("public-money", "Geld", "Wat het kost, en wie kan helpen betalen.", "public-helps", risk=False),
        Page("public-damage", "Schade", "Wat je terug kunt vragen, en hoe.", "public-way", risk=False),
        Page("public-faq", "Vragen en antwoorden", "Zoek in alle vragen.", risk=False),
        Page("public-bystander", "Voor iemand die ik ken", "Hoe je erover begint, en wat je beter niet doet."),
        Page("public-professional", "Voor mijn werk", "Veilig Thuis, politie, advocaat, hulpverlening."),
        Page(
            "device-safety",
            "Veiliger kijken",
            "Wat een toestel laat zien, en wat wij niet kunnen verbergen.",
            risk=False,
        ),
        Page("about", "Over Houvast", "Wat het is, en wat het niet kan.", risk=False),
        Page("public-privacy", "Privacy", "Wat er bewaard wordt, en waar.", "about", risk=False),
        Page("accessibility", "Toegankelijkheid", "Wat we deden, en wat nog niet.", "about", risk=False),
        Page("sources", "Bronnen en datum", "Waar de teksten vandaan komen.", "about", risk=False),
        Page("public-verify", "Een stuk nagaan", "Zelf nagaan of een pakket klopt, zonder ons.", "about", risk=False),
        Page(
            "public-security",
            "Een zwakke plek melden",
            "Wat je doet als je een fout in de beveiliging vindt.",
            "about",
            risk=False,
        ),
    )
}
"""`apart`, for who stalks, is not among them: the home page and the menu name it, and it has no way back here (A21, J50)."""

GROUPS = (
    ("Nu", ("danger", "talk", "self-check")),
    ("Voor jezelf", ("public-learn", "public-helps", "public-way", "public-faq")),
    ("Voor een ander", ("public-bystander", "public-professional")),
    ("Over deze site", ("device-safety", "about")),
)
"""The menu: headings, and under them the pages and what stands under those."""


def under(name: str) -> tuple[Page, ...]:
    """The pages that stand under this one."""
    return tuple(page for page in PAGES.values() if page.under == name)


def above(name: str) -> Iterator[Page]:
    """The pages this one stands under, the highest first."""
    page = PAGES.get(PAGES[name].under)
    if page is not None:
        yield from above(page.name)
        yield page
