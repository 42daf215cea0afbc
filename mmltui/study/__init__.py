"""What the learner did: the event store and what follows from it.

```
events.py     what can happen: one small class for each kind of event
store.py      the store as everybody uses it: record, read, merge, go on whatever happens to the file
tables.py     events in SQLite, and what follows from them kept beside them
database.py   the file: where, its schema, what to do when it is broken, newer or cannot be written
history.py    which events still count after resets and undos
episode.py    one question from its first answer to its end, and the rating it earns
standing.py   one exercise: new, tried, solved or seen                      (a fold over its events)
schedule.py   one knowledge component: mastery, and when to review it, FSRS (a fold over its events)
listed.py     what of a lesson's exercises matters to progress
progress.py   the whole as `mmltui progress --json` tells it
command.py    `mmltui progress`
```

The folds are pure; the store only remembers where each stands, so that opening it costs the same however much is in it.
"""
