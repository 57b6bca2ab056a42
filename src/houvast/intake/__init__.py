"""What comes in: exports and files that are kept, read and recorded with a receipt, and what she types."""
