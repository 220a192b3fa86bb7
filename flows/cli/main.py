"""The command `gongkai` and its exit status. What a command does is loaded only when it is asked for."""

import argparse
import importlib
import importlib.metadata
import os
import platform
import sys
from collections.abc import Sequence

from flows.cli.arguments import command_line
from flows.cli.exit_status import BROKEN_PIPE, INTERNAL_ERROR, REFUSED
from flows.errors import GongkaiError, InternalError
from flows.run.quarantine import internal_error, refusal_of


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, and answer with the exit status."""
    arguments = command_line().parse_args(argv)
    try:
        status = int(importlib.import_module(_module(arguments)).run(arguments))
        sys.stdout.flush()
    except GongkaiError as error:
        print(f"gongkai: {error}", file=sys.stderr)
        return INTERNAL_ERROR if isinstance(error, InternalError) else REFUSED
    except BrokenPipeError:  # whoever reads what is printed has read enough: `gongkai check … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        refusal = refusal_of(error, arguments.command)
        print(f"gongkai: {refusal.where}: {refusal.what}. {refusal.remedy}.", file=sys.stderr)
        return REFUSED
    except Exception as error:  # noqa: BLE001 - whoever calls a command is told of a bug, not thrown at
        version = f"gongkai {importlib.metadata.version('gongkai')}, Python {platform.python_version()}"
        print(f"gongkai: {internal_error(error, version)}", file=sys.stderr)
        return INTERNAL_ERROR
    return status


def _module(arguments: argparse.Namespace) -> str:
    if arguments.command == "publish" and (arguments.flow or "PREFECT_API_URL" in os.environ):
        return "flows.cli.commands.publish_flow"
    return f"flows.cli.commands.{arguments.command}"
