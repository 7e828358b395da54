"""What a proposal changes and what was found in it: gathered where nothing is trusted, told where nothing of it is run."""
