"""The command `gongkai`: its arguments and exit status. What a command does is loaded only when it is asked for."""

import argparse
import atexit
import importlib
import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from flows.errors import GongkaiError, InternalError
from flows.quarantine import fault, refusal
from flows.status import BAD, FAULT, INTERRUPTED

DESCRIPTION = "Turn the budget and final-account disclosures of Chinese governments into data packages."
EXIT_STATUS = """\
exit status:
  0    everything was published
  1    some disclosures were quarantined: each is named with the reason, and the rest is published
  2    wrong usage
  3    a fault of gongkai itself: please report it, with the message
  130  interrupted; nothing is half written
"""
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
  gongkai check disclosures/ --output checklist.xlsx          a checklist: a sheet for each disclosure
  gongkai check 厦门市人民政府外事办公室 --format json           what a catalog holds, for programs

Nothing is published. What is no file, folder or URL is the id of a disclosure, or an organisation or any part of its
name that no other has, in a catalog.

exit status:
  0    no finding is an error
  1    some finding is an error, or a document was refused: it is named with the reason
  2    wrong usage
  3    a fault of gongkai itself: please report it, with the message
  130  interrupted
"""
COMPARE = """\
examples:
  gongkai compare 厦门市人民政府外事办公室 厦门市体育局 --year 2024
  gongkai compare 上海市普陀区商务委员会 上海市普陀区财政局 --year 2024 --stage final --output build

An organisation may be given by any part of its name that no other has.

"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, and answer with the exit status."""
    arguments = _parser().parse_args(argv)
    try:
        return int(importlib.import_module(_module(arguments)).run(arguments))
    except GongkaiError as error:
        print(f"gongkai: {error}", file=sys.stderr)
        return FAULT if isinstance(error, InternalError) else BAD
    except OSError as error:
        told = refusal(error, arguments.command)
        print(f"gongkai: {told.where}: {told.what}. {told.remedy}.", file=sys.stderr)
        return BAD
    except Exception as error:  # noqa: BLE001 - whoever calls a command is told of a bug, not thrown at
        version = f"gongkai {importlib.metadata.version('gongkai')}, Python {platform.python_version()}"
        print(f"gongkai: {fault(error, version)}", file=sys.stderr)
        return FAULT
    except KeyboardInterrupt:
        print("gongkai: interrupted; nothing is half written", file=sys.stderr)
        return INTERRUPTED


def _module(arguments: argparse.Namespace) -> str:
    if arguments.command == "publish" and (arguments.flow or "PREFECT_API_URL" in os.environ):
        _prepare_prefect()
        return "flows.commands.publish_flow"
    return f"flows.commands.{arguments.command}"


def _prepare_prefect() -> None:
    """Set what Prefect reads when it is imported: no telemetry, and a server that needs and leaves nothing.

    What the environment says already stays as it is.
    """
    wanted = {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "NO_PROXY": "127.0.0.1,localhost",
    }
    for name, value in wanted.items():
        os.environ.setdefault(name, value)
    if not {"PREFECT_API_URL", "PREFECT_HOME"} & os.environ.keys():
        os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="gongkai-prefect-")
        atexit.register(shutil.rmtree, os.environ["PREFECT_HOME"], ignore_errors=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gongkai",
        description=DESCRIPTION,
        epilog=f"`gongkai COMMAND --help` tells all of a command.\n\n{EXIT_STATUS}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    version = importlib.metadata.version("gongkai")
    parser.add_argument("--version", action="version", version=f"gongkai {version}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_publish(commands)
    _add_check(commands)
    _add_compare(commands)
    return parser


def _add_publish(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    summary = "publish disclosures as data packages and a catalog"
    parser = _command(commands, "publish", summary, PUBLISH)
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
        "--flow",
        action="store_true",
        help="run as a Prefect flow; so it does when PREFECT_API_URL is set. Without that, a server is"
        " started for this run, and its records are dropped unless PREFECT_HOME says where to keep them",
    )


def _add_check(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    summary = "tell what does not add up, and what that proves"
    parser = _command(commands, "check", summary, CHECK, statuses="")
    parser.add_argument(
        "documents",
        nargs="+",
        metavar="DISCLOSURE_OR_FILE",
        help="a document, a folder of documents, a URL; or a disclosure of the catalog",
    )
    formats = ("text", "json", "csv", "html", "xlsx")
    parser.add_argument("--format", choices=formats, help="as the suffix of --output says, or else text")
    parser.add_argument("--output", type=_file, metavar="FILE", help="write here (standard output)")
    catalog = Path("datapackages", "catalog.duckdb")
    parser.add_argument("--catalog", type=Path, default=catalog, metavar="FILE", help=f"a catalog ({catalog})")
    parser.set_defaults(refuse=parser.error)


def _add_compare(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    summary = "spending of several organisations by function, side by side"
    parser = _command(commands, "compare", summary, COMPARE)
    parser.add_argument("organisations", nargs="+", metavar="ORGANISATION", help="its name, or a part of it")
    parser.add_argument("--year", type=_count, required=True, metavar="YEAR", help="the fiscal year")
    parser.add_argument("--stage", choices=("budget", "final"), default="budget", help="budget unless said")
    parser.add_argument("--output", type=_folder, default=Path("datapackages"), metavar="DIR", help=OUTPUT)
    parser.add_argument("--catalog", type=Path, metavar="FILE", help="a catalog (DIR/catalog.duckdb)")


OUTPUT = "where the packages and the catalog lie (./datapackages)"


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    summary: str,
    examples: str,
    statuses: str = EXIT_STATUS,
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=examples + statuses,
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


if __name__ == "__main__":
    sys.exit(main())
