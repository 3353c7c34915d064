"""Paper as such: fonts, tagged canvas, form fields, metadata, file writer, stamping.

Points, origin bottom left. The only home of ReportLab, Pillow and pdfium.
"""
