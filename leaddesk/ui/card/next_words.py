"""What an answer would change, and which question to ask next, in words (UX 1.5, 3.3)."""

from leaddesk.actions.questions import CardView
from leaddesk.domain.next_question import consequence, next_best
from leaddesk.texts import _
from leaddesk.texts.formats import name_in
from leaddesk.texts.names import name_of


def next_question(view: CardView) -> tuple[str, str]:
    """The unanswered question that could change the verdict most, and words for it; empty where none."""
    scored = view.verdict.score is not None
    best = next_best(view.lead, view.clocks, view.definitions, view.now) if scored else None
    question = view.definitions.question_by_id.get(best.about) if best else None
    if best is None or question is None:
        return "", ""
    words = _("Ask about: {question}, up to +{points}")
    return question.id, words.format(question=name_in(question.names), points=best.most)


def consequence_words(view: CardView, question: str, level: int) -> str:
    """What a level would do, told before the press: "28 + 12 = 40, warm, SQL" (UX 1.5)."""
    if view.verdict.score is None:
        return ""
    told = consequence(view.lead, view.clocks, view.definitions, view.now, question, level)
    sum_ = _("{score} {sign} {points} = {after}").format(
        score=view.verdict.score,
        sign="+" if told.points >= 0 else "−",
        points=abs(told.points),
        after=told.score,
    )
    heat = name_of("temperature", told.temperature) if told.temperature else ""
    return ", ".join(part for part in (sum_, heat, (told.level or "").upper()) if part)
