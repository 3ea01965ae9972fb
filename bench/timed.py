"""Streamlit as it is, but each run of a script writes its processor time to the file that $RUN_TIMES names.

Run it as `python -m bench.timed run app.py`. The time is that of the script's own thread: computing and drawing,
without the server around it.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web.cli import main

if TYPE_CHECKING:
    from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

TIMES = "RUN_TIMES"


def watch(path: Path) -> None:
    """Write the milliseconds of every run from now on to a file, one a line."""
    run = ScriptRunner._run_script  # noqa: SLF001  there is no hook for it

    def timed(self: ScriptRunner, rerun_data: RerunData) -> None:
        begun = time.thread_time()
        try:
            run(self, rerun_data)
        finally:
            with path.open("a", encoding="utf-8") as stream:
                stream.write(f"{1000 * (time.thread_time() - begun):.3f}\n")

    ScriptRunner._run_script = timed  # type: ignore[method-assign]  # noqa: SLF001  as above


if __name__ == "__main__":
    watch(Path(os.environ[TIMES]))
    main()
