"""Documents and lists that leave the house: Word files in the official layout, Excel lists.

``official`` turns domain values into the three documents of an award cycle, ``render`` fills any Word template,
``spreadsheet`` writes lists. All of them return bytes and are pure: the same arguments give the same bytes.
"""
