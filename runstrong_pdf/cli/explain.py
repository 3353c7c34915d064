"""`runstrong explain`: what a rule of the training or a caution means."""

import textwrap
from typing import Annotated

import typer

from runstrong_pdf import contents

WIDE = 84

app = typer.Typer(rich_markup_mode=None)


@app.command(name="explain", epilog="Example:  runstrong explain low-back")
def explain(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A rule (R16, C04), or a caution.")],
) -> None:
    """Say what a rule of the training means, or what a caution changes."""
    title, paragraphs = contents.explain(name)
    typer.echo(title)
    for paragraph in paragraphs:
        typer.echo(textwrap.indent(textwrap.fill(paragraph, WIDE), "  "))
