"""Taking in the files that people send: archive, guard, recognise, check, store, and give back what is wrong."""
