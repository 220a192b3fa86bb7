"""Names come out whole, whatever signs they hold and wherever on the cover they stand."""

from pathlib import Path

import pytest

from tests.recognise.reading import disclosure_of

TABLE = """部门支出总表

单位：万元

<table><tr><td>科目编码</td><td>科目名称</td><td>合计</td><td>基本支出</td></tr>
<tr><td>201</td><td>一般公共服务支出</td><td>3.00</td><td>3.00</td></tr></table>
"""
COVERS = {
    "one line": "{name}2024年度部门预算",
    "the year first": "2024年度{name}部门预算",
    "the year without 年": "{name}2024部门预算",
    "a line of its own": "{name}\n\n2024年部门预算",
    "three lines": "2024年度\n\n{name}\n\n部门预算",
    "below an annex and a date": "附件1\n\n2024年2月1日\n\n{name}\n\n2024年部门预算公开",
    "an enumerated line": "一、{name}2024年部门预算",
    "a label": "2024年部门预算\n\n部门名称：{name}",
    "a label beside another": "2024年部门预算\n\n部门名称：{name}  金额单位：万元",
}
NAMES = (
    "厦门市12345热线示例中心",
    "厦门市第1示例学校",
    "厦门市示例学校2",
    "厦门市2049示例学校",
    "厦门市第一〇一示例中学",
    "厦门市“双招双引”工作专班",
    "厦门市＂双招双引＂工作专班",
    "厦门市示例「测试」中心",
    "厦门市ABC示例中心",
    "厦门市Wi-Fi示例中心",
    "厦门市示例 Lab",
    "厦门市示例－测试中心",
    "厦门市示例·测试学校",
    "厦门市示例·A-1号基地",
    "厦门市示例、测试办公室",
    "厦门市示例&测试中心",
    "厦门市示例局（本级）",
    "厦门市示例局（汇总）",
    "厦门市示例指挥部（第3）",
    "厦门市示例局（厦门市示例（海沧）中心）",
    "厦门市预算示例中心",
    "厦门市部门协调示例中心",
    "厦门市示例青少年",
    "厦门市思明区示例街道",
)


def organisation_of(path: Path, content: str) -> str:
    path.write_text(content, encoding="utf-8")
    return disclosure_of(path).identity.organisation


@pytest.mark.parametrize("cover", COVERS.values(), ids=COVERS.keys())
@pytest.mark.parametrize("name", NAMES)
def test_a_name_on_the_cover_comes_out_whole(name: str, cover: str, tmp_path: Path) -> None:
    found = organisation_of(tmp_path / "a.md", f"{cover.format(name=name)}\n\n{TABLE}")
    assert found == name.replace(" ", "")


@pytest.mark.parametrize("site", ["{}2024年度部门预算-厦门市人民政府", "厦门市人民政府-{}2024年度部门预算"])
@pytest.mark.parametrize("name", NAMES)
def test_so_does_one_in_the_title_of_a_web_page(name: str, site: str, tmp_path: Path) -> None:
    printed = TABLE.replace("部门支出总表", "<p>部门支出总表</p>").replace("单位：万元", "<p>单位：万元</p>")
    page = f"<html><head><title>{site.format(name)}</title></head><body>{printed}</body></html>"
    assert organisation_of(tmp_path / "a.html", page) == name.replace(" ", "")


@pytest.mark.parametrize("name", NAMES)
def test_so_does_one_beside_the_tables(name: str, tmp_path: Path) -> None:
    head = f"2024年部门预算\n\n部门支出总表\n\n编制部门：{name}"
    found = organisation_of(tmp_path / "a.md", f"{head}\n\n{TABLE.removeprefix('部门支出总表')}")
    assert found == name.replace(" ", "")


@pytest.mark.parametrize(
    ("cover", "name", "scope"),
    [
        ("厦门市示例局部门2024年度\n\n部门预算公开", "厦门市示例局", "department"),
        ("2024年厦门市示例局（本级）部\n\n门预算", "厦门市示例局（本级）", "department"),
        ("2024年厦门市第1示例学校单\n\n位预算", "厦门市第1示例学校", "unit"),
        (
            "中共厦门市委\n\n“双招双引”工作领导小组办公室\n\n2024年部门预算",
            "中共厦门市委“双招双引”工作领导小组办公室",
            "department",
        ),
    ],
)
def test_a_title_is_read_over_the_ends_of_its_lines(cover: str, name: str, scope: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"{cover}\n\n{TABLE}", encoding="utf-8")
    identity = disclosure_of(path).identity
    assert (identity.organisation, identity.scope) == (name, scope)
