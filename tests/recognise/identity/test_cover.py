"""Covers and contents, as they are set: which disclosure it is, and where its first table begins."""

from pathlib import Path

import pytest

from tests.recognise.reading import disclosure_of

TABLE = """部门支出总表
单位：万元
<table><tr><td>科目编码</td><td>科目名称</td><td>合计</td><td>基本支出</td></tr>
<tr><td>201</td><td>一般公共服务支出</td><td>3.00</td><td>3.00</td></tr></table>
"""


def document(folder: Path, *parts: str) -> Path:
    path = folder / "a.md"
    path.write_text("\n\n".join((*parts, TABLE)), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cover", "disclosure_id"),
    [
        ("附件1\n\n上海市徐汇区教育局\n\n2025年部门预算", "310104-2025-budget-department-上海市徐汇区教育局"),
        ("上海市民政局二〇二五年部门预算", "310000-2025-budget-department-上海市民政局"),
        (
            "部门预算公开\n\n（2025年度）\n\n单位名称：厦门市同安区水利局\n\n二〇二五年二月",
            "350212-2025-budget-unit-厦门市同安区水利局",
        ),
        ("厦门市思明区审计局\n\n2023年度部门决算\n\n二○二四年九月", "350203-2023-final-department-厦门市思明区审计局"),
        ("上海市民政局本级\n\n2024年度单位决算", "310000-2024-final-unit-上海市民政局本级"),
        ("2024年度厦门市教育局本级部门预算", "350200-2024-budget-department-厦门市教育局"),
        (
            "上海市普陀区2025年区级单位预算\n\n预算主管部门：上海市普陀区教育局\n\n预算单位：上海市曹杨第二中学",
            "310107-2025-budget-unit-上海市曹杨第二中学",
        ),
        ("财 政 部\n\n2025年部门预算", "100000-2025-budget-department-财政部"),
    ],
)
def test_a_cover_tells_which_disclosure_it_is(tmp_path: Path, cover: str, disclosure_id: str) -> None:
    assert disclosure_of(document(tmp_path, cover)).identity.disclosure_id == disclosure_id


def test_the_contents_end_above_the_first_title_where_their_first_entry_has_no_heading(tmp_path: Path) -> None:
    contents = "目 录\n\n一、主要职能\n\n二、部门预算表\n\n1. 部门支出总表\n\n2. 部门收入总表\n\n二、部门预算表"
    tables = disclosure_of(document(tmp_path, "厦门市示例局2025年部门预算", contents)).tables
    assert [(table.table_name, table.status) for table in tables] == [
        ("revenue", "missing"),
        ("expenditure", "present"),
    ]


def test_a_saved_page_without_a_cover_says_in_its_title_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    title = "<title>厦门市示例局2024年度部门预算-厦门市人民政府</title>"
    printed = TABLE.replace("部门支出总表", "<p>部门支出总表</p>").replace("单位：万元", "<p>单位：万元</p>")
    path.write_text(f"<html><head>{title}</head><body>{printed}</body></html>", encoding="utf-8")
    assert disclosure_of(path).identity.disclosure_id == "350200-2024-budget-department-厦门市示例局"
