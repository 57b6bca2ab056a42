"""Charts as SVG, the same for screen and paper: weeks, days, hours, before and after; and the sentence that stands for each (look.md).

Pure: the same figures give the same bytes. Size carries the number, shape and ink carry the kind. Colours are fixed for paper and have a
class besides, by which a style sheet may set its own.
"""

from houvast.reports.charts.compared import before_after
from houvast.reports.charts.days import days
from houvast.reports.charts.dots import hours
from houvast.reports.charts.sayings import hours_alt, weeks_alt
from houvast.reports.charts.span import Marker, markers
from houvast.reports.charts.weeks import weeks

__all__ = ["Marker", "before_after", "days", "hours", "hours_alt", "markers", "weeks", "weeks_alt"]
