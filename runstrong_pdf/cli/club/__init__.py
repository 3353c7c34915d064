"""`runstrong club`: one roster, a plan for everybody, and mail that is safe by default."""

import typer

from runstrong_pdf.cli import club_mail
from runstrong_pdf.cli.club import commands

club_app = typer.Typer(
    help="A running club: one roster, a plan for everybody, mail that is safe by default.",
    epilog="Example:  runstrong club new our-club",
    no_args_is_help=True,
    rich_markup_mode=None,
)
club_app.command(name="new", epilog=commands.NEW)(commands.new)
club_app.command(name="check", epilog=commands.CHECK)(commands.check)
club_app.command(name="make", epilog=commands.MAKE)(commands.make)
club_app.command(name="mail", epilog=club_mail.MAIL_EXAMPLE)(club_mail.mail)
club_app.command(name="status", epilog=club_mail.STATUS_EXAMPLE)(club_mail.status)
