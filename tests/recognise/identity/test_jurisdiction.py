"""Which government an organisation belongs to: by its own name, by what stands as a name, or as the register says."""

from pathlib import Path

import pytest

from flows.errors import UnrecognisedError
from flows.model import Registration, Snapshot, Source
from flows.read import read
from flows.recognise import recognise
from flows.recognise.identity.jurisdiction import PrintedNames, jurisdiction_of

TABLE = """部门支出总表

单位：万元

<table><tr><td>科目编码</td><td>科目名称</td><td>合计</td><td>基本支出</td></tr>
<tr><td>201</td><td>一般公共服务支出</td><td>3.00</td><td>3.00</td></tr></table>
"""


@pytest.mark.parametrize(
    ("organisation", "also", "lines", "code"),
    [
        ("厦门市人民政府外事办公室", (), (), "350200"),
        ("上海市普陀区商务委员会", (), (), "310107"),
        ("中共上海市普陀区委社会工作部", (), (), "310107"),
        ("福建省厦门市思明区审计局", (), (), "350203"),
        ("上海图书馆", (), (), "310000"),
        ("普陀区财政局", (), ("上海市普陀区二〇二五年",), "310107"),
        ("普陀区财政局", (), ("浙江省舟山市普陀区",), "330903"),
        ("第一小学", ("上海市普陀区教育局",), (), "310107"),
        ("示例研究中心", (), ("厦门市示例研究中心",), "350200"),
        ("示例研究中心", (), ("福建省", "厦门市人民政府"), "350200"),
        ("福建厦门示例中心", (), (), "350200"),
        ("北京示例大学深圳医院", (), ("深圳市卫生健康委员会",), "440300"),
        ("中国民主同盟厦门市委员会", (), (), "350200"),
        ("中国（福建）自由贸易试验区厦门片区管理委员会", (), ("厦门市",), "350200"),
    ],
)
def test_an_organisation_lies_in_the_place_that_is_named_with_it(
    organisation: str, also: tuple[str, ...], lines: tuple[str, ...], code: str
) -> None:
    assert jurisdiction_of(PrintedNames(organisation, also, lines), "here")[0] == code


@pytest.mark.parametrize(
    ("organisation", "also", "lines"),
    [
        ("国家税务总局", (), ()),
        ("国家税务总局厦门市税务局", (), ("厦门市",)),
        ("财政部厦门监管局", (), ("厦门市思明区",)),
        ("中国示例大学", (), ("北京市",)),
        ("厦门大学", (), ("厦门市",)),
        ("示例大学", ("教育部",), ("厦门市",)),
        ("厦门示例大学", (), ("中华人民共和国教育部",)),
        ("厦门海关", (), ()),
        ("中共中央宣传部", (), ()),
        ("中国国际贸易促进委员会", (), ()),
    ],
)
def test_central_bodies_and_their_units_are_of_the_nation_wherever_they_sit(
    organisation: str, also: tuple[str, ...], lines: tuple[str, ...]
) -> None:
    assert jurisdiction_of(PrintedNames(organisation, also, lines), "here") == ("100000", "中华人民共和国")


@pytest.mark.parametrize(
    ("organisation", "lines", "why"),
    [
        ("普陀区财政局", (), "name of several places"),
        ("云南省示例县财政局", (), "no place that is known"),
        ("示例中心", ("无地名",), "no place is named"),
        ("示例中心", ("厦门市", "北京市"), "no place is named"),
        ("北京示例大学深圳医院", (), "no place is named"),
    ],
)
def test_what_names_no_one_place_is_refused(organisation: str, lines: tuple[str, ...], why: str) -> None:
    with pytest.raises(UnrecognisedError, match=why) as refused:
        jurisdiction_of(PrintedNames(organisation, (), lines), "here")
    assert "register" in refused.value.remedy


@pytest.mark.parametrize(
    ("organisation", "lines", "registered", "code"),
    [
        ("示例中心", (), "350200", "350200"),
        ("普陀区财政局", (), "330903", "330903"),
        ("北京示例大学深圳医院", (), "440300", "440300"),
        ("厦门示例大学", (), "100000", "100000"),
        ("上海图书馆", (), "310000", "310000"),
        ("厦门市示例局", (), "310000", "350200"),
        ("国家税务总局厦门市税务局", (), "350200", "100000"),
    ],
)
def test_the_register_decides_where_no_name_does(
    organisation: str, lines: tuple[str, ...], registered: str, code: str
) -> None:
    assert jurisdiction_of(PrintedNames(organisation, (), lines), "here", registered)[0] == code


PROSE = (
    "学校1950年迁至北京市，1958年迁至南京市。",
    "学校位于北京市海淀区",
    "北京市示例学院是本校前身。本校1950年成立，隶属上海市人民政府。",
    "本部门负责与厦门市的合作，指导上海市普陀区的示例工作。",
)


def snapshot(folder: Path, cover: str, prose: str, registered: str | None = None) -> Snapshot:
    path = folder / "a.md"
    path.write_text(f"{cover}\n\n一、主要职能\n\n{prose}\n\n{TABLE}", encoding="utf-8")
    row = Registration(registered, "示例大学", "2024", "budget", "department") if registered else None
    return Snapshot(Source("a.md", registration=row), "0" * 64, path.stat().st_size, path)


@pytest.mark.parametrize("prose", PROSE)
def test_a_place_in_prose_settles_nothing(prose: str, tmp_path: Path) -> None:
    with pytest.raises(UnrecognisedError, match="no place is named in 示例大学"):
        recognise(read(snapshot(tmp_path, "示例大学2024年部门预算", prose)))


@pytest.mark.parametrize("prose", PROSE)
def test_prose_does_not_move_what_the_cover_or_the_register_places(prose: str, tmp_path: Path) -> None:
    registered = recognise(read(snapshot(tmp_path, "示例大学2024年部门预算", prose, "350200")))
    printed = recognise(read(snapshot(tmp_path, "厦门市\n\n示例大学\n\n2024年部门预算", prose)))
    central = recognise(read(snapshot(tmp_path, "示例大学2024年部门预算\n\n主管部门：教育部", prose)))
    codes = [each.identity.jurisdiction_code for each in (registered, printed, central)]
    assert codes == ["350200", "350200", "100000"]
