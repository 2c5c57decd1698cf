"""The rota report: what the working-time rules say of the rota, on the screen and on paper."""
