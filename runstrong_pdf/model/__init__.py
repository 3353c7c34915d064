"""The vocabulary: frozen records without behaviour beyond derived properties.

What is asked for: `fields`, the one table of options; `reading`, which reads values;
`options`, which makes of them a `request`, a `person` and `sheets`.
What templates say: `catalogue`, `programme`, each a `record`; `translation`, `toml`, `texts`.
What is made: `plan`; a `club` and its manifest.
What all of these are made of: `words`, `units`, `address`, `colour`, `remedies`.
"""
