"""The Rota page: where it came from, who it is for, what its labels mean."""
