"""The public site's shell (门户): frame, home, error pages, site settings. Faces only."""
