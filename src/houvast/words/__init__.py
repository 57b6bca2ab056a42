"""Languages, dates, numbers and the sentence of an error, for people; the language is always an argument."""

from houvast.words.dates import (
    claim_words,
    claimed_moment,
    clock,
    date_and_time,
    date_range,
    duration,
    full_date,
    month_name,
    row_words,
    short_date,
    short_month,
    short_weekday,
    time_range,
    weekday_name,
)
from houvast.words.languages import LANGUAGES, SOURCE, Phrases, phrases, translator
from houvast.words.numbers import listed, money, number
from houvast.words.saying import disk_sentence, sentence

__all__ = [
    "LANGUAGES",
    "SOURCE",
    "Phrases",
    "claim_words",
    "claimed_moment",
    "clock",
    "date_and_time",
    "date_range",
    "disk_sentence",
    "duration",
    "full_date",
    "listed",
    "money",
    "month_name",
    "number",
    "phrases",
    "row_words",
    "sentence",
    "short_date",
    "short_month",
    "short_weekday",
    "time_range",
    "translator",
    "weekday_name",
]
