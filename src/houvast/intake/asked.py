"""What can be said of each kind of entry: from which list its words come, which moments may lie ahead, what it cannot do without."""

from __future__ import annotations

# The list each member's words come from, by kind and member.
LISTS: dict[tuple[str, str], str] = {
    ("incident", "behaviours"): "behaviours",
    ("incident", "channel"): "channels",
    ("incident", "place"): "places",
    ("incident", "target"): "targets",
    ("incident", "effects"): "effects",
    ("evidence", "sort"): "evidence-kinds",
    ("stop-message", "channels"): "channels",
    ("police-contact", "channel"): "police-channels",
    ("police-contact", "outcome"): "police-outcomes",
    ("order", "order"): "order-kinds",
    ("order", "issuer"): "order-issuers",
    ("intake", "topics"): "intake-topics",
    ("stopgesprek", "points"): "stopgesprek-points",
    ("aangifte", "offences"): "offences",
    ("aware-request", "grounds"): "aware-grounds",
    ("aware-request", "region"): "regions",
    ("damage", "damage"): "damage-kinds",
    ("cost", "cost"): "cost-kinds",
    ("statement", "form"): "statement-forms",
    ("statement", "reader"): "statement-readers",
    ("case", "relation"): "relations",
    ("case", "motives"): "motives",
    ("case", "traits"): "stalker-facts",
    ("case", "course"): "course",
    ("case", "region"): "regions",
    ("person", "roles"): "contact-roles",
    ("effect", "target"): "targets",
    ("effect", "severity"): "severities",
    ("effect", "seen_by"): "contact-roles",
    ("signal-answer", "signal"): "signals",
    ("measure", "measure"): "measures",
    ("safety-plan", "made_with"): "contact-roles",
    ("removal-request", "outcome"): "removal-outcomes",
}
DECIDED = ("prosecutor-decisions", "sanctions")
"""The two lists of a decision: what the prosecutor may decide, and what a court may."""
EITHER = {("decision", "decisions"): DECIDED, ("effect", "effects"): ("effects", "effects-children")}
"""Members whose words come from either of two lists."""
MANY = frozenset({
    "behaviours", "effects", "channels", "topics", "points", "offences", "grounds", "motives", "traits", "roles", "seen_by",
    "made_with",
})  # fmt: skip
MOMENTS = ("when", "obtained", "ends", "session", "until", "review", "tested", "ended", "answered")
AHEAD = frozenset({
    ("order", "when"), ("order", "ends"), ("statement", "session"), ("aware-request", "until"), ("set-aside", "until"),
    ("measure", "review"), ("safety-plan", "review"), ("appointment", "when"),
})  # fmt: skip
"""Moments that may be still to come."""
TO_COME = frozenset({("statement", "session"), ("measure", "review"), ("safety-plan", "review")})
"""Moments that are said while they are still to come, whichever way they are said."""
COMING = TO_COME | {("appointment", "when")}
"""Moments that are asked for as still to come: words of a stretch of days mean the one ahead."""
FROM_FILE = frozenset({"stated", "doubts"})
"""What only a file says of itself: it can be emptied, not typed."""
REQUIRED = {
    "incident": ("when",),
    "stop-message": ("when", "words"),
    "police-contact": ("when",),
    "note": ("text",),
    "order": ("order",),
    "step": ("when", "route", "event"),
    **dict.fromkeys(("intake", "stopgesprek", "aangifte", "decision", "aware-request", "funding-request"), ("when",)),
    "damage": ("damage",),
    "cost": ("cost",),
    "person": ("name",),
    **dict.fromkeys(("knowledge", "risk"), ("text",)),
    "moment": ("where",),
    "safety-plan": ("parts",),
    "sos-agreement": ("person",),
    "removal-request": ("site",),
    "appointment": ("when",),
}
HOW = frozenset({"behaviours", "channel", "what"})  # an incident has one of these (J03)
