"""The domain of Leadtime: rotas, working-time rules, protected time. Imports no Qt, ever."""

__version__ = "0.1.0"
