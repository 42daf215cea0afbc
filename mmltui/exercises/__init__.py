"""One file for each ask: its keys, its reference, how it is judged. `grade` is the entry for everybody."""

from mmltui.exercises.entry import Exercise, grade, grade_table, load, to_json
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.order import shuffle

__all__ = ["Exercise", "ExerciseError", "grade", "grade_table", "load", "shuffle", "to_json"]
