"""`python -m runstrong_pdf` is the same as `runstrong`."""

import gc

gc.disable()  # collecting while modules load costs 10 ms and frees nothing; see cli/app.py

from runstrong_pdf.cli.app import main  # noqa: E402

if __name__ == "__main__":
    main()
