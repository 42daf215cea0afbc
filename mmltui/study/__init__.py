"""What the learner did: the event store and what follows from it."""
