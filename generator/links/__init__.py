"""External addresses of the content: asked politely, judged by a table, remembered from run to run.

The only network of this program. What a word means stands in docs/links.md.
"""
