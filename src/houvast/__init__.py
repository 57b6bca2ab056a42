"""Houvast: a sealed logbook and evidence vault for a person who is being stalked."""
