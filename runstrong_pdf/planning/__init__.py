"""Pure planning: Request + Library -> Plan. No paper, no clock, no people."""
