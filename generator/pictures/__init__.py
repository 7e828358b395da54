"""Pictures, from bytes to values: what a file says it is, and the small copies of it that are published."""
