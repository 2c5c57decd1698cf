"""My plan: the week, the allowance, finding and booking."""
