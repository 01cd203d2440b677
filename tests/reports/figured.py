"""Lines and rows of made-up figures, without a database."""

from datetime import date

from personnel.models import Unit
from reports.heat import HeatRow
from reports.lines import Line
from reports.workforce import Part
from targets.criteria import BY_CODE, H2030
from targets.figures import Figure
from targets.lens import Lens

DAY = date(2026, 11, 28)
LENS = Lens(H2030, DAY, DAY)
PROVINCE = Unit(pk=1, code="51", name="Tỉnh Quảng Ngãi", level="province", kind="tỉnh")
COMMUNE = Unit(pk=3, code="21487", name="Xã Ba Điền", level="commune", kind="xã", parent_id=2)
# 100%, half, 60% of dossiers, and one that is only monitored.
WHOLE, HALF = "2030.key.professional", "2030.kinh_minority_area.ethnic_language"
DOSSIERS, MONITORED = "2025.units.online_dossiers", "2025.urban_young.foreign_language"
FLOOR = "2025.key.theory"


def a_line(code, met, short=0, unknown=0, lens=LENS, unit=PROVINCE):
    """Return the line of a criterion with such a figure."""
    return Line(lens, unit, BY_CODE[code], Figure(met, short, unknown))


def a_row(name, complete, people, *cells, code=""):
    """Return the row of a unit in which so many of its people meet everything."""
    unit = Unit(pk=len(name), code=code or name, name=name, level="district", kind="huyện")
    parts = [Part("", count, people, "") for count in (people, complete, people - complete)]
    everyone, met, unmet = parts
    return HeatRow(unit, "", everyone, list(cells), 0, met, unmet)
