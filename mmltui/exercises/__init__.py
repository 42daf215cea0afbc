"""One file for each ask: its keys, its reference, how it is judged. `grade` is the entry for everybody.

`judge` is the same without the reasons: for the headless checks, which judge thousands of answers.
"""

from mmltui.exercises.entry import Exercise, grade, grade_table, judge, load, to_json
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.order import shuffle

__all__ = ["Exercise", "ExerciseError", "grade", "grade_table", "judge", "load", "shuffle", "to_json"]
