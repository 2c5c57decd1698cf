"""Data that ships with the program; read through `planner.resources`."""
