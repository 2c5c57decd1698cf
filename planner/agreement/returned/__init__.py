"""The way back: what stands in a plan document that somebody sent.

Such a file comes from outside. It is read within bounds of size, work and memory, nothing in it is
carried out, and whatever is wrong with it becomes one sentence for people.
"""
