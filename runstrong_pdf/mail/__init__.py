"""Plans by email: compose (pure), send (SMTP), ledger (who already got what)."""
