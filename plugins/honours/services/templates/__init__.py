"""The Word templates as office staff keep them: whether each can be filled, and how it looks filled.

``specimens`` fills every template from invented facts that reach each of its fields, ``checking`` says of a folder of
templates which are sound and, of the others, what is wrong at which place.
"""
