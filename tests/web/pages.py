"""The addresses of the pages about plan, people, effects and money, and the codes of what they ask."""

from __future__ import annotations

PAGES = (
    "h/", "h/0/", "h/1/", "h/1/f/1/", "h/1/f/2/", "h/1/3/", "h/2/", "h/3/", "h/4/", *(f"h/4/{nth}/" for nth in range(1, 10)),
    "k/", "k/1/", "k/2/", "k/3/", "l/", "p/", "p/1/", "p/2/", "p/3/", "p/4/", "p/5/", "p/6/", *(f"p/6/{nth}/" for nth in range(1, 10)),
    *(f"q/{which}/" for which in range(1, 7)),
)  # fmt: skip
TASKS = (
    "h1", "h2", "h3", "h4", "h5", "h6", "k1", "k2", "k3", "k4", "k5", "l1", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8",
)  # fmt: skip
