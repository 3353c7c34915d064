"""`python -m runstrong_pdf` is the same as `runstrong`."""

import gc

gc.disable()  # collecting while modules load costs 10 ms and frees nothing; see cli/app.py

import signal  # noqa: E402

from runstrong_pdf.cli.interrupt import leave_at_once  # noqa: E402

if __name__ in {"__main__", "runstrong_pdf.__main__"}:  # not where a worker process is begun
    signal.signal(signal.SIGINT, leave_at_once)

from runstrong_pdf.cli.app import main  # noqa: E402
from runstrong_pdf.workers import work_if_told  # noqa: E402

work_if_told()

if __name__ == "__main__":
    main()
