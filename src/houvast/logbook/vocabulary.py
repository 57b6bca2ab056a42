"""The words of a moment, Dutch and English, and the slots each fills; `houvast.logbook.spoken` says what filled slots mean."""

from __future__ import annotations

from typing import Any

Filled = tuple[tuple[str, Any], ...]

_MONTHS = (
    "januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may", "juni june jun",
    "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct", "november nov", "december dec",
)  # fmt: skip
_WEEKDAYS = (
    "maandag monday ma mon", "dinsdag tuesday di tue tues", "woensdag wednesday wo wed", "donderdag thursday do thu thurs",
    "vrijdag friday vr fri", "zaterdag saturday za sat", "zondag sunday zo sun",
)  # fmt: skip
_PARTS = {
    "morning": "ochtend ochtends morgen morgens morning", "afternoon": "middag middags namiddag afternoon",
    "evening": "avond avonds evening", "night": "nacht nachts",
}  # fmt: skip
_BACK = {"vandaag": 0, "today": 0, "gisteren": 1, "gister": 1, "yesterday": 1, "eergisteren": 2, "eergister": 2}

# Words that belong together, as one word of the tables below; longer ones first.
PHRASES: tuple[tuple[str, str], ...] = (
    ("the day before yesterday", "eergisteren"), ("day before yesterday", "eergisteren"), ("last night", "last-night"),
    ("this morning", "vanochtend"), ("this afternoon", "vanmiddag"), ("this evening", "vanavond"),
    ("vorige week", "vorige-week"), ("last week", "last-week"), ("vorige maand", "vorige-maand"), ("last month", "vorige-maand"),
    ("deze maand", "deze-maand"), ("this month", "deze-maand"), ("vorig jaar", "vorig-jaar"), ("last year", "vorig-jaar"),
    ("dit jaar", "dit-jaar"), ("this year", "dit-jaar"), ("some time in", "in"), ("just now", "zojuist"),
)  # fmt: skip
FILLERS = frozenset({
    "op", "om", "in", "de", "het", "een", "'s", "van", "uur", "ergens", "on", "at", "the", "of", "a", "an",
})  # fmt: skip
APPROXIMATE = frozenset({
    "~", "rond", "omstreeks", "ongeveer", "circa", "ca", "ca.", "geschat", "about", "around", "approximately", "estimated",
})  # fmt: skip
# What no claim can hold: a week, a weekend, a piece of a month.
VAGUE = frozenset({
    "begin", "eind", "einde", "week", "weken", "weekend", "weeks", "early", "mid", "end", "beginning", "middle", "halverwege",
})  # fmt: skip

SLOTS: dict[str, Filled] = {
    **{word: (("month", number),) for number, words in enumerate(_MONTHS, 1) for word in words.split()},
    **{word: (("weekday", number),) for number, words in enumerate(_WEEKDAYS) for word in words.split()},
    **{word: (("part", part),) for part, words in _PARTS.items() for word in words.split()},
    **{word: (("back", days),) for word, days in _BACK.items()},
    **{
        f"{day}{word}": (*filled, ("part", part))
        for part, words in _PARTS.items()
        for word in words.split()
        for day, filled in (
            ("gister", (("back", 1),)), ("eergister", (("back", 2),)), ("van", (("back", 0),)),
            *((names.split()[0], (("weekday", number),)) for number, names in enumerate(_WEEKDAYS)),
        )
    },
    "night": (("part", "dark"),),  # the night before, after, or the evening
    "tonight": (("back", 0), ("part", "late")),  # the evening or the night, as the English say it
    "last-night": (("back", 1), ("part", "late")),
    "nu": (("now", True),), "now": (("now", True),),
    "zojuist": (("now", True), ("estimated", True)), "daarnet": (("now", True), ("estimated", True)),
    "afgelopen": (("which", "past"),), "vorige": (("which", "last"),), "last": (("which", "last"),),
    "vorige-week": (("week", "nl"),), "last-week": (("week", "en"),),
    "deze-maand": (("months", 0),), "vorige-maand": (("months", 1),), "dit-jaar": (("years", 0),), "vorig-jaar": (("years", 1),),
}  # fmt: skip
