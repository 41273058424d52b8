"""Readers: given a question and hits, they find the evidence."""
