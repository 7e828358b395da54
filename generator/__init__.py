"""The generator of the knowledge base: content in git → checked records → finished pages in every language."""

__version__ = "0.1.0"
