"""`python -m houvast`."""

from houvast.cli import run

if __name__ == "__main__":
    run()
