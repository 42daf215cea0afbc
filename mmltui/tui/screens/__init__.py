"""The screens: the one to study on, and those that lie over it for a moment."""
