"""The network: how it looks, its page, its picture and its files."""
