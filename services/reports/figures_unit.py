"""Figures of the unit and the year (`u.`) and of its organisation (`o.`): names, posts, people, subordinate units."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from models.enums import UnitNature
from models.report import Organisation, Subordinate
from services.filing.fields import field_spec
from services.filing.filing import Filing
from services.filing.refs import FieldRef
from services.filing.report_rows import organisation_ref
from services.reports import quote as q
from services.reports.quote import Quote

QUOTAS = ("quota_admin", "quota_public", "quota_institution", "quota_worker")
STAFF = ("staff_admin", "staff_public", "staff_institution", "staff_worker", "staff_contract")
_PEOPLE = (*QUOTAS, *STAFF, "retired", "cadres")
_TOTALS = {"quota": ("编制总数", QUOTAS), "staff": ("在职人员总数", STAFF)}


def subordinates(filing: Filing) -> list[Subordinate]:
    """Budget units below the department, in order."""
    return cast("list[Subordinate]", filing.owned("subordinate", filing.id))


def organisation(filing: Filing) -> Organisation:
    """Facts on the department; all blank when nothing was entered."""
    found = filing.record("organisation", organisation_ref(filing.id, "").id)
    return found if isinstance(found, Organisation) else Organisation(filing_id=filing.id)


def offices(filing: Filing) -> list[str]:
    """Names of the offices (内设机构)."""
    return [line.strip() for line in organisation(filing).offices.splitlines() if line.strip()]


def unit_quote(filing: Filing, rest: str) -> Quote | None:
    """Name of the unit, the year, last year."""
    unit = FieldRef("unit", filing.unit.id, "name")
    known = {
        "name": q.phrase("", "单位名称", filing.unit.name, unit),
        "short": q.phrase("", "单位简称", filing.unit.short_name or filing.unit.name, unit),
        "year": q.phrase("", "年度", str(filing.head.year), FieldRef("filing", filing.id, "year")),
        "last": q.phrase("", "上年度", str(filing.head.year - 1), FieldRef("filing", filing.id, "year")),
    }
    return known.get(rest)


def organisation_quote(filing: Filing, rest: str) -> Quote | None:
    """Posts and people by kind, their sums (`quota`, `staff`), `offices`, `units`, `units.INSTITUTION`, `bodies`."""
    if rest in _TOTALS:
        title, names = _TOTALS[rest]
        known = [value for name in names if (value := getattr(organisation(filing), name)) is not None]
        refs = [organisation_ref(filing.id, name) for name in names]
        return q.count("", title, sum(known) if known else None, "人" if rest == "staff" else "名", *refs)
    if rest == "offices":
        return q.count("", "内设机构个数", len(offices(filing)), "个", organisation_ref(filing.id, "offices"))
    if rest == "bodies":
        below = subordinates(filing)
        refs = [FieldRef("subordinate", one.id, "name") for one in below[:1]]
        return q.count("", "本级和下属预算单位个数", len(below) + 1 if below else None, "个", *refs)
    if rest.partition(".")[0] == "units":
        return _units(filing, rest.partition(".")[2])
    return _field(filing, rest)


def _units(filing: Filing, nature: str) -> Quote | None:
    if nature and nature not in UnitNature.__members__:
        return None
    chosen = [one for one in subordinates(filing) if not nature or one.nature is UnitNature[nature]]
    title = f"下属{UnitNature[nature].value if nature else '预算单位'}个数"
    return q.count("", title, len(chosen), "个", *(FieldRef("subordinate", one.id, "name") for one in chosen[:1]))


def _field(filing: Filing, name: str) -> Quote | None:
    if name not in Organisation.model_fields or name in {"id", "filing_id"}:
        return None
    value, title = getattr(organisation(filing), name), field_spec("organisation", name).title
    ref = organisation_ref(filing.id, name)
    if name in _PEOPLE:
        return q.count("", title, value, "名" if name in QUOTAS else "人", ref)
    if isinstance(value, int):
        return q.count("", title, value, "个", ref)
    return q.phrase("", title, _day(value) if isinstance(value, date) else str(value or ""), ref)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def offered(_filing: Filing) -> Iterator[str]:
    """Keys: the unit, its people and its subordinate units."""
    for name in ("name", "year", "last"):
        yield f"u.{name}"
    for name in (*_TOTALS, *_PEOPLE, "offices", "units", "assessed_before"):
        yield f"o.{name}"
