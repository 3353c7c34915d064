"""`python -m runstrong_pdf` is the same as `runstrong`."""

from runstrong_pdf.cli.app import main

if __name__ == "__main__":
    main()
