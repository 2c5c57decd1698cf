"""Help: every key, and a short page for each task, all of it in the program."""
