"""An invented year of the achievement award: who sends what and when, what is wrong with it, and what must be found."""
