"""Claim to Statement: who is who, what kind of act, and when."""
