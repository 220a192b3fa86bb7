"""The command `gongkai` and its exit status. What a command does is loaded only when it is asked for."""

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
        _prepare_prefect()
        return "flows.cli.commands.publish_flow"
    return f"flows.cli.commands.{arguments.command}"


def _prepare_prefect() -> None:
    """Set what Prefect reads when it is imported: no telemetry, and a server that needs and leaves nothing.

    What the environment says already stays as it is.
    """
    settings = {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "NO_PROXY": "127.0.0.1,localhost",
    }
    for name, value in settings.items():
        os.environ.setdefault(name, value)
    if not {"PREFECT_API_URL", "PREFECT_HOME"} & os.environ.keys():
        os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="gongkai-prefect-")
        atexit.register(shutil.rmtree, os.environ["PREFECT_HOME"], ignore_errors=True)
