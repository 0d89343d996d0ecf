"""The steps, in the order of their numbers; what is released is never changed, a new step is added."""
