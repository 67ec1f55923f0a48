"""What is due when, and what became of it: pure rules of dues."""
