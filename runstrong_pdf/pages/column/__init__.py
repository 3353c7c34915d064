"""Kinds of page made of blocks, at every size: what flows down one column or two."""
