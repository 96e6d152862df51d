"""What the scores say beside the official result, for people to look at and never to rank by (award/11).

``offsets`` is the additive model of lenient and strict hands, ``experts`` tells each expert's hand, ``attention`` the
entries at which somebody should look again. All of them are pure; nothing here moves, orders or removes an entry.
"""
