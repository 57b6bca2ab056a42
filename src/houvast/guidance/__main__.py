"""`python -m houvast.guidance` prepares every list of content anew, after a change in `content/*.yaml`."""

from houvast.guidance.library import CONTENT
from houvast.guidance.prepared import PREPARED, prepare

if __name__ == "__main__":
    for path in sorted(CONTENT.glob("*.yaml")):
        (PREPARED / f"{path.stem}.json").write_text(prepare(path), encoding="utf-8", newline="\n")
