"""Plans by email: write a message, send it over SMTP, keep a ledger of who already got what."""
