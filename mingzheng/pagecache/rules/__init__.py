"""What may be kept, under which name, and what a write touches: plain functions, no Django."""
