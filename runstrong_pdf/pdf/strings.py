"""How PDF writes text outside a page."""


def text_string(text: str) -> bytes:
    """Return `text` as a PDF text string: ASCII where it can be, else UTF-16."""
    if text.isascii():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})".encode()
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"
