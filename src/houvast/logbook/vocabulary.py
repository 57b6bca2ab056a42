"""The words of a moment, Dutch and English, and the slots each fills; `houvast.logbook.spoken` says what filled slots mean."""

from __future__ import annotations

from typing import Any

from houvast.logbook.feasts import EVENINGS, NAMED

Filled = tuple[tuple[str, Any], ...]

_MONTHS = (
    "januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may", "juni june jun",
    "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct", "november nov", "december dec",
)  # fmt: skip
_WEEKDAYS = (
    "maandag monday ma mon", "dinsdag tuesday di tue tues", "woensdag wednesday wo wed", "donderdag thursday do thu thurs",
    "vrijdag friday vr fri", "zaterdag saturday za sat", "zondag sunday zo sun",
)  # fmt: skip
MONTHS_NAMED = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_PARTS = {
    "morning": "ochtend ochtends morgen morgens morning", "afternoon": "middag middags namiddag afternoon",
    "evening": "avond avonds evening", "night": "nacht nachts",
}  # fmt: skip
_BACK = {
    "vandaag": 0, "today": 0, "gisteren": 1, "gister": 1, "yesterday": 1, "eergisteren": 2, "eergister": 2,
    "overmorgen": -2, "tomorrow": -1,
}  # fmt: skip

_NUMBERS = (
    "een één one", "twee two", "drie three", "vier four", "vijf five", "zes six", "zeven seven", "acht eight", "negen nine",
    "tien ten", "elf eleven", "twaalf twelve",
)  # fmt: skip
HOURS_NL = tuple(words.split()[0] for words in _NUMBERS)
NUMBERS_NAMED = {word: number for number, words in enumerate(_NUMBERS, 1) for word in words.split()}
_FIGURES = {str(number): number for number in range(1, 13)}
# Minutes from the hour; *half* goes with a Dutch hour only, as the English *half ten* is an hour later.
_TURNS = {"kwart over": 15, "kwart voor": -15, "quarter past": 15, "quarter to": -15, "half past": 30}
_TURNED = {
    **{(turn, hour): number * 60 + turns for turn, turns in _TURNS.items() for hour, number in (NUMBERS_NAMED | _FIGURES).items()},
    **{("half", hour): number * 60 - 30 for words, number in zip(_NUMBERS, range(1, 13), strict=True) for hour in words.split()[:-1]},
}  # fmt: skip
_DAYS_AGO = {"een dag geleden": 1, "1 dag geleden": 1, "a day ago": 1, "one day ago": 1} | {
    # more than a week is counted loosely, and eight days can mean a week
    f"{count} {ago}": number for count, number in (NUMBERS_NAMED | _FIGURES).items() if 2 <= number <= 7
    for ago in ("dagen geleden", "days ago")
}  # fmt: skip
# After these a number is an hour; also *een*, which is else an article.
BEFORE_AN_HOUR = ("om", "at", "rond", "omstreeks", "around", "about", "~")
HOUR_WORDS = {word: number for word, number in NUMBERS_NAMED.items() if word != "een"}

# Words that belong together, as one word of the tables below; longer ones first.
PHRASES: tuple[tuple[str, str], ...] = (
    *((f"{turn} {hour}", f"{turn}-{hour}".replace(" ", "-")) for turn, hour in _TURNED),
    *((phrase, phrase.replace(" ", "-")) for phrase in _DAYS_AGO),
    ("o'clock", "uur"), *((f"{before} een uur", f"{before} 1 uur") for before in BEFORE_AN_HOUR),
    *((f"{hour} {unit}", f"{number} {unit}") for hour, number in HOUR_WORDS.items() for unit in ("uur", "u", "am", "pm")),
    *((each, each.replace(" ", "-")) for words in NAMED.values() for each in words if " " in each),
    ("afgelopen nacht", "vannacht"),
    ("the day before yesterday", "eergisteren"), ("day before yesterday", "eergisteren"), ("last night", "last-night"),
    ("this morning", "vanochtend"), ("this afternoon", "vanmiddag"), ("this evening", "vanavond"),
    ("vorige week", "vorige-week"), ("last week", "last-week"), ("vorige maand", "vorige-maand"), ("last month", "vorige-maand"),
    ("volgende week", "volgende-week"),
    ("deze maand", "deze-maand"), ("this month", "deze-maand"), ("vorig jaar", "vorig-jaar"), ("last year", "vorig-jaar"),
    ("dit jaar", "dit-jaar"), ("this year", "dit-jaar"), ("some time in", "in"), ("just now", "zojuist"),
)  # fmt: skip
FILLERS = frozenset({
    "op", "om", "in", "de", "het", "een", "'s", "van", "uur", "ergens", "on", "at", "the", "of", "a", "an",
})  # fmt: skip
APPROXIMATE = frozenset({
    "~", "rond", "omstreeks", "ongeveer", "circa", "ca", "ca.", "geschat", "about", "around", "approximately", "estimated",
})  # fmt: skip
# Words of a stretch of days: those `periods` reads.
VAGUE = frozenset({
    "begin", "eind", "einde", "week", "weken", "weekend", "weeks", "early", "mid", "end", "beginning", "middle", "halverwege",
})  # fmt: skip

SLOTS: dict[str, Filled] = {
    **{word: (("month", number),) for word, number in MONTHS_NAMED.items()},
    **{word: (("weekday", number),) for number, words in enumerate(_WEEKDAYS) for word in words.split()},
    **{word: (("part", part),) for part, words in _PARTS.items() for word in words.split()},
    **{word: (("back", days),) for word, days in _BACK.items()},
    **{
        f"{day}{word}": (*filled, ("part", part))
        for part, words in _PARTS.items()
        for word in words.split()
        for day, filled in (
            ("gister", (("back", 1),)), ("eergister", (("back", 2),)), ("van", (("back", 0),)),
            ("morgen", (("back", -1),)), ("overmorgen", (("back", -2),)),
            *((names.split()[0], (("weekday", number),)) for number, names in enumerate(_WEEKDAYS)),
        )
    },
    **{phrase.replace(" ", "-"): (("back", days),) for phrase, days in _DAYS_AGO.items()},
    **{
        f"{turn}-{hour}".replace(" ", "-"): (("clock", f"{(at // 60 - 1) % 12 + 1:02d}:{at % 60:02d}"), ("either", True))
        for (turn, hour), at in _TURNED.items()
    },
    **{
        each.replace(" ", "-"): (("yearly", day), *((("part", "evening"),) if each in EVENINGS else ()))
        for day, words in NAMED.items() for each in words
    },
    "vanacht": (("back", 0), ("part", "night")),
    "night": (("part", "dark"),),  # the night before, after, or the evening
    "tonight": (("back", 0), ("part", "late")),  # the evening or the night, as the English say it
    "last-night": (("back", 1), ("part", "late")),
    "nu": (("now", True),), "now": (("now", True),),
    "zojuist": (("now", True), ("estimated", True)), "daarnet": (("now", True), ("estimated", True)),
    "afgelopen": (("which", "past"),), "vorige": (("which", "last"),), "last": (("which", "last"),),
    **dict.fromkeys(("komende", "aanstaande", "aankomende", "coming"), (("which", "next"),)),
    "volgende": (("which", "following"),), "next": (("which", "following"),), "volgende-week": (("week", "next"),),
    "vorige-week": (("week", "nl"),), "last-week": (("week", "en"),),
    "deze-maand": (("months", 0),), "vorige-maand": (("months", 1),), "dit-jaar": (("years", 0),), "vorig-jaar": (("years", 1),),
}  # fmt: skip
