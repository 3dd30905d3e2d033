"""The explorer of experiences: search with facets, comparison, and the results as a spreadsheet.

    found = Explorer(store).search(selection)

`search` has the Explorer, `selection` what a query string asks of it, `facets` what one may filter
by, `entry` what is known of each experience, `words` the index of texts, `listing` the results as
CSV, JSON and XLSX.
"""
