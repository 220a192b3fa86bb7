"""`gongkai publish --flow`: the same, as a run of the Prefect flow."""

import argparse
import importlib
import os
import sys
import tempfile
from contextlib import ExitStack
from types import ModuleType

from flows.cli.exit_status import exit_status
from flows.cli.prefect_server import SETTINGS, prefect_server
from flows.cli.run_report import print_run
from flows.run.console import console


def run(arguments: argparse.Namespace) -> int:
    """Run the flow, print its summary, and answer with the exit status."""
    with ExitStack() as ending:
        flow = _loaded_flow(ending)
        outcome = flow.run_flow(
            arguments.paths, arguments.output, arguments.archive, arguments.jobs, replace=arguments.replace
        )
    print_run(outcome, console(), console(stderr=True))
    return exit_status(outcome.refusals, faults=outcome.not_understood)


def _loaded_flow(ending: ExitStack) -> ModuleType:
    """The module of the flow, which takes seconds to load; meanwhile a server starts, unless one is named."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    if "PREFECT_API_URL" in os.environ:
        print("gongkai: loading Prefect", file=sys.stderr, flush=True)
        return importlib.import_module("flows.prefect_flow")
    print("gongkai: starting Prefect, some 10 seconds", file=sys.stderr, flush=True)
    if "PREFECT_HOME" not in os.environ:  # nobody says where its records are to be kept
        folder = tempfile.TemporaryDirectory(prefix="gongkai-prefect-", ignore_cleanup_errors=True)
        os.environ["PREFECT_HOME"] = ending.enter_context(folder)
    server = ending.enter_context(prefect_server())
    os.environ["PREFECT_API_URL"] = server.api_url
    flow = importlib.import_module("flows.prefect_flow")
    server.wait_until_it_answers()
    return flow
