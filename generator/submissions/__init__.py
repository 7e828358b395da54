"""What somebody submitted with a form or a filled template, understood as far as it can be."""
