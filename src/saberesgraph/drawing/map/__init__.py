"""The map: outlines, names and circles on a sheet, its colours, its page, picture and table."""
