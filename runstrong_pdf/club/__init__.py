"""Everything a running club does: its folder, its members' plans, its mail. `club.py` says it all.

Nothing in here prints, asks or reads the environment: it returns records, tells a callback how
far it is, and can be stopped.
"""
