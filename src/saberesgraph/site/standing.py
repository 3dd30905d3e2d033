"""Where each submission of a call stands: its verdict, and whether that is a draft."""

from dataclasses import dataclass

from saberesgraph.exchange.evaluation import Evaluated
from saberesgraph.exchange.submissions import Submission
from saberesgraph.site.content import Content


@dataclass(frozen=True)
class Standing:
    """A submission and its evaluation, None where it has none."""

    submission: Submission
    found: Evaluated | None

    @property
    def state(self) -> str:
        """`final`, `recorded` (a decision that does not stand), `ineligible`, `draft`, `none`."""
        if self.found is None:
            return "none"
        if self.found.decision is not None:
            return "final" if self.found.final else "recorded"
        return "draft" if self.found.eligible else "ineligible"

    @property
    def verdict(self) -> str:
        """The prefixed name of the verdict, or "" where there is none."""
        if self.found is None:
            return ""
        verdict = self.found.decision.verdict if self.found.decision else self.found.draft
        return f"call-verdict:{verdict}" if verdict else ""


def standings(content: Content, call: str) -> tuple[Standing, ...]:
    """Return the submissions of a call, in the order of their codes."""
    evaluation = content.evaluations.found.get(call)
    found = {each.curie: each for each in evaluation.submissions} if evaluation else {}
    return tuple(
        Standing(each, found.get(each.curie))
        for each in content.evaluations.submissions.values()
        if each.call == call
    )
