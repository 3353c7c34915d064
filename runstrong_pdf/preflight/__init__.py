"""The pre-print check (preflight) of any PDF, ours or not, for a home printer.

`check` opens a file, draws every page and reports what spoils the print or may spoil it: missing
glyphs, fonts that are not embedded, text that is cut off, too small or too pale, blurred images,
colours that a black-and-white printer cannot tell apart, odd paper.

pdfium (Apache-2.0 or BSD-3-Clause) reads and draws the file in a process of its own, with limits
of time and memory: a hostile or damaged file may crash pdfium, keep it busy for ever or fill the
memory, and must not take the calling program with it.
"""

from runstrong_pdf.preflight.report import FileFacts, PageFacts, Report
from runstrong_pdf.preflight.supervisor import check

__all__ = ["FileFacts", "PageFacts", "Report", "check"]
