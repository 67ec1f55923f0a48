"""What the desk does that takes two rooms: findings dealt with, files enclosed, Word read in."""
