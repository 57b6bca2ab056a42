"""Content as data: what can be chosen, said and counted, each with its source and the date it was checked."""

from houvast.guidance.library import Catalogue, Item, closest, load, names, read, setting

__all__ = ["Catalogue", "Item", "closest", "load", "names", "read", "setting"]
