"""The killable child process in which grading runs, and its client.

```
frames.py     messages on a pipe: a length, then JSON                (both sides)
serving.py    the child: read a request, answer it, die on time      (child; `python -m mmltui.worker MODULE`)
verbs.py      what can be asked of a child                           (child)
child.py      one child, seen from outside: start, ask, kill         (parent)
crew.py       several children kept warm, the fallen ones replaced   (parent)
grader.py     judge one answer at a time, for the app                (parent)
batch.py      judge many lines on many cores, for `mmltui grade`     (parent)
```

A thread cannot be stopped and blocks the event loop for as long as one big-integer power takes; a process dies.
"""
