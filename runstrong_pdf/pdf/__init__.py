"""Paper as such: fonts, tagged canvas, form fields, metadata, file writer, stamping.

Points, origin bottom left. The only home of ReportLab, Pillow and pdfium.

    drawn       canvas, of tagged_pages with their structure; interactive; fonts, shapes, drawing,
                picture, logo (svg_guard, and svg_worker in a process of its own)
    frozen      freeze makes a template, whose slots stamp fills; with metadata
    written     syntax, streams; writing and collected for the file for the copier
    read back   filled (by filled_worker), raster
"""

import sys
from types import ModuleType

for _name in ("reportlab_mods", "reportlab_settings"):
    # ReportLab runs files of these names from the user's home, if it finds nothing else: they
    # would change every page, and a home that is none is an error.
    sys.modules.setdefault(_name, ModuleType(_name))
