"""Meenemen: choose what leaves and for whom, read it as R. will, the passphrase again, then a file that was read back and counted (J07).

What is asked stands in a sealed draft. Nothing is removed without her; that it left is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from houvast import guidance
from houvast.errors import BrokenReadingError, DamagedOriginalError, HouvastError, MissingFileError
from houvast.logbook.case import Fear, SignalAnswer
from houvast.logbook.entry import Exported
from houvast.logbook.when import here
from houvast.reports import packing, places
from houvast.reports.choose import choose
from houvast.reports.revealed_lines import by_kind, count, name_of, with_names
from houvast.reports.revealing import Asked, revealed
from houvast.reports.titles import called, title
from houvast.reports.whole_chats import named, whole_chats, without
from houvast.vault import opening
from houvast.web import drafts, half_typed
from houvast.web.access import dossier_of
from houvast.web.dossiers import making
from houvast.web.saying import disk_refuses, say
from houvast.words import claim_words, full_date, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest, HttpResponse

    from houvast.guidance import Item
    from houvast.insight.reveals import Found
    from houvast.insight.timeline import Item as Entered
    from houvast.reports.choose import Chosen
    from houvast.reports.revealed_lines import Line
    from houvast.reports.whole_chats import Whole
    from houvast.web.alone import Opened

READERS = (("police", "De politie"), ("lawyer", "Mijn advocaat"), ("self", "Mezelf"))
FORMS = (
    ("pdf", "Een PDF om te lezen en te printen", "Met je notities, grafieken en berichten."),
    (
        "package", "Een pakket dat een ander kan nagaan",
        "Een zip met je notities en de originelen. Wie het krijgt, kan zelf nagaan of er iets aan veranderd is.",
    ),
    ("sealed", "Hetzelfde pakket, op slot met een wachtzin", "Geef de wachtzin niet bij het bestand, maar apart."),
)  # fmt: skip
_TASK = "leave"
_MOST_OF_CHATS = 12
_MOST_LISTED = 100


@dataclass(frozen=True)
class Wanted:
    """What she wants to take along."""

    reader: str = "police"
    form: str = "pdf"
    some: bool = False
    only: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    signals: bool = False
    locations: bool = False
    in_full: bool = False
    name: str = ""
    chats: tuple[str, ...] | None = None  # which chats go along as a whole; None: she did not say yet

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Wanted:
        """From a draft or a form, whatever stands in it."""
        return cls(
            reader=_one_of(said.get("reader"), [each[0] for each in READERS]),
            form=_one_of(said.get("form"), [each[0] for each in FORMS]),
            some=bool(said.get("some")),
            only=tuple(said.get("only", ())),
            include=tuple(said.get("include", ())),
            **{name: bool(said.get(name)) for name in ("signals", "locations", "in_full")},
            name=str(said.get("name", ""))[:200],
            chats=None if said.get("chats") is None else tuple(said["chats"]),
        )


def take_all(request: HttpRequest, lang: str) -> HttpResponse:
    """All of the dossier as it lies here, sealed, as one file."""
    opened = dossier_of(request)
    if request.method != "POST":
        raise Http404
    return redirect("download", lang=lang, token=making.whole(opened))


def take_along(request: HttpRequest, lang: str) -> HttpResponse:
    """What can be taken along, and what left before."""
    opened = dossier_of(request)
    left = [_left(item, item.entry, lang) for item in reversed(opened.items) if isinstance(item.entry, Exported)]
    return render(request, "dossiers/take_along.html", {"left": left[:20], "count": len(opened.items)})


def _left(item: Entered, of: Exported, lang: str) -> tuple[Entered, str, str, str]:
    """What left: the day, for whom, and in which form; a paper without entries is a card."""
    form = "PDF" if of.form == "pdf" else "Pakket"
    day = full_date(here(item.versions[0].recorded_at), lang)
    return item, day, dict(READERS).get(of.to or "", of.to or ""), form if of.entries else "kaartje"


@half_typed.kept
def ask(request: HttpRequest, lang: str) -> HttpResponse:
    """For whom, in which form, what of it."""
    opened = dossier_of(request)
    if request.method == "POST":
        said = {
            name: request.POST.get(name, "")
            for name in ("reader", "form", "some", "signals", "locations", "in_full", "name")
        }
        name = drafts.new()
        drafts.put(opened.vault, name, {"task": _TASK, **said})
        return redirect("leave-choose" if said["some"] else "leave-read", lang=lang, draft=name)
    return render(request, "dossiers/leave_ask.html", {"readers": READERS, "forms": FORMS, "wanted": Wanted()})


def begun(opened: Opened, only: Sequence[str]) -> str:
    """The name of a new draft for the police in which these entries, by number, are chosen."""
    name = drafts.new()
    drafts.put(opened.vault, name, {"task": _TASK, "some": "1", "only": list(only)})
    return name


@drafts.in_turn
def read_as_other(request: HttpRequest, lang: str, draft: str) -> HttpResponse:
    """What the chosen part could tell R. that is new; nothing is removed without her (C113)."""
    opened = dossier_of(request)
    said = said_in(opened, draft)
    wanted = Wanted.read(said)
    going, staying = _chats(opened, wanted)
    if request.method == "POST":
        left, taken = set(request.POST.getlist("here")), set(request.POST.getlist("along"))
        now = [each for each in going if str(each.number) not in left]
        now += [each for each in staying if str(each.number) in taken]
        drafts.put(opened.vault, draft, {**said, "chats": [str(each.number) for each in now]})
        # what was chosen anew is read first
        changed = {each.number for each in now} != {each.number for each in going}
        return redirect("leave-read" if changed or "make" not in request.POST else "leave-make", lang=lang, draft=draft)
    chosen = chosen_of(opened, wanted)
    wholes = {"going": _named(going, lang), "staying": _named(staying, lang)}
    asked = with_names(Asked((), (), wanted.form != "pdf", wanted.locations), opened.items, apart=False)
    try:
        found = revealed(opened.vault, opened.items, chosen, asked)
    except (DamagedOriginalError, MissingFileError, BrokenReadingError) as error:
        return render(
            request, "dossiers/leave_read.html",
            {"sentence": sentence(error, lang), "chosen": chosen, "draft": draft, "pdf": wanted.form == "pdf", **wholes},
        )  # fmt: skip
    located = None if wanted.locations else places.holds_location
    plan = None if wanted.form == "pdf" else packing.plan(opened.vault, chosen, located)
    goes = {each.entry.id for each in chosen}
    every = [item for item in opened.items if not isinstance(item.entry, Exported)]
    context = {
        "lists": [
            ("goes", *_told([item for item in every if item.entry.id in goes], lang)),
            ("stays", *_told([item for item in every if item.entry.id not in goes], lang)),
        ],
        "draft": draft, "chosen": chosen, "kinds": _kinds(found), "count": count(found), "other": name_of(asked, lang),
        "left_out": plan.left_out if plan else (), "files": len(plan.kept) if plan else None, **wholes,
        "assumed": asked.assumed, "private": sum(each.whole for each in chosen),
        "stays": len(every) - len(chosen), "pdf": wanted.form == "pdf",
    }  # fmt: skip
    return render(request, "dossiers/leave_read.html", context)


def _told(items: Sequence[Entered], lang: str) -> tuple[list[tuple[Entered, str, str]], int]:
    """What each is called, without what she wrote in it, and when it was; the newest, and how many more there are."""
    newest = sorted(items, key=lambda item: -item.number)
    return [
        (item, title(item.entry, lang)[0] or called(item.entry, lang), claim_words(item.when, lang))
        for item in newest[:_MOST_LISTED]
    ], len(newest[_MOST_LISTED:])


def _kinds(found: Found) -> list[tuple[Item, list[Line], list[Line]]]:
    """Each kind of thing that could be new: its lines in entries, and the first of those in chats only."""
    listing = guidance.load("reveals")
    return [
        (
            listing.get(kind),
            [each for each in lines.values() if each.entries],
            [each for each in lines.values() if not each.entries][:_MOST_OF_CHATS],
        )
        for kind, lines in by_kind(found.new).items()
    ]  # fmt: skip


@drafts.in_turn
def make(request: HttpRequest, lang: str, draft: str) -> HttpResponse:
    """The passphrase again; then it is made, read back, counted, and recorded that it left."""
    opened = dossier_of(request)
    wanted = Wanted.read(said_in(opened, draft))
    wrong: dict[str, str] = {}
    if request.method == "POST":
        wrong = _wrong(opened, wanted, request.POST, lang)
        if not wrong:
            try:
                with opened.making():
                    chosen, out = chosen_of(opened, wanted), out_of(opened, wanted)
                    done = making.make(opened, chosen, wanted, out, request.POST.get("lock", ""), timezone.now())
            except (HouvastError, OSError) as error:
                wrong = {
                    "words": sentence(error, lang) if isinstance(error, HouvastError) else disk_refuses(error, lang)
                }
            else:
                made = reverse("leave-done", kwargs={"lang": lang, "token": done.token})
                drafts.drop(draft, made)
                return redirect(made)
    return render(
        request,
        "dossiers/leave_make.html",
        {"wanted": wanted, "wrong": wrong, "draft": draft},
        status=400 if wrong else 200,
    )


def done(request: HttpRequest, lang: str, token: str) -> HttpResponse:
    """What was made, counted, with its digest; and the download."""
    del lang
    opened = dossier_of(request)
    made = opened.once_made.get(token)
    if made is None or token not in opened.downloads:
        raise Http404
    return render(request, "dossiers/leave_done.html", {"made": made, "token": token})


def chosen_of(opened: Opened, wanted: Wanted) -> Sequence[Chosen]:
    """What leaves; a chat that stays here takes along nothing of it."""
    return _choose(without(opened.items, {each.entry.id for each in _chats(opened, wanted)[1]}), wanted)


def _choose(items: Sequence[Entered], wanted: Wanted) -> Sequence[Chosen]:
    signals = [item.entry.id for item in items if isinstance(item.entry, SignalAnswer | Fear)] if wanted.signals else []
    there = {str(item.number) for item in items}
    only = [each for each in wanted.only if each in there]
    include = [each for each in wanted.include if each in there]
    if wanted.some and not only:  # only private ones: nothing else goes along
        return choose([item for item in items if str(item.number) in include], include)
    return choose(items, [*include, *signals], only)


def out_of(opened: Opened, wanted: Wanted) -> int:
    """How many would leave had she left nothing out: what is private and not taken along does not count."""
    return len(_choose(opened.items, replace(wanted, some=False, only=())))


def _chats(opened: Opened, wanted: Wanted) -> tuple[list[Whole], list[Whole]]:
    """Which chats of what she chose go along as a whole, and which stay: without her word those in which the other does not write."""
    found = whole_chats(opened.items, {each.entry.id for each in _choose(opened.items, wanted)})
    picked = {*wanted.only, *wanted.include} if wanted.some else set[str]()
    along = (
        {str(each.number) for each in found if each.with_other} | picked if wanted.chats is None else {*wanted.chats}
    )
    return [each for each in found if str(each.number) in along], [
        each for each in found if str(each.number) not in along
    ]


def _named(chats: Sequence[Whole], lang: str) -> list[tuple[Whole, str]]:
    return [(each, named(each, lang)) for each in chats]


def _wrong(opened: Opened, wanted: Wanted, form: Mapping[str, str], lang: str) -> dict[str, str]:
    from houvast.seal import keys

    wrong: dict[str, str] = {}
    if not opening.is_passphrase(opened.vault, form.get("words", "")):
        wrong["words"] = say("Dit is niet je wachtzin. Typ hem nog een keer.", lang)
    if wanted.form == "sealed":
        try:
            keys.refuse_weak(form.get("lock", ""))
        except HouvastError as error:
            wrong["lock"] = sentence(error, lang)
    return wrong


def said_in(opened: Opened, draft: str) -> dict[str, Any]:
    """What she said so far in this draft. Raises: Http404 when it is not one of taking along."""
    said = drafts.take(opened.vault, draft)
    if said.get("task") != _TASK:
        raise Http404
    return said


def _one_of(word: Any, known: list[str]) -> str:
    return word if word in known else known[0]
