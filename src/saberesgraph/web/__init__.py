"""The server: the pages of the site, a SPARQL endpoint, linked data, an explorer and an API."""
