"""One dossier at rest: opened with a key, recorded to, read from. Where its sealed bytes lie is the `Store`'s business."""
