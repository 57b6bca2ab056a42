"""The fonts of the reports: all there, small, free, and with the characters that reports and chats use."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from houvast import reports

FONTS = Path(reports.__file__).with_name("fonts")
ORDER = ("Noto Sans", "Noto Naskh Arabic", "Noto Sans Math", "Noto Emoji", "Noto Sans Symbols2")


def compiled(line: str, *families: str) -> list[str]:
    """What Typst warns of when it sets this line in these families and nothing else."""
    names = ", ".join(f'"{each}"' for each in families)
    source = f"#set text(font: ({names},), fallback: false)\n#text(sys.inputs.line)"
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    compiler = typst.Compiler(source.encode(), font_paths=fonts, ignore_system_fonts=True, sys_inputs={"line": line})
    content, warned = compiler.compile_with_warnings(format="pdf", pdf_standards=["a-2u"])
    assert isinstance(content, bytes)
    assert content.startswith(b"%PDF-")
    return [str(each) for each in warned]


def test_typst_sees_our_families_and_weights() -> None:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    seen = sorted((each.family, each.weight) for each in fonts.fonts())
    assert seen == [
        ("Noto Emoji", 400),
        ("Noto Naskh Arabic", 400),
        ("Noto Sans", 400),
        ("Noto Sans", 600),
        ("Noto Sans", 700),
        ("Noto Sans Math", 400),
        ("Noto Sans Mono", 400),
        ("Noto Sans Symbols2", 400),
        ("Noto Serif", 400),
    ]


def test_all_fonts_together_stay_small() -> None:
    assert sum(each.stat().st_size for each in FONTS.iterdir()) <= 3_000_000


def test_the_licence_lies_beside_them_and_the_readme_names_every_file() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    said = (FONTS / "README.md").read_text(encoding="utf-8")
    fonts = list(FONTS.glob("*.ttf"))
    assert len(fonts) == 9
    assert all(each.name in said for each in fonts)


@pytest.mark.parametrize(
    "line",
    [
        "Hij stond wéér voor de deur: ‘ik weet je te vinden’ – €50, 12:30, naïef, ĳs, coöperatie…",
        "ğüşİıöç ąćęłńóśźż ăâîșț čďěňřšťůž ñ¿¡ ß ő ű",
        "Αυτός ήταν πάλι εδώ. Он снова стоял у двери. Ґанок їжак",
        "هو كان واقف قدام الباب ١٢٣ پچگژ، أين أنت؟",
        "← ↑ → ↓ ⇒ ● ○ ■ □ ▲ ▼ ≤ ≥ ≠ − × ÷ ± ½",
        "☐ ☑ ☒ ✓ ✗ ✔ ✘ ⚠ ☎ ✉ ★ ☆ ♥",
        "🙂 😡 🖕 👍🏽 ❤️ 🔪 👩‍👧 🇳🇱 📷 🎤 📞 🔒 🌹 💔",
    ],
)
def test_reports_and_chats_are_drawn_without_an_empty_box(line: str) -> None:
    assert compiled(line, *ORDER) == []


def test_a_character_we_have_no_font_for_does_not_pass_unseen() -> None:
    with pytest.raises(typst.TypstError):
        compiled("漢", *ORDER)


@pytest.mark.parametrize("family", ["Noto Serif", "Noto Sans Mono"])
def test_serif_and_mono_have_the_letters_of_europe(family: str) -> None:
    assert compiled("AGE-SECRET-KEY-1 0O1lI café ĳ ğş ąę Ωδ Жя – ‘’ €", family) == []
