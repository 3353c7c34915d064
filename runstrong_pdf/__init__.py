"""RunStrong PDF: printable, illustrated upper-body strength plans for runners."""

__version__ = "0.1.0"
