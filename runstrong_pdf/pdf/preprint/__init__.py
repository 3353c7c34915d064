"""Looks at a finished PDF, ours or anybody's, the way a home printer will see it.

The file is read and drawn by pdfium (Apache-2.0 or BSD-3-Clause), in a process of its own:
`python -m runstrong_pdf.pdf.preprint FILE` prints what was seen, one JSON object a line.
`findings` and `summary` put it in words.
"""
