"""Verify from bytes alone, in the numbered steps of docs/format.md, 11. No disk, no clock, no secret: files come as an argument."""
