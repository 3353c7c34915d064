"""What to do next, as problems say it; the command line says the command that does it instead."""

MAKE_A_CLUB = "make a new club there, or name another folder"
MAKE_FIRST, MAKE_AGAIN = "make the plans first", "make the plans again"
GO_ON = "make the plans again: that goes on where it stopped"
REBUILD = "rebuild the ledger from the copies in mail/sent"
LOG_IN = "log in through the browser"
