"""What a report is measured on: a dossier of incidents and large photos, and the same words and photos as a page for the peer."""

from __future__ import annotations

import html
import random
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from houvast.bench import chats

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.vault.vault import Vault

_WORDS = "R. stond weer voor de deur en belde aan ik deed niet open daarna kwam er een bericht dat ik thuis was met wie dan ook"
_STYLE = (
    "@page{size:A4;margin:20mm 18mm 18mm 30mm} body{font:9.5pt sans-serif} td{vertical-align:top;padding:1mm}"
    "table{width:100%;border-collapse:collapse} tr{break-inside:avoid} img{max-height:92mm;max-width:100%} section{break-inside:avoid}"
)


def make(vault: Vault, folder: Path, entries: int, photos: int, width: int) -> None:
    """Record so many entries, `photos` of them photos of `width` pixels wide, which are put in `folder` too, with `page.html`."""
    from houvast.bench.inputs import NOW
    from houvast.logbook.entry import Evidence, Incident
    from houvast.logbook.when import When

    random_ = random.Random(chats.SEED)
    rows, shown = list[str](), list[str]()
    for number in range(entries - photos):
        at = (NOW - timedelta(hours=7 * (entries - number))).strftime("%Y-%m-%dT%H:%M")
        words = " ".join(random_.choices(_WORDS.split(), k=30))
        vault.record([Incident(when=When(at), what=words, behaviours=("loitering",), minutes=20, witness="no")], NOW)
        rows.append(
            f"<tr><td>{number + 1}<td>{at}<td>Rondhangen bij huis of werk<br>{html.escape(words)}<td>20 minuten<td>geen</tr>"
        )
    for number in range(photos):
        path = folder / f"foto-{number:03d}.jpg"
        path.write_bytes(_photo(random_, width))
        with path.open("rb") as stream:
            file = vault.keep(stream, path.name)
        vault.record([Evidence(file=file, sort="photo")], NOW, [file.blob])
        shown.append(
            f"<section><h3>B-{number + 1} {path.name}</h3><img src='{path.name}' alt='foto'><p>{file.sha256}</p></section>"
        )
    page = f"<!doctype html><html lang=nl><title>Logboek</title><style>{_STYLE}</style><table>{''.join(rows)}</table>{''.join(shown)}"
    (folder / "page.html").write_text(page, encoding="utf-8")


def _photo(random_: random.Random, width: int) -> bytes:
    """A JPEG with the bytes of a photo: soft shapes and grain."""
    import io

    from PIL import Image

    size = (width, width * 3 // 4)
    small = Image.frombytes("RGB", (40, 30), random_.randbytes(40 * 30 * 3)).resize(size, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(size, 24).convert("RGB")
    target = io.BytesIO()
    Image.blend(small, grain, 0.15).save(target, "JPEG", quality=88)
    return target.getvalue()


def paper(vault: Vault, target: Path) -> dict[str, Any]:
    """A report of all of it: chosen, arranged, set and written."""
    from houvast import guidance
    from houvast.bench.inputs import NOW
    from houvast.insight.timeline import timeline
    from houvast.reports import from_vault, pdf
    from houvast.reports.choose import choose
    from houvast.reports.dossier import About, compose

    begin, worked = time.perf_counter(), time.process_time()
    within = timedelta(hours=guidance.setting("typed-at-the-time"))
    chosen = choose(timeline(vault.entries(), within))
    made = compose(chosen, About(vault.dossier, vault.head, NOW), from_vault.read(vault, chosen))
    pictures = from_vault.pictures_of(vault, chosen)
    pictured, content = time.perf_counter(), pdf.render(made, pictures)
    target.write_bytes(content)
    end = time.perf_counter()
    return {
        "seconds": end - begin, "pictures": len(pictures), "setting": end - pictured, "processor": time.process_time() - worked,
        "size": len(content),
    }  # fmt: skip
