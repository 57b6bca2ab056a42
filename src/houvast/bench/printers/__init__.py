"""The peers that make a PDF."""
