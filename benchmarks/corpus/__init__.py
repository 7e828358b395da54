"""As many invented cases as a measurement likes, the same in every run, in the layout of each engine that is compared.

The places and bodies do not exist, and no sentence means anything: the words are those of the repository's own texts, a few
that follow each other at a time, so that they are as many, as long and as hard to compress as people's words are.
"""
