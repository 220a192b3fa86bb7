"""Calls that each have a process of their own, forked from one fresh interpreter: what they import is imported once."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.places import ROOT

FORK = """
import importlib, json, os, sys, traceback
module, name, calls = sys.argv[1:]
call = getattr(importlib.import_module(module), name)
children = []
for arguments in json.loads(calls):
    child = os.fork()
    if not child:
        try:
            call(*arguments)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    children.append(child)
print(*(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children))
"""


def forked(call: Callable[..., object], calls: Sequence[Sequence[str | int | Path]]) -> list[int]:
    """Make these calls of a function at the same time, and answer with the exit statuses of their processes."""
    arguments = json.dumps([[str(each) if isinstance(each, Path) else each for each in given] for given in calls])
    command = [sys.executable, "-c", FORK, call.__module__, call.__name__, arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=120, check=True)
    return [int(status) for status in done.stdout.split()]
