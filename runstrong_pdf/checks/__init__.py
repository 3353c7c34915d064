"""The check of one's own files: programmes, exercises, words of a language, poses, photos.

Whatever is wrong with a file is returned as problems, all of them at once; nothing is printed, and
no file, however broken, is a crash.

What a pose asks of a body is checked by `figures.check`, and what a programme breaks by
`planning.audit`.
"""

from runstrong_pdf.checks.files import check_file, find_files, kind_of

__all__ = ["check_file", "find_files", "kind_of"]
