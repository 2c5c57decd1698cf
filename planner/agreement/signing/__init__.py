"""Signing a decision, and whether a document is as it was signed.

A signature is made with a key of the supervisor's own, which nobody vouches for but the people who
know each other: its fingerprint is compared once, over the telephone, and the program compares from
then on. Nothing is asked of the network.
"""
