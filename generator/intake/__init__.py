"""A submission on its way into the base: understood, judged by the checks, answered, and written when it may be."""
