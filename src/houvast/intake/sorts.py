"""The kind of evidence that the name of a file suggests (C16-C22)."""

from __future__ import annotations

_SORTS = {
    "photo": (".jpg", ".jpeg", ".png", ".heic", ".heif", ".hif", ".avif", ".webp", ".gif", ".tif", ".tiff"),
    "camera": (".mp4", ".mov", ".3gp", ".avi", ".mkv"),
    "voicemail": (".amr", ".opus", ".ogg"),  # the last two are how chats keep what was spoken into them
    "call-recording": (".wav", ".mp3", ".m4a"),
    "email": (".eml", ".mbox", ".msg"),
}


def sort_of(name: str) -> str | None:
    """The kind of evidence a file's name suggests (C16-C22); she can say otherwise."""
    suffix = "." + name.rsplit(".", 1)[-1].lower()
    if name.upper().startswith("VID-"):  # sent in a chat: no camera of hers saw it
        return "message"
    return next((sort for sort, suffixes in _SORTS.items() if suffix in suffixes), None)
