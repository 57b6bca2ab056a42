"""Sealing and opening, signing and deriving: the only package that imports `cryptography`.

It works on bytes, streams and keys that it is given. It knows no dossier, no folder and no entry.
"""
