"""Sheets to print for one use: intake, flight plan, cards, damages, statement, effects, measures (J12-J14, J19, J20, J32, J46, J47).

Plain data, in Dutch; nothing in it is markup. Naming a sheet is asking for what it is made of; all else that is private stays away
unless she includes it (J07). The name of the stalker stands on none of them but the intake sheet, and there only as she wrote it.
"""

from houvast.reports.sheets.parts import Box, Sheet, Table, texts

__all__ = ["Box", "Sheet", "Table", "texts"]
