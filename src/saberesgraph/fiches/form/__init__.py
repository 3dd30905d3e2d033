"""The form people fill: its columns, made from shapes and lists, and the workbook that holds it."""
