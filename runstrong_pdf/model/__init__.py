"""The vocabulary: frozen records without behaviour beyond derived properties."""
