"""Looks at a finished PDF, ours or anybody's, the way a home printer will see it.

The file is read and drawn by pdfium (Apache-2.0/BSD-3-Clause). `python -m runstrong_pdf.pdf.preprint
FILE` looks at every page and prints what it saw, one JSON object a line; `findings` puts it in words.
"""
