"""What was done of a plan, read from its PDF as it was filled in or from its JSON, and judged.

The judgement is the rule that the sheets print: the lower of printed and done counts, what is not
filled in counts as prescribed, and missed numbers are done again (docs/next-block.md).
"""

from runstrong_pdf.done.judging import Done, NextRow, RowDone, Unclear, next_notes, next_rows
from runstrong_pdf.done.reading import read_done

__all__ = ["Done", "NextRow", "RowDone", "Unclear", "next_notes", "next_rows", "read_done"]
