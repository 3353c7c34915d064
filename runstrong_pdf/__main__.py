"""`python -m runstrong_pdf` is the same as `runstrong`."""

import gc
import signal

gc.disable()  # collecting while modules load costs 10 ms and frees nothing; see cli/app.py
_before = signal.getsignal(signal.SIGINT)
if _before is signal.default_int_handler:  # Ctrl-C while modules load: leave without a word
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from runstrong_pdf.cli.app import main  # noqa: E402
from runstrong_pdf.workers import work_if_told  # noqa: E402

work_if_told()
signal.signal(signal.SIGINT, _before)

if __name__ == "__main__":
    main()
