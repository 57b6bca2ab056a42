"""The pixels of a HEIC or HEIF picture, decoded in a process of its own that holds no key, writes no file and gets little memory.

Decoders of this format have been taken over by pictures made for it, and anyone can send her one. So the decoder never runs beside an
open dossier: `pixels` starts this file as a program, gives it the picture and reads pixels back. A decoder that falls over, hangs or
asks or answers too much costs one picture.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading

_SECONDS = 30
_LEFT = 1  # second: what it started in its turn may hold the pipes open for ever
_MEMORY = 3 * 2**30  # addresses; a picture of 48 megapixels takes about a quarter
_NEEDED = ("SYSTEMROOT",)  # of the environment: without it Windows starts nothing
_MOST_STATED = 100_000_000  # pixels, as `photo.MOST_OPENED`


def pixels(content: bytes, most: int) -> tuple[tuple[int, int], bytes] | None:
    """Width, height and RGB of a picture, upright, scaled to at most so many pixels; None of what does not open."""
    answer = _answer([sys.executable, "-I", __file__, str(most)], content, 8 + 3 * most)
    size, seen = (int.from_bytes(answer[:4]), int.from_bytes(answer[4:8])), answer[8:]
    return (size, seen) if 0 < size[0] * size[1] <= most and len(seen) == 3 * size[0] * size[1] else None


def _answer(command: list[str], content: bytes, most: int) -> bytes:
    """What a program says of this content; nothing when it fails, takes too long, or says more than so many bytes: then it is ended."""
    needed = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, env=needed)  # noqa: S603 -- ours
    except OSError:
        return b""
    said = list[bytes]()

    def tell() -> None:
        assert child.stdin is not None
        with contextlib.suppress(OSError), child.stdin:
            child.stdin.write(content)

    def hear() -> None:
        assert child.stdout is not None
        with child.stdout:
            said.append(child.stdout.read(most + 1))
        if len(said[0]) > most:
            child.kill()

    threads = [threading.Thread(target=each, daemon=True) for each in (tell, hear)]
    for each in threads:
        each.start()
    try:
        ended = child.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        ended = child.wait()
    for each in threads:
        each.join(_LEFT)
    return said[0] if ended == 0 and said and len(said[0]) <= most else b""


def _shut_in() -> None:
    """Little memory, little time, no file; where the system knows no such limits, none."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (("AS", _MEMORY), ("CPU", _SECONDS), ("FSIZE", 0), ("CORE", 0)):
        with contextlib.suppress(ValueError, OSError):  # it has less already, or may not say
            resource.setrlimit(getattr(resource, f"RLIMIT_{what}"), (most, most))


def _decoded(content: bytes, most: int) -> bytes:
    """Width and height in four bytes each, then RGB. What the file says of turning is done by the decoder (ISO/IEC 23008-12, 6.5.10)."""
    import pillow_heif
    from PIL import Image

    for beside in ("THUMBNAILS", "DEPTH_IMAGES", "AUX_IMAGES"):  # only the picture itself is asked for
        setattr(pillow_heif.options, beside, False)
    pillow_heif.options.DECODE_THREADS = 1
    opened = pillow_heif.open_heif(content)
    wide, high = opened.size
    if wide * high > _MOST_STATED:
        raise ValueError(opened.size)
    seen = opened.to_pillow()
    shrink = min(1.0, (most / (seen.width * seen.height)) ** 0.5)
    size = max(1, int(seen.width * shrink)), max(1, int(seen.height * shrink))
    size = min(size[0], most // size[1] or 1), min(size[1], most // size[0] or 1)
    if seen.has_transparency_data:
        white = Image.new("RGBA", seen.size, "white")
        seen = Image.alpha_composite(white, seen.convert("RGBA"))
    small = seen.convert("RGB").resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return small.width.to_bytes(4) + small.height.to_bytes(4) + small.tobytes()


if __name__ == "__main__":
    _shut_in()
    sys.stdout.buffer.write(_decoded(sys.stdin.buffer.read(), int(sys.argv[1])))
