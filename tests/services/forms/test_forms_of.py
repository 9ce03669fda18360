"""The one list of forms, and the books an export makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.enums import Moment, ProjectKind
from services.export import Format, Order, export
from services.filing.filing import Filing
from services.forms.catalogue import FORMS, TABLES, build_entry, forms_of
from services.scheme import shipped_schemes
from tests.services.rules.casebook import filing, indicator, project, total


def two(scheme: str = "national-50") -> Filing:
    return filing(
        project(total(1, 1, 1), indicator("≥1人"), id="a", name="甲"),
        project(total(1, 1, 1), indicator("≥1人"), id="b", name=""),
        project(total(1, 1, 1), id="t", name="转移", kind=ProjectKind.TRANSFER),
        scheme=scheme,
    )


def test_forms_follow_the_year() -> None:
    entries = [(entry.group, entry.key, entry.code, entry.name) for entry in forms_of(two()) if entry.project_id != "t"]
    assert entries == [
        ("绩效目标", "declaration:a", "F06a", "甲"),
        ("绩效目标", "declaration:b", "F06a", "未命名项目"),
        ("运行监控", "monitoring:a", "F06b", "甲"),
        ("运行监控", "monitoring:b", "F06b", "未命名项目"),
        ("绩效自评", "evaluation:a", "F01", "甲"),
        ("绩效自评", "evaluation:b", "F01", "未命名项目"),
        ("汇总", "LIST", "LIST", "项目清单"),
        ("汇总", "F05a", "F05a", "项目自评结果汇总表"),
        ("汇总", "F05b", "F05b", "转移支付自评结果汇总表"),
        ("汇总", "PUBLISHED", "PUBLISHED", "外部表格与文中数字"),
        ("报告资料", "RPT-ARRIVAL", "RPT-ARRIVAL", "资金到位情况表"),
        ("报告资料", "RPT-ORGANISATION", "RPT-ORGANISATION", "机构和人员表"),
    ]


@pytest.mark.parametrize("scheme", sorted(shipped_schemes()))
def test_every_form_listed_is_built(scheme: str) -> None:
    built = two(scheme)
    for entry in forms_of(built):
        sheet = build_entry(built, entry)
        assert sheet.code == entry.code
        assert entry.code in (FORMS if entry.moment else TABLES)


def test_keys_are_unique_and_outlive_a_change_of_form() -> None:
    built = two("sichuan-county")
    before = [entry.key for entry in forms_of(built)]
    built.head.project_form = "F01"
    assert [entry.key for entry in forms_of(built)] == before
    assert len(before) == len(set(before))


@pytest.mark.parametrize("moment", [Moment.DECLARATION, Moment.MONITORING])
def test_transfers_have_no_such_form(moment: Moment) -> None:
    built = two()
    assert built.form_at(built.project("t"), moment) == ""


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


@pytest.mark.parametrize(
    ("codes", "books"),
    [
        (
            (),
            [
                "绩效目标（2024年度）.xlsx",
                "运行监控（2024年度）.xlsx",
                "绩效自评（2024年度）.xlsx",
                "汇总（2024年度）.xlsx",
            ],
        ),
        (("F01", "F05a"), ["绩效自评（2024年度）.xlsx", "汇总（2024年度）.xlsx"]),
        (("F06b",), ["运行监控（2024年度）.xlsx"]),
    ],
)
def test_export_writes_one_book_per_group(tmp_path: Path, codes: tuple[str, ...], books: list[str]) -> None:
    assert names(export(two(), Order(tmp_path, (Format.XLSX,), frozenset(codes)))) == books


def test_export_of_one_project_singly(tmp_path: Path) -> None:
    order = Order(tmp_path, (Format.XLSX,), project_ids=frozenset({"a"}), singly=True)
    assert names(export(two(), order)) == ["01-绩效目标-甲.xlsx", "02-运行监控-甲.xlsx", "03-绩效自评-甲.xlsx"]
