"""What is told about a review after the ranking (award/11, employee-studio/6): the ranking, the experts, a chart.

The official result stands first and as it is; the advisory statistics stand beside it. ``facts`` reads and reckons,
``workbook`` and ``paper`` write the Excel and the Word file, ``making`` publishes both.
"""
