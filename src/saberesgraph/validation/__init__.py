"""Validation: SHACL shapes and defect queries, as findings with file and line."""

from saberesgraph.validation.finding import Finding, Report, Severity
from saberesgraph.validation.run import validate

__all__ = ["Finding", "Report", "Severity", "validate"]
