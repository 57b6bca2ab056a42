"""Our icons: 24 grid, line 1.75, round ends, in the colour of the text; always beside a word, never read aloud."""

from __future__ import annotations

SHAPES = {
    "hold": '<path d="M6 3v18M6 14.5C6 11 8.4 8.6 11.6 8.6S17 11 17 14.5V21"/>',
    "phone": '<path d="M5 4h3.5l1.7 4.3-2.3 1.6a12.5 12.5 0 0 0 6.2 6.2l1.6-2.3L20 15.5V19a1 1 0 0 1-1 1C11 20 4 13 4 5a1 1 0 0 1 1-1z"/>',
    "leave": '<path d="M12.5 4H5.5v16h7M10 12h10M16.5 8.5 20 12l-3.5 3.5"/>',
    "today": '<path d="M3 18h18M6.5 18a5.5 5.5 0 0 1 11 0M12 5.5v3M4.6 9l2 1.8M19.4 9l-2 1.8"/>',
    "log": (
        '<path d="M6 3v18M11 7.5h9M11 16.5h6.5"/>'
        '<circle cx="6" cy="7.5" r="2" fill="currentColor"/>'
        '<circle cx="6" cy="16.5" r="2" fill="currentColor"/>'
    ),
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "pattern": '<path d="M5 20v-4M10 20v-8M15 20V9M20 20V4"/>',
    "steps": '<path d="M3.5 20H8v-4.5h4.5V11H17V6.5h3.5"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "lock": '<path d="M6 11h12v9.5H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
    "go": '<path d="m9 5.5 6.5 6.5L9 18.5"/>',
    "back": '<path d="M15 5.5 8.5 12l6.5 6.5"/>',
    "shut": '<path d="M3 10c2.4 3.6 5.4 5.4 9 5.4s6.6-1.8 9-5.4M12 15.4v3.4M6.7 13.7l-2 2.9M17.3 13.7l2 2.9"/>',
    "eye": '<path d="M3 12c2.4-4 5.4-6 9-6s6.6 2 9 6c-2.4 4-5.4 6-9 6s-6.6-2-9-6z"/><circle cx="12" cy="12" r="2.5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
    "chat": '<path d="M4 5.5h16v11h-8L8 20.5v-4H4z"/>',
    "chats": '<path d="M8 8.5V4.5h12.5v9h-2M3.5 8.5H16v8.5H9.5L6.5 20v-3h-3z"/>',
    "person": '<circle cx="12" cy="7.5" r="3.5"/><path d="M5.5 20.5c0-4.2 2.7-7 6.5-7s6.5 2.8 6.5 7"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.2"/>'
        '<path d="M3 20c0-4 2.4-6.4 6-6.4s6 2.4 6 6.4M15.5 5.2a3 3 0 0 1 0 5.6M17.5 14c2.2.8 3.5 2.8 3.5 6"/>'
    ),
    "gift": '<path d="M4.5 11h15v9.5h-15zM3.5 7.5h17V11h-17zM12 7.5v13M12 7.5C9 7.5 7.5 3.5 10 3.5S12 7.5 12 7.5s0-4 2-4 1 4-2 4z"/>',
    "photo": '<path d="M4 5.5h16v13.5H4zM4.5 16.5 9.5 11l3.5 4 2.5-2.5 4 4"/><circle cx="15.5" cy="9" r="1.2"/>',
    "sound": '<path d="M4 10.5v3M8 7v10M12 4v16M16 8v8M20 10.5v3"/>',
    "file": '<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>',
    "pen": '<path d="m5 19 1.2-4.2L16.6 4.4l3 3L9.2 17.8zM14.3 6.7l3 3"/>',
    "inbox": '<path d="M4 13.5v6.5h16v-6.5M12 3.5V14M8 10l4 4 4-4"/>',
    "capture": '<path d="M4 8.5V4h4.5M15.5 4H20v4.5M20 15.5V20h-4.5M8.5 20H4v-4.5"/><circle cx="12" cy="12" r="3"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.2 2"/>',
    "pin": '<path d="M12 21c4-4.6 6-8 6-11a6 6 0 0 0-12 0c0 3 2 6.4 6 11z"/><circle cx="12" cy="10" r="2"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.2M12 7.8v.1"/>',
    "alert": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v6M12 16.2v.1"/>',
    "law": '<path d="M12 4v16.5M8 20.5h8M5 7h14M5 7l-2.6 6h5.2zM19 7l-2.6 6h5.2z"/>',
    "share": '<path d="M12 14.5V3.5M8 7.5l4-4 4 4M5 12.5v8h14v-8"/>',
    "device": '<path d="M7 3h10v18H7zM11 18h2"/>',
    "hash": '<path d="M9.2 4 7.2 20M16.8 4l-2 16M4.5 9.2h15.3M4 15h15.3"/>',
    "notes": '<path d="M6 3h12v18H6zM9 8h6M9 12h6M9 16h4"/>',
    "globe": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17"/>',
    "house": '<path d="m4 11.5 8-7.5 8 7.5V20.5H4zM10 20.5v-6h4v6"/>',
    "leaf": '<path d="M5 19c0-9 5-14 14-14 0 9-4.5 14-11 14M5 21c1-5 4-8.5 8.5-10.5"/>',
    "gear": '<path d="M4 8h9M17 8h3M4 16h3M11 16h9"/><circle cx="15" cy="8" r="2"/><circle cx="9" cy="16" r="2"/>',
}
TURNS = frozenset({"leave", "go", "back", "log", "steps"})
"""Icons with a direction: they turn round where the text runs from right to left."""
