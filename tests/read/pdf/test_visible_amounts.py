"""PDF: an amount that its page does not show, or shows otherwise, is never read in silence."""

from dataclasses import replace
from pathlib import Path

import pytest

from flows.errors import UnreadableError
from flows.model import Grid
from tests.read.pdf.drawing import Drawn, pdf_of, stream, text
from tests.read.pdf.test_pdf_reader import document

HIDDEN = "999.99"
T = text(HIDDEN)
CELL = "201 701 98 18 re"
WHITE = "1 g "
_IMAGE = "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
_FORM = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
_LAYER = "<</Type/OCG/Name(layer)>>"
_PROPERTIES = "/Properties<</L 5 0 R>>"
_AXIAL = (
    "/ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 1 0]/Extend[true true]"
    "/Function<</FunctionType 2/Domain[0 1]/C0[1]/C1[1]/N 1>>"
)


def _annotation(kind: str, entries: str = "") -> Drawn:
    appearance = stream("1 g 0 0 98 18 re f", "/Type/XObject/Subtype/Form/BBox[0 0 98 18]")
    note = f"<</Type/Annot/Subtype/{kind}/Rect[201 701 299 719]/F 4/AP<</N 6 0 R>>{entries}>>"
    return Drawn(T, page="/Annots[5 0 R]", objects=(note, appearance))


def _state(entries: str, *objects: str | bytes) -> Drawn:
    return Drawn(f"/G gs {T}", resources=f"/ExtGState<</G<<{entries}>>>>", objects=objects)


def _layer(config: str, group: str = _LAYER, *objects: str) -> Drawn:
    catalog = f"/OCProperties<</OCGs[5 0 R]/D<<{config}>>>>"
    return Drawn(f"/OC /L BDC {T} EMC", resources=_PROPERTIES, catalog=catalog, objects=(group, *objects))


UNSEEN = {
    "rectangle": Drawn(f"{T}{WHITE}{CELL} f"),
    "rectangle by lines": Drawn(f"{T}{WHITE}201 701 m 299 701 l 299 719 l 201 719 l h f"),
    "curve": Drawn(f"{T}{WHITE}150 710 m 150 760 350 760 350 710 c 350 660 150 660 150 710 c f"),
    "polygon": Drawn(f"{T}{WHITE}201 701 m 250 690 l 299 701 l 299 719 l 250 730 l 201 719 l f"),
    "thick stroke": Drawn(f"{T}1 G 18 w 201 710 m 299 710 l S"),
    "many thin strokes": Drawn(T + "1 G 1.5 w " + "".join(f"201 {y} m 299 {y} l S " for y in range(702, 719))),
    "picture": Drawn(
        f"{T}q 98 0 0 18 201 701 cm /I Do Q", resources="/XObject<</I 5 0 R>>", objects=(stream(b"\xff", _IMAGE),)
    ),
    "inline picture": Drawn(f"{T}q 98 0 0 18 201 701 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q"),
    "mask painted white": Drawn(f"{T}{WHITE}q 98 0 0 18 201 701 cm BI /W 1 /H 1 /BPC 1 /IM true ID \x00 EI Q"),
    "picture with a soft mask": Drawn(
        f"{T}q 98 0 0 18 201 701 cm /I Do Q",
        resources="/XObject<</I 5 0 R>>",
        objects=(stream(b"\xff", f"{_IMAGE}/SMask 6 0 R"), stream(b"\xff", _IMAGE)),
    ),
    "picture of another number": Drawn(
        f"{T}{WHITE}{CELL} f 0 g 205 706 4 7 re f 211 706 1 7 re f 214 706 4 7 re f 219 706 1 1 re f"
    ),
    "tiling pattern": Drawn(
        f"{T}/Pattern cs /P scn {CELL} f",
        resources="/Pattern<</P 5 0 R>>",
        objects=(
            stream(
                "1 g 0 0 5 5 re f",
                "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 5 5]/XStep 5/YStep 5/Resources<<>>",
            ),
        ),
    ),
    "shading": Drawn(f"{T}{CELL} W n /S sh", resources="/Shading<</S 5 0 R>>", objects=(f"<<{_AXIAL}>>",)),
    "shading pattern": Drawn(
        f"{T}/Pattern cs /P scn {CELL} f",
        resources="/Pattern<</P 5 0 R>>",
        objects=(f"<</PatternType 2/Shading<<{_AXIAL}>>>>",),
    ),
    "form": Drawn(f"{T}/X Do", resources="/XObject<</X 5 0 R>>", objects=(stream(f"{WHITE}{CELL} f", _FORM),)),
    "stamp": _annotation("Stamp"),
    "square": _annotation("Square", "/IC[1 1 1]"),
    "ink": _annotation("Ink", "/InkList[[201 710 299 710]]"),
    "free text without number": _annotation("FreeText", "/Contents(draft)/DA(/Helv 10 Tf)"),
    "blank field of a form": replace(
        _annotation("Widget", "/FT/Tx/T(a)/V()/MK<</BG[1]>>"), catalog="/AcroForm<</Fields[5 0 R]>>"
    ),
    "mode 3": Drawn(f"3 Tr {T}"),
    "mode 03": Drawn(f"03 Tr {T}"),
    "mode +3": Drawn(f"+3 Tr {T}"),
    "mode after a comment": Drawn(f"3 % mode\n Tr {T}"),
    "mode 7": Drawn(f"7 Tr {T}"),
    "alpha 0": _state("/ca 0"),
    "alpha -0": _state("/ca -0.0"),
    "alpha 0.004": _state("/ca 0.004"),
    "alpha 0.03": _state("/ca 0.03"),
    "alpha in an object": Drawn(f"/G gs {T}", resources="/ExtGState<</G 5 0 R>>", objects=("<</ca 6 0 R>>", "0")),
    "soft mask": _state(
        "/SMask<</Type/Mask/S/Luminosity/G 5 0 R>>",
        stream("0 g 0 0 595 842 re f", f"{_FORM}/Group<</S/Transparency/CS/DeviceGray>>"),
    ),
    "blend mode": Drawn(f"/G gs {T}", resources="/ExtGState<</G<</BM/Screen>>>>", before=f"1 g {CELL} f 0 g"),
    "clip path": Drawn(f"50 100 100 20 re W n {T}"),
    "clip path by even and odd": Drawn(f"50 50 500 750 re 60 60 480 730 re W* n {T}"),
    "clip path of nothing": Drawn(f"0 0 m W n {T}"),
    "clip path that is round": Drawn(f"250 500 m 290 500 290 540 250 540 c h W n {T}"),
    "layer off": _layer("/OFF[5 0 R]"),
    "layer of a base state off": _layer("/BaseState/OFF"),
    "layer in an indirect array": _layer("/OFF 6 0 R", _LAYER, "[5 0 R]"),
    "layer not for viewing": _layer(
        "/AS[<</Event/View/Category[/View]/OCGs[5 0 R]>>]",
        "<</Type/OCG/Name(layer)/Usage<</View<</ViewState/OFF>>>>>>",
    ),
    "layers that must be off": Drawn(
        f"/OC /L BDC {T} EMC",
        resources="/Properties<</L<</Type/OCMD/OCGs[5 0 R]/P/AllOff>>>>",
        catalog="/OCProperties<</OCGs[5 0 R]/D<<>>>>",
        objects=(_LAYER,),
    ),
    "layer of a form": Drawn(
        "/X Do",
        resources="/XObject<</X 6 0 R>>",
        catalog="/OCProperties<</OCGs[5 0 R]/D<</BaseState/OFF>>>>",
        objects=(
            _LAYER,
            stream(T, f"{_FORM}/OC 5 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"),
        ),
    ),
    "white": Drawn(f"1 g {T}"),
    "almost white": Drawn(f"0.97 g {T}"),
    "white in four colours": Drawn(f"0 0 0 0 k {T}"),
    "white as no tint": Drawn(
        f"/S cs 0 scn {T}",
        resources="/ColorSpace<</S[/Separation/Spot/DeviceGray<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>]>>",
    ),
    "white pattern": Drawn(
        f"/Pattern cs /P scn {T}",
        resources="/Pattern<</P 5 0 R>>",
        objects=(f"<</PatternType 2/Shading<<{_AXIAL}>>>>",),
    ),
    "black on black": Drawn(f"0 g {CELL} f {T}"),
    "no size": Drawn(text(HIDDEN, size=0.01)),
    "scaled to nothing": Drawn(f"0.001 0 0 0.001 205 706 cm {text(HIDDEN, 0, 0)}"),
    "no width": Drawn(f"0.1 Tz {T}"),
    "half of it under a picture": Drawn(f"{T}{WHITE}201 701 18 18 re f"),
    "the upper half under a picture": Drawn(f"{T}{WHITE}201 709.5 98 9 re f"),
    "its last digit under a picture": Drawn(f"{T}{WHITE}230 701 60 18 re f"),
    "its point under a picture": Drawn(f"{T}{WHITE}221.5 701 3 8 re f"),
    "the page is cropped": Drawn(T, page="/CropBox[0 0 203 842]"),
    "the page is cropped by an object": Drawn(T, page="/CropBox 5 0 R", objects=("[0 0 203 842]",)),
}


def texts(folder: Path, drawn: Drawn) -> list[str]:
    """What is read of a page, cells and lines."""
    blocks = document(folder, pdf_of(drawn)).pages[0].blocks
    return [part.text for block in blocks for part in (block.cells if isinstance(block, Grid) else (block,))]


LEFT_OUT = {
    "rectangle",
    "rectangle by lines",
    "picture",
    "inline picture",
    "mask painted white",
    "picture with a soft mask",
    "picture of another number",
    "tiling pattern",
    "shading",
    "shading pattern",
    "form",
    "mode 3",
    "mode 03",
    "mode +3",
    "mode after a comment",
    "mode 7",
    "alpha 0",
    "alpha -0",
    "alpha in an object",
    "clip path",
    "clip path of nothing",
    "clip path that is round",
    "white",
    "almost white",
    "white in four colours",
    "white as no tint",
    "white pattern",
    "black on black",
    "the upper half under a picture",
    "the page is cropped",
}
"""What is left out as if it were not in the file; a document that hides an amount otherwise is refused."""


@pytest.mark.parametrize("kind", sorted(LEFT_OUT))
def test_what_is_known_to_be_hidden_is_left_out(tmp_path: Path, kind: str) -> None:
    found = texts(tmp_path, UNSEEN[kind])
    assert (found[0], found[2], found[3]) == ("unit", "other", "")
    assert "9" not in "".join(found)


@pytest.mark.parametrize("kind", [kind for kind in UNSEEN if kind not in LEFT_OUT])
def test_an_amount_that_the_page_does_not_show_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(UnreadableError, match=r"does not show|is cut|switched off"):
        texts(tmp_path, UNSEEN[kind])


SEEN = {
    "plain": Drawn(T),
    "ground of the cell": Drawn(T, before="0.8 0.9 1 rg 200 700 100 20 re f 0 g"),
    "ground of a table in stripes": Drawn(T, before="0.9 g 100 700 200 20 re f 0.6 g 100 720 200 20 re f 0 g"),
    "white on dark": Drawn(f"1 g {T}", before="0.1 0.2 0.5 rg 200 700 100 20 re f 0 g"),
    "grey": Drawn(f"0.6 g {T}"),
    "red": Drawn(f"1 0 0 rg {T}"),
    "picture beneath": Drawn(
        T,
        before="q 200 0 0 40 100 700 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \xf0\xd0\xd0\xf0 EI Q",
    ),
    "watermark of words beneath": Drawn(T, before="q 0.85 g BT /F1 60 Tf 0.7 0.7 -0.7 0.7 180 640 Tm (DRAFT) Tj ET Q"),
    "watermark of words above": Drawn(
        f"{T}/G gs 1 0 0 rg BT /F1 60 Tf 0.7 0.7 -0.7 0.7 180 640 Tm (DRAFT) Tj ET",
        resources="/ExtGState<</G<</ca 0.2>>>>",
    ),
    "marker above": Drawn(f"{T}/G gs 1 1 0 rg {CELL} f", resources="/ExtGState<</G<</BM/Multiply>>>>"),
    "highlight": Drawn(
        T,
        page="/Annots[5 0 R]",
        objects=(
            "<</Type/Annot/Subtype/Highlight/Rect[201 701 299 719]/F 4/AP<</N 6 0 R>>>>",
            stream(
                "/G gs 1 1 0 rg 0 0 98 18 re f",
                "/Type/XObject/Subtype/Form/BBox[0 0 98 18]/Resources<</ExtGState<</G<</BM/Multiply>>>>>>",
            ),
        ),
    ),
    "stamp beside": Drawn(
        T,
        page="/Annots[5 0 R]",
        objects=(
            "<</Type/Annot/Subtype/Stamp/Rect[260 690 320 750]/F 4/AP<</N 6 0 R>>>>",
            stream("1 0 0 RG 3 w 5 5 50 50 re S", "/Type/XObject/Subtype/Form/BBox[0 0 60 60]"),
        ),
    ),
    "hidden annotation": Drawn(
        T,
        page="/Annots[5 0 R]",
        objects=(
            "<</Type/Annot/Subtype/Stamp/Rect[201 701 299 719]/F 2/AP<</N 6 0 R>>>>",
            stream("1 g 0 0 98 18 re f", "/Type/XObject/Subtype/Form/BBox[0 0 98 18]"),
        ),
    ),
    "layer on": _layer("/ON[5 0 R]"),
    "clip path around it": Drawn(f"200 700 100 20 re W n {T}"),
    "almost no alpha lacking": _state("/ca 0.9"),
    "soft mask that lets through": _state(
        "/SMask<</Type/Mask/S/Luminosity/G 5 0 R>>",
        stream("1 g 0 0 595 842 re f", f"{_FORM}/Group<</S/Transparency/CS/DeviceGray>>"),
    ),
    "bold by its outline": Drawn(f"2 Tr 0.4 w {T}"),
    "bold by printing twice": Drawn(T + text(HIDDEN, 205.2)),
    "outline only": Drawn(f"1 Tr 0.5 w {T}"),
    "small": Drawn(text(HIDDEN, size=4)),
    "large": Drawn(text(HIDDEN, y=703, size=18)),
    "underlined": Drawn(f"{T}205 704.6 32 0.6 re f"),
    "hard by a ruling": Drawn(text(HIDDEN, 268.8)),
    "in wide letters": Drawn(f"140 Tz {T}"),
    "in narrow letters": Drawn(f"70 Tz {T}"),
    "slanted by a matrix": Drawn(f"BT /F1 10 Tf 1 0 0.2 1 205 706 Tm ({HIDDEN}) Tj ET"),
    "far from its letters": Drawn(f"1.5 Tc {T}"),
}


@pytest.mark.parametrize("drawn", SEEN.values(), ids=SEEN.keys())
def test_what_a_page_shows_is_read(tmp_path: Path, drawn: Drawn) -> None:
    assert texts(tmp_path, drawn)[:4] == ["unit", "12.50", "other", HIDDEN]
