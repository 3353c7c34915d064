"""One record of what a file is, and the two places where a PDF says it: Info and XMP.

No date is written: the same input gives the same bytes on any day (ISO 32000 makes both dates
optional).
"""

from functools import partial
from html import escape
from typing import NamedTuple

from runstrong_pdf.pdf.syntax import text_string
from runstrong_pdf.resources import PRODUCER

_text = partial(escape, quote=False)
"""Escapes the text of an XML element. That of `xml.sax` would load the modules of HTTP as well."""
ARCHIVE_CLAIM = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
ARCHIVE_NAMESPACE = 'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
ARCHIVE_SCHEMAS = """
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
"""The claim of PDF/UA is no part of what PDF/A knows, so that the file explains it (6.6.2.3)."""


class Metadata(NamedTuple):
    """Title, author, subject and keywords of one file."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str


def info(meta: Metadata) -> bytes:
    """Return the Info dictionary."""
    entries = {
        "Title": meta.title,
        "Author": meta.author,
        "Subject": meta.subject,
        "Keywords": meta.keywords,
        "Creator": PRODUCER,
        "Producer": PRODUCER,
    }
    pairs = (
        b"/%s%s" % (key.encode(), text_string(value)) for key, value in entries.items() if value
    )
    return b"<<" + b"".join(pairs) + b">>"


def xmp(meta: Metadata, *, archivable: bool = False) -> bytes:
    """Return the XMP packet, which also claims PDF/UA-1, and PDF/A-2a of an archivable file."""
    claim, namespace, schemas = (
        (ARCHIVE_CLAIM, f" {ARCHIVE_NAMESPACE}", ARCHIVE_SCHEMAS) if archivable else ("", "", "")
    )
    author = (
        f"<dc:creator><rdf:Seq><rdf:li>{_text(meta.author)}</rdf:li></rdf:Seq></dc:creator>"
        if meta.author
        else ""
    )
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"{namespace}>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_text(meta.title)}</rdf:li></rdf:Alt>
</dc:title>
{author}<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{_text(meta.subject)}</rdf:li>
</rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{_text(meta.language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
<pdf:Producer>{PRODUCER}</pdf:Producer><pdf:Keywords>{_text(meta.keywords)}</pdf:Keywords>
<pdfuaid:part>1</pdfuaid:part>{claim}
</rdf:Description>{schemas}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()
