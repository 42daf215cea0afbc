"""The headless checks of a lesson, by group: each yields checks that can be run one at a time."""
