"""What the desk knows: subjects, rules, services. No Textual and no SQL below this folder."""

__version__ = "0.1.0"
