"""Which government an organisation belongs to: by its own name, and refused where that does not tell."""

import pytest

from flows.errors import UnrecognisedError
from flows.recognise.identity.jurisdiction import jurisdiction_of


@pytest.mark.parametrize(
    ("organisation", "also", "text", "code"),
    [
        ("厦门市人民政府外事办公室", (), "", "350200"),
        ("上海市普陀区商务委员会", (), "", "310107"),
        ("中共上海市普陀区委社会工作部", (), "", "310107"),
        ("福建省厦门市思明区审计局", (), "", "350203"),
        ("上海图书馆", (), "", "310000"),
        ("普陀区财政局", (), "上海市普陀区二〇二五年", "310107"),
        ("普陀区财政局", (), "浙江省舟山市普陀区", "330903"),
        ("第一小学", ("上海市普陀区教育局",), "", "310107"),
        ("国家税务总局", (), "", "100000"),
        ("示例研究中心", (), "厦门市示例研究中心成立于", "350200"),
    ],
)
def test_an_organisation_lies_in_the_place_that_its_name_begins_with(
    organisation: str, also: tuple[str, ...], text: str, code: str
) -> None:
    assert jurisdiction_of(organisation, also, text, "here")[0] == code


@pytest.mark.parametrize(
    ("organisation", "text", "why"),
    [
        ("普陀区财政局", "", "name of several places"),
        ("云南省示例县财政局", "", "no place that is known"),
        ("示例中心", "无地名", "no place is named"),
    ],
)
def test_what_names_no_one_place_is_refused(organisation: str, text: str, why: str) -> None:
    with pytest.raises(UnrecognisedError, match=why):
        jurisdiction_of(organisation, (), text, "here")
