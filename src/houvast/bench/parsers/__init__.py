"""Other people's readers of WhatsApp exports, each a small program that prints its seconds; run by `.venv-bench`."""
