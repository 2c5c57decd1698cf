"""The rota has changed: what is different, which sessions it hits, and where they could go."""
