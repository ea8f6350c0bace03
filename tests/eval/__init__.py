"""Labelled questions, and the scores of the answers they get."""
