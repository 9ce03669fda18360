"""Unit 单位: the department or a subordinate budget unit, one record for each year's filing.

A unit that is renamed signs its earlier years, fixed and published, by the name it had.
"""

from __future__ import annotations

from models import columns
from models.enums import UnitNature
from models.record import Record


class Unit(Record):
    """A budget unit as it signs its forms."""

    name: str = columns.text("单位名称")
    short_name: str = columns.text("单位简称", 40)
    code: str = columns.text("单位编码", 40)
    nature: UnitNature = columns.choice("单位性质", UnitNature.ADMINISTRATIVE)
    region: str = columns.text("地区", 60)
    department_name: str = columns.text("主管部门名称")
    department_code: str = columns.text("主管部门编码", 40)


class UnitRow(Unit, table=True):
    """Table of units."""

    __tablename__ = "unit"
