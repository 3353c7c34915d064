"""Everything a running club does: its folder, its members' plans, its mail.

Nothing in here prints, asks or reads the environment: it returns records, tells a callback how
far it is, and can be stopped. From a folder to its mail:

    club        the public face: what can be asked of a club
    folder      club.toml, read and checked, and where everything lies; changing writes it
    members     roster -> people with options, a template, a file; next_block: where they go on
    templates   drawn once, stamped for each; executors: on which processes or machines
    make        everybody's PDF, and the sheets of a week; lists: what is written beside them
    copier      print-all.pdf and the handouts of an evening
    outbox      who is to get which message; send: sends them
    ledgers     the ledger of what was sent, believed only where it fits; status: who has what
    forget      erases one person from all of it
"""
