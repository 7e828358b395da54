"""Finished documents → the published site: MkDocs per language, and a search index per language."""
