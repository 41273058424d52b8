"""Trains the reader that the program ships. No part of it: nothing in bot, index or corpus imports this."""
