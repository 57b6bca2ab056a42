"""Houvast: a sealed logbook and evidence vault for a person who is being stalked."""

__version__ = "0.1.0"
