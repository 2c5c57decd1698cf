"""First run: a rota, what was understood of it, the placement."""
