"""Content as data: what can be chosen, said and counted, each with its source and, once a person did, who checked it."""

from houvast.guidance.item import Checked, Item
from houvast.guidance.library import Catalogue, closest, filled, load, names, read, setting, shown

__all__ = ["Catalogue", "Checked", "Item", "closest", "filled", "load", "names", "read", "setting", "shown"]
