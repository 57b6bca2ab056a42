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

    from PIL.Image import Image

    from houvast.vault.vault import Vault

_WORDS = "R. stond weer voor de deur en belde aan ik deed niet open daarna kwam er een bericht dat ik thuis was met wie dan ook"
_STYLE = (
    "@page{size:A4;margin:20mm 18mm 18mm 30mm} body{font:9.5pt sans-serif} td{vertical-align:top;padding:1mm}"
    "table{width:100%;border-collapse:collapse} tr{break-inside:avoid} img{max-height:92mm;max-width:100%} section{break-inside:avoid}"
)


def make(vault: Vault, folder: Path, entries: int, photos: int, width: int) -> None:
    """Record so many entries, `photos` of them photos of `width` pixels wide, which are put in `folder` too, with `page.html`."""
    from houvast.bench.inputs import NOW
    from houvast.logbook.entry import Incident
    from houvast.logbook.evidence import Evidence
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
    grain = _grain(random_, width)
    for number in range(photos):
        path = folder / f"foto-{number:03d}.jpg"
        path.write_bytes(_photo(random_, grain))
        with path.open("rb") as stream:
            file = vault.keep(stream, path.name)
        vault.record([Evidence(file=file, sort="photo")], NOW, [file.blob])
        shown.append(
            f"<section><h3>B-{number + 1} {path.name}</h3><img src='{path.name}' alt='foto'><p>{file.sha256}</p></section>"
        )
    page = f"<!doctype html><html lang=nl><title>Logboek</title><style>{_STYLE}</style><table>{''.join(rows)}</table>{''.join(shown)}"
    (folder / "page.html").write_text(page, encoding="utf-8")


def _grain(random_: random.Random, width: int) -> Image:
    """The noise of a sensor, so large that each photo can take another part of it."""
    from PIL import Image

    square = Image.frombytes("RGB", (256, 256), random_.randbytes(256 * 256 * 3))
    whole = Image.new("RGB", (width + 256, width * 3 // 4 + 256))
    for left in range(0, whole.width, 256):
        for top in range(0, whole.height, 256):
            whole.paste(square.rotate(90 * random_.randrange(4)), (left, top))
    return whole


def _photo(random_: random.Random, grain: Image) -> bytes:
    """A JPEG with the bytes of a photo: soft shapes and grain."""
    import io

    from PIL import Image

    size = (grain.width - 256, grain.height - 256)
    soft = Image.frombytes("RGB", (40, 30), random_.randbytes(40 * 30 * 3)).resize(size, Image.Resampling.BICUBIC)
    left, top = random_.randrange(256), random_.randrange(256)
    target = io.BytesIO()
    Image.blend(soft, grain.crop((left, top, left + size[0], top + size[1])), 0.1).save(target, "JPEG", quality=88)
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
