"""The app: Textual lives only here."""
