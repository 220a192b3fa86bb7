"""The arguments of `gongkai`, and what its help says. Nothing heavy is loaded for it."""

import argparse
import importlib.metadata
from pathlib import Path

from flows.store import layout

DESCRIPTION = "Turn the budget and final-account disclosures of Chinese governments into data packages."
STATUSES = """\
exit status:
{answers}
  2    wrong usage
  3    a fault of gongkai itself: please report it, with the message
  130  interrupted; nothing is half written
  141  whoever read what was printed stopped reading (`| head`)
"""
PUBLISH_STATUSES = """\
  0    everything was published
  1    some disclosures were quarantined: each is named with the reason, and the rest is published; or a
       table was not understood that may be a standard one: its cells are kept, and not checked"""
CHECK_STATUSES = """\
  0    no finding is an error, but for those that were set aside
  1    some finding is an error, a table that may be a standard one was not understood, or a document was
       refused: it is named with the reason"""
SHOW_STATUSES = """\
  0    the amounts were shown
  1    no amount matches, or the document was refused: the message says what there is to choose from"""
COMPARE_STATUSES = """\
  0    the comparison was printed
  1    there is no catalog, or a name fits no organisation of that year and stage, or several"""
PUBLISH = """\
examples:
  gongkai publish                                   the disclosures that the register lists
  gongkai publish budget.pdf final.pdf              two files, into ./datapackages
  gongkai publish disclosures/ --output build       every document of a folder, into ./build
  gongkai publish https://www.example.org/2025.pdf  a document from the web
  gongkai publish --flow disclosures/               the same bytes, as a run of the Prefect flow

DIR will hold, for each jurisdiction, year and stage, DIR/<package>/<version>/datapackage.json with its CSV
and Parquet files; DIR/catalog.duckdb over the latest version of all of them; DIR/archive, the documents as
they were fetched; and DIR/quarantine.json, what this run refused and why. Publishing the same documents
again changes nothing.

"""
CHECK = """\
examples:
  gongkai check budget.pdf                                    what does not add up in a document
  gongkai check disclosures/ --format html --output page.html a page to read and print, with pictures of the cells
  gongkai check disclosures/ --output checklist.xlsx          an inspection sheet for each disclosure, with pictures
  gongkai check budget.pdf --output budget-checked.pdf        the PDF itself, its cells annotated with the findings
  gongkai check --against first.pdf second.pdf                what is otherwise in the second draft than in the first
  gongkai check budget.pdf --dismissed aside.csv              without the findings whose keys aside.csv lists
  gongkai check 厦门市人民政府外事办公室 --format json           what a catalog holds, for programs

Nothing is published. What is no file, folder or URL is the id of a disclosure, or an organisation or any part of its
name that no other has, in a catalog. Several drafts of one disclosure are checked each for itself.

"""
SHOW = """\
examples:
  gongkai show 外事办公室 --table expenditure --code 2010301          every amount of that row, and where it stands
  gongkai show 外事办公室 --table three_public --measure reception    one amount
  gongkai show budget.pdf --table balance --name 收入总计            of a document that is not published
  gongkai show 外事办公室 --amount 12 --format json                   a stated amount of the prose, for programs

With a PDF, the page is written as a picture with the amounts outlined: DISCLOSURE-TABLE-CODE-MEASURE-page-N.png.
The tables and measures are those of docs/data-dictionary.md.

"""
COMPARE = """\
examples:
  gongkai compare 厦门市人民政府外事办公室 厦门市体育局 --year 2024
  gongkai compare 上海市普陀区商务委员会 上海市普陀区财政局 --year 2024 --stage final --output build

An organisation may be given by any part of its name that no other has.

"""


def command_line() -> argparse.ArgumentParser:
    """All commands and their options."""
    parser = argparse.ArgumentParser(
        prog="gongkai",
        description=DESCRIPTION,
        epilog="`gongkai COMMAND --help` tells all of a command, its exit statuses too.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    version = importlib.metadata.version("gongkai")
    parser.add_argument("--version", action="version", version=f"gongkai {version}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_publish(commands)
    _add_check(commands)
    _add_show(commands)
    _add_compare(commands)
    return parser


def _add_publish(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    summary = "publish disclosures as data packages and a catalog"
    parser = _command(commands, "publish", summary, PUBLISH, PUBLISH_STATUSES)
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH_OR_URL",
        help="a document, a folder of documents, or a URL; without any, what the register lists",
    )
    parser.add_argument("--output", type=_folder, default=Path("datapackages"), metavar="DIR", help=OUTPUT)
    parser.add_argument("--archive", type=_folder, metavar="DIR", help="keep fetched documents here (DIR/archive)")
    parser.add_argument("--jobs", type=_count, metavar="N", help="documents to read at once (one a processor)")
    parser.add_argument(
        "--replace",
        action="store_true",
        help="let a document take the place of another, of another name, from which its disclosure was published",
    )
    parser.add_argument(
        "--flow",
        action="store_true",
        help="run as a Prefect flow; so it does when PREFECT_API_URL is set. Without that, a server is"
        " started for this run, and its records are dropped unless PREFECT_HOME says where to keep them",
    )


def _add_check(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    summary = "tell what does not add up, and what that proves"
    parser = _command(commands, "check", summary, CHECK, CHECK_STATUSES)
    parser.add_argument(
        "documents",
        nargs="+",
        metavar="DISCLOSURE_OR_FILE",
        help="a document, a folder of documents, a URL; or a disclosure of the catalog",
    )
    formats = ("text", "json", "csv", "html", "xlsx", "pdf")
    parser.add_argument("--format", choices=formats, help="as the suffix of --output says, or else text")
    parser.add_argument("--output", type=_file, metavar="FILE", help="write here (standard output)")
    parser.add_argument(
        "--against",
        metavar="EARLIER",
        help="an earlier draft of the same disclosure: tell which findings are gone or new, and which amounts changed",
    )
    parser.add_argument(
        "--dismissed",
        type=Path,
        metavar="FILE",
        help="findings that were set aside, by the keys that reports give: a CSV with a column `key`, or JSON",
    )
    parser.add_argument("--catalog", type=Path, default=CATALOG, metavar="FILE", help=f"a catalog ({CATALOG})")
    parser.set_defaults(refuse=parser.error)


def _add_show(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    summary = "show an amount, and where it was printed"
    parser = _command(commands, "show", summary, SHOW, SHOW_STATUSES)
    parser.add_argument("disclosure", metavar="DISCLOSURE_OR_FILE", help="a disclosure of the catalog, or a document")
    parser.add_argument("--table", metavar="TABLE", help="a standard table: balance, expenditure, three_public, …")
    parser.add_argument("--code", metavar="CODE", help="of a function or an economic class")
    parser.add_argument("--name", metavar="NAME", help="of a row, or a part of it")
    parser.add_argument("--measure", metavar="MEASURE", help="a column: total, basic, project, …")
    parser.add_argument("--side", choices=("revenue", "expenditure"), help="of a table that has both")
    parser.add_argument("--row", type=_count, metavar="N", help="the number of the row, from 1")
    parser.add_argument("--amount", type=_count, metavar="N", help="the number of a stated amount, from 1")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text unless said")
    parser.add_argument("--output", type=_folder, default=Path(), metavar="DIR", help="where pictures go (.)")
    parser.add_argument("--catalog", type=Path, default=CATALOG, metavar="FILE", help=f"a catalog ({CATALOG})")
    parser.set_defaults(refuse=parser.error)


def _add_compare(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    summary = "spending of several organisations by function, side by side"
    parser = _command(commands, "compare", summary, COMPARE, COMPARE_STATUSES)
    parser.add_argument("organisations", nargs="+", metavar="ORGANISATION", help="its name, or a part of it")
    parser.add_argument("--year", type=_count, required=True, metavar="YEAR", help="the fiscal year")
    parser.add_argument("--stage", choices=("budget", "final"), default="budget", help="budget unless said")
    parser.add_argument("--output", type=_folder, default=Path("datapackages"), metavar="DIR", help=OUTPUT)
    parser.add_argument("--catalog", type=Path, metavar="FILE", help="a catalog (DIR/catalog.duckdb)")


CATALOG = Path("datapackages", layout.CATALOG)
OUTPUT = "where the packages and the catalog lie (./datapackages)"


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    summary: str,
    examples: str,
    statuses: str,
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=examples + STATUSES.format(answers=statuses),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _folder(text: str) -> Path:
    path = Path(text)
    if path.exists() and not path.is_dir():
        raise argparse.ArgumentTypeError(f"{text} is no folder")
    return path


def _file(text: str) -> Path:
    path = Path(text)
    if path.is_dir() or not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text} is a folder, or lies in none that is there")
    return path


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no whole number above 0")
    return int(text)
