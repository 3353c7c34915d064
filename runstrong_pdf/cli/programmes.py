"""`runstrong programmes`: what can be picked, and why one would."""

import textwrap

import typer

EXAMPLE = "Example:  runstrong plan --programme bodyweight-to-dumbbells"


def programmes() -> None:
    """List the programmes and whom each is for."""
    from runstrong_pdf.library import Library  # noqa: PLC0415
    from runstrong_pdf.model.programme import Programme  # noqa: PLC0415

    for slug, programme in Library().all(Programme).items():
        typer.echo(f"{slug}: {programme.name}")
        purpose = textwrap.wrap(programme.purpose, 84)
        typer.echo(textwrap.indent("\n".join(purpose), "    "))
