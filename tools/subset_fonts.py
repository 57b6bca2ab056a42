# ruff: noqa: INP001 -- a script, no package
"""Makes `src/houvast/reports/fonts/`: the Noto fonts of Debian, and Noto Emoji of npm, cut down to what reports need.

It fetches nothing and is no part of the wheel; src/houvast/reports/fonts/README.md says where the whole fonts come from. Run it as

    python tools/subset_fonts.py /usr/share/fonts/truetype/noto path/to/NotoEmoji_400Regular.ttf

with fonttools 4.68.0. Same fonts in, same bytes out.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src" / "houvast" / "reports" / "fonts"

LETTERS = (
    (0x0020, 0x007E), (0x00A0, 0x024F),  # Latin, with every European language
    (0x0250, 0x036F),  # phonetic signs, modifiers, combining marks: names in chats are decomposed at times
    (0x0370, 0x03FF), (0x1F00, 0x1FFF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin additional: Vietnamese, Turkish transcriptions
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x218F),  # punctuation, currency, letterlike
    (0x2190, 0x21FF), (0x2200, 0x22FF),  # arrows, mathematics
    (0x2500, 0x25FF),  # boxes, blocks, shapes
    (0xFB00, 0xFB06), (0xFFFC, 0xFFFD),
)  # fmt: skip
ARABIC = (
    (0x0020, 0x007E), (0x00A0, 0x00A0), (0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC),
)  # fmt: skip
SYMBOLS = (
    (0x0020, 0x0020), (0x00A0, 0x00A0), (0x2190, 0x21FF), (0x2300, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x27BF),
    (0x2900, 0x297F), (0x2B00, 0x2BFF), (0xFE0E, 0xFE0F), (0x1F100, 0x1F1FF), (0x1F300, 0x1F5FF), (0x1F650, 0x1F67F),
    (0x1F780, 0x1F8FF),
)  # fmt: skip
MATHEMATICS = ((0x0020, 0x0020), (0x2190, 0x22FF), (0x25A0, 0x25FF), (0x27F0, 0x27FF))  # Noto Sans has no arrows
EMOJI = ((0x0020, 0x10FFFF),)
FALLBACKS = ("NotoNaskhArabic-Regular", "NotoSansMath-Regular", "NotoEmoji-Regular", "NotoSansSymbols2-Regular")

DEBIAN = {
    "NotoSans-Regular.ttf": LETTERS,
    "NotoSans-SemiBold.ttf": LETTERS,
    "NotoSans-Bold.ttf": LETTERS,
    "NotoSerif-Regular.ttf": LETTERS,
    "NotoSansMono-Regular.ttf": LETTERS,
    "NotoNaskhArabic-Regular.ttf": ARABIC,
    "NotoSansMath-Regular.ttf": MATHEMATICS,
    "NotoSansSymbols2-Regular.ttf": SYMBOLS,
}


def subset(source: Path, target: Path, ranges: tuple[tuple[int, int], ...]) -> None:
    """Write the part of a font that draws these characters, with its names and licence, without hints."""
    from fontTools import subset as cutting

    options = cutting.Options()
    options.hinting = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = ["*"]
    options.layout_features = [*options.layout_features, "tnum", "lnum", "pnum"]
    font = cutting.load_font(str(source), options)
    cutter = cutting.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
    cutter.subset(font)
    cutting.save_font(font, str(target), options)


def write_coverage() -> None:
    """Write `coverage.json`: the ranges of characters that the paper can set, in recorded words and in ours.

    Left out is what draws nothing and what turns the direction of reading: that is shown by its number, or not at all.
    """
    from fontTools.ttLib import TTFont

    drawn = {path.stem: set(TTFont(path).getBestCmap()) for path in TARGET.glob("*.ttf")}
    known = drawn["NotoSans-Regular"] & drawn["NotoSerif-Regular"]
    known = known.union(*(drawn[name] for name in FALLBACKS))
    silent = {0x7F, 0xAD, *range(0x80, 0xA0), *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070)}
    ranges: list[list[int]] = []
    for code in sorted(known - silent - {*range(32), *range(0xFE00, 0xFE10), 0xFEFF}):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    (TARGET / "coverage.json").write_text(json.dumps(ranges, separators=(",", ":")) + "\n", encoding="ascii")


def main() -> None:
    """Make all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("noto", type=Path, help="the folder with the fonts of fonts-noto-core and fonts-noto-mono")
    parser.add_argument("emoji", type=Path, help="NotoEmoji_400Regular.ttf of @expo-google-fonts/noto-emoji")
    args = parser.parse_args()
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, ranges in DEBIAN.items():
        subset(args.noto / name, TARGET / name, ranges)
    subset(args.emoji, TARGET / "NotoEmoji-Regular.ttf", EMOJI)
    write_coverage()


if __name__ == "__main__":
    main()
