"""HTML as plain text: nothing is run, fetched or rendered; every link shows the address it really goes to.

Styles are not looked at: what a page hides is text here too. Scripts, styles, comments and the title are left out.
"""

from __future__ import annotations

import html
import re

_TOKEN, _TOKEN_PLAIN = (
    re.compile(
        r"<!--.*?(?:-->|\Z)|<(?P<skipped>script|style|title)\b.*?(?:</(?P=skipped)\b[^>]*+(?:>|\Z)|\Z)|<[!?][^>]*+(?:>|\Z)"
        rf"|<(?P<end>/?)(?P<tag>[a-z][^\s/>]*+)(?P<rest>{quoted}*+)>|<(?P<end2>/?)(?P<tag2>[a-z][^\s/>]*+)[^>]*+(?:>|\Z)",
        re.IGNORECASE | re.DOTALL,
    )
    for quoted in (r"(?:[^\"'>]|\"[^\"]*+\"|'[^']*+')", r"(?:[^\"'>]|\"[^\">]*+\"|'[^'>]*+')")
)
_HREF, _ALT = (
    re.compile(rf"""(?:^|[\s"'/]){name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
    for name in ("href", "alt")
)
_LINES = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav",
    "ol", "p", "pre", "section", "table", "tbody", "tr", "ul",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


def charset_of(raw: bytes) -> str | None:
    """The set of characters the page itself names."""
    found = _CHARSET.search(raw[:4096])
    return found[1].decode("ascii") if found else None


def text_of(page: str, *, links: bool = True) -> str:
    """The words of a page in lines; `links=False` leaves out addresses and the words that stand for pictures."""
    page_of, at, token = _Page(links), 0, _TOKEN
    while found := token.search(page, at):
        page_of.words(page[at : found.start()])
        page_of.tag(
            (found["tag"] or found["tag2"] or "").lower(), found["rest"], ends=bool(found["end"] or found["end2"])
        )
        if (
            found["tag2"] is not None
        ):  # a quote in it never closes: to look for its end again behind every tag takes for ever
            token = _TOKEN_PLAIN  # in which a tag ends at its first >, in quotes or not
        at = found.end()
    page_of.words(page[at:])
    return page_of.text()


class _Page:
    """What is read of a page so far: `_link` is the address of the open link and where its words begin."""

    def __init__(self, links: bool) -> None:  # noqa: FBT001 - the one thing it is asked
        self._links, self._out, self._kept = links, list[str](), 0
        self._link: tuple[str, int] | None = None

    def words(self, between: str) -> None:
        """What stands between two tags."""
        self._out.append(html.unescape(between if self._kept else _SPACE.sub(" ", between)))

    def tag(self, name: str, rest: str | None, *, ends: bool) -> None:
        """A tag and what stands in it."""
        if name == "a":
            self._close_link()
            self._link = None if ends else (_attribute(_HREF, rest), len(self._out))
        elif name == "pre":
            self._kept = max(0, self._kept - 1) if ends else self._kept + 1
        elif name == "img" and self._links:
            self._out.append(_attribute(_ALT, rest))
        if name in _LINES:
            self._out.append("\n")
        elif name in _CELLS:
            self._out.append(" ")

    def _close_link(self) -> None:
        href, begin = self._link or ("", 0)
        shown = href.removeprefix("mailto:")
        if self._links and shown and shown not in "".join(self._out[begin:]):
            self._out.append(f" <{shown}> ")

    def text(self) -> str:
        """All of it."""
        self._close_link()
        return _tidied("".join(self._out))


def _attribute(which: re.Pattern[str], rest: str | None) -> str:
    found = which.search(rest or "")
    said = next(each for each in found.groups() if each is not None) if found else ""
    return _SPACE.sub(" ", html.unescape(said)).strip()


def _tidied(text: str) -> str:
    """Lines without blanks at their ends, and never more than one empty line."""
    lines = [re.sub(r" {2,}", " ", line).strip() for line in text.replace("\r\n", "\n").split("\n")]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept).strip("\n")
