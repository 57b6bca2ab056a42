"""Which members each list has besides those of every item; a list that is not here has none.

`{…}` in a text is the id of a setting, of a field of the item itself, or one of `FILLED`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.guidance.members import (
    FLAG,
    GROUPS,
    TEXT,
    TEXTS,
    WHOLE,
    WORD,
    WORDS,
    either,
    mapping,
    needed,
    one_event,
    one_id,
    one_of,
    records,
    some_ids,
    some_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houvast.guidance.members import Member

    Members = Mapping[str, Member]

LABELLED = records(id=needed(WORD), nl=needed(TEXT))
AUDIENCE = some_of("victim", "bystander", "professional", "who-stalks", "child", "deaf", "witness")
ONLY_FOR = some_of("ex-partner", "children", "dependent")
LOOKS = one_of("plan", "orders", "aware", "signals")
MAYBE = one_of("yes", "no", "unknown")
SPOKEN = one_of("nl", "en", "fr", "pl", "tr", "ar")
# What is hard to read says so before it opens.
HEAVY: Members = {"warning": FLAG, "heads_up": TEXT}
# A page for one kind of reader: sections in reading order.
SECTIONS: Members = {
    "audience": AUDIENCE,
    "see": some_ids("explanations", "faq"),
    "help": some_ids("directory"),
    **HEAVY,
}

# What the program fills in itself, by list.
FILLED: Mapping[str, frozenset[str]] = {"signals": frozenset({"n"})}

SHAPES: Mapping[str, Members] = {
    "about": SECTIONS,
    "behaviours": {
        "means": one_id("channels"), "contact": FLAG, "apart": FLAG, "danger": FLAG, "near": FLAG, "plain": FLAG, "stems": WORDS,
    },
    "calling": {
        "organisation": needed(one_id("directory")), "say": needed(TEXTS), "ask": TEXTS, "anonymous": needed(TEXT),
    },
    "cards": {"for": needed(TEXT), "fields": needed(LABELLED), "never": needed(TEXTS)},
    "channels": {"contact": FLAG, "near": FLAG},
    "choices": {
        "set": needed(one_of("j21", "j74")), "aim": needed(TEXT), "asks": needed(TEXT), "gives": needed(TEXT),
        "costs": needed(TEXT), "note": needed(TEXT), "route": needed(one_event()),
    },
    "dependency": {"fact": one_id("facts")},
    "directory": {
        "groups": needed(some_ids("help-groups")), "for": needed(AUDIENCE), "needs": needed(some_ids("needs")),
        "scope": needed(some_of("any", "ex-partner", "dependent", "children")),
        "phones": records(
            number=needed(WORD), kind=needed(one_of("normal", "text", "anonymous")), hours=one_of("always"),
            cost=needed(one_of("free", "local", "paid", "unknown")), status=needed(one_of("valid", "doubtful")),
            source=needed(WORD),
        ),
        "site": WORD, "mail": WORD, "chat": needed(MAYBE), "anonymous": needed(MAYBE), "hours": needed(TEXT),
        "cost": needed(TEXT), "regions": needed(WORDS), "languages": needed(some_of("nl", "en", "fr", "pl", "tr", "ar")),
        "pages": LABELLED, "accessible": some_ids("directory"), **HEAVY,
    },
    "effects": {"group": needed(one_of(
        "feeling", "complaint", "always-on-guard", "daily-life", "privacy", "children", "shame"
    ))},
    "effects-children": {"group": needed(one_of("children"))},
    "example-plan": {
        "kind": needed(one_of("knowledge", "moment", "risk", "measure")), "of": one_id("example-plan"),
        "measure": one_id("measures"),
    },
    "explanations": {
        "topic": needed(one_of(
            "what", "law", "behaviour", "danger", "police", "court", "help", "evidence", "children", "effects", "online"
        )),
        "audience": needed(AUDIENCE), "see": some_ids("explanations"),
    },
    "facts": {
        "kind": needed(one_of("yes-no", "number", "date")),
        "from": needed(one_of("entries", "answer", "both")),
        "ask": needed(TEXT), "if": TEXT, "if_not": TEXT,
    },
    "faq": {"topic": needed(WORD), "see": some_ids("explanations")},
    "figures": {
        "value": WHOLE, "unit": WORD, "year": WHOLE, "by": needed(TEXT),
        "use": needed(one_of(
            "alarm", "ask", "choice", "context", "danger", "expectation", "help", "professional", "signals", "steps",
            "threshold", "version",
        )),
        **HEAVY,
    },
    "for-bystander": SECTIONS,
    "for-children": SECTIONS,
    "for-parents": SECTIONS,
    "for-professional": SECTIONS,
    "for-who-stalks": SECTIONS,
    "glossary": {"not": TEXT},
    "letters": {"to": needed(TEXT), "subject": needed(TEXT), "fields": needed(LABELLED), "note": needed(TEXT)},
    "measures": {
        "place": needed(one_id("measure-places")), "audience": needed(AUDIENCE), "reason": needed(TEXT),
        "cost": needed(one_of("yes", "maybe", "no")), "only_for": ONLY_FOR, "warning": TEXT, "first": some_ids("measures"),
        "uses": some_of(
            "logbook", "stop-message", "safety-plan", "sos-agreement", "knowledge", "copy-held", "removal-request",
            "funding-request", "aware", "cards", "directory",
        ),
        "help": some_ids("directory"),
    },
    "message-contexts": {
        "kinds": needed(some_ids("message-kinds")), "grade": WHOLE,
        "found": needed(records(lang=needed(SPOKEN), words=needed(WORDS))),
    },
    "message-kinds": {"ask": needed(TEXT), "tone": one_of("threat", "affection", "insult"), "line": WHOLE},
    "message-signs": {
        "kind": needed(one_id("message-kinds")), "lang": needed(SPOKEN), "grade": needed(WHOLE), "words": WORDS, "patterns": WORDS,
    },
    "message-spellings": {"lang": needed(SPOKEN), "spelled": needed(records(out=needed(WORD), written=needed(WORDS)))},
    "message-words": {
        "kind": needed(one_id("message-kinds")),
        "found": needed(records(
            lang=needed(SPOKEN), words=WORDS, together=GROUPS, patterns=WORDS, unless=WORDS, always=FLAG,
        )),
    },
    "offences": {"own_accord": FLAG},
    "order-exceptions": {"clauses": some_of("contact", "area", "location"), "channels": some_ids("channels")},
    "order-kinds": {
        "law": one_of("criminal", "civil", "both"), "issuers": needed(some_ids("order-issuers")),
        "clauses": needed(some_of("contact", "area", "location")), "scope": one_id("order-scopes"), "term": some_ids("settings"),
    },
    "plan-parts": {
        "part": needed(one_of("think-ahead", "lay-ready", "flight", "home", "people", "made-with", "review")),
        "ask": needed(TEXT),
    },
    "regions": {
        "veilig_thuis": needed(one_id("directory")), "aware": needed(MAYBE), "committee": LABELLED,
        "grounds": some_ids("aware-grounds"), "conditions": LABELLED, "form": LABELLED, "targets": LABELLED,
    },
    "relations": {"fact": one_id("facts")},
    "report-questions": {"part": needed(one_of("assess", "follow-up"))},
    "reveals": {"words": WORDS, "patterns": WORDS, "members": WORDS, "by_itself": FLAG},
    "review-tasks": {"fact": needed(one_id("facts")), "looks": needed(records(id=needed(LOOKS), nl=needed(TEXT)))},
    "rules": {
        "urgent": FLAG, "rank": needed(WHOLE),
        "when": needed(mapping(**dict.fromkeys(("all", "any", "none", "denied", "open"), some_ids("facts")))),
        "call": either("by-relation", some_ids("directory")), "see": some_ids("explanations"), "measures": some_ids("measures"),
        "route": one_event(), "set_aside": needed(either("never", one_id("settings"))),
    },
    "self-check": {
        "kind": needed(one_of("question", "result")), "ask": TEXT,
        "answers": records(id=needed(WORD), nl=needed(TEXT), facts=some_ids("facts")),
        "when": one_of("pattern", "severe-once", "not-yet", "doubt", "danger"),
    },
    "settings": {
        "value": needed(WHOLE),
        "unit": needed(one_of(
            "minutes", "hours", "days", "weeks", "months", "years", "messages", "incidents", "signals", "percent", "times",
            "metres",
        )),
        "region": one_of("per-region"),
    },
    "signals": {
        "ask": needed(TEXT), "behaviours": some_ids("behaviours"), "only_for": ONLY_FOR, "counts_as_fear": FLAG,
        "suggests": one_of("trend", "fear"), "say": TEXT, "not_known": needed(TEXT), "messages": some_ids("message-kinds"),
        "say_messages": TEXT,
    },
    "stalker-facts": {"ask": needed(TEXT), "only_for": ONLY_FOR},
    "stalker-types": {"audience": needed(some_of("professional"))},
    "stop-message": {
        "kind": needed(one_of("text", "hint", "rule")), "for": some_ids("relations"),
        "note": TEXT, "fields": LABELLED, "words": WORDS, "why": TEXT,
    },
}  # fmt: skip
