"""What is measured, and the content that it is measured with."""
