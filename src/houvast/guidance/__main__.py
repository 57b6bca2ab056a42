"""`python -m houvast.guidance` prepares every list of content and every route anew, after a change in their YAML."""

from houvast.guidance.library import CONTENT
from houvast.guidance.prepared import prepare, prepared_form

if __name__ == "__main__":
    for path in (*sorted(CONTENT.glob("*.yaml")), *sorted(CONTENT.glob("routes/*.yaml"))):
        prepared_form(path).parent.mkdir(exist_ok=True)
        prepared_form(path).write_text(prepare(path), encoding="utf-8", newline="\n")
