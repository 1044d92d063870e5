"""The key hints of the page Review: keys that mean something on the current card."""

from kinfolk.gui.base import words
from kinfolk.gui.widgets.key_bar import KeyBar
from kinfolk.recognition.questions.question import Question, QuestionKind


class ReviewKeys(KeyBar):
    """The key hints; they say how many faces each answer is about."""

    def show_for(self, question: Question, number: int, *, is_one_of_several: bool) -> None:
        """Show the keys for a question, of which `number` faces are meant now."""
        yes, no = self._answers(question, number, is_one_of_several=is_one_of_several)
        has_faces = question.kind is QuestionKind.FACES
        keys = {
            self.tr("Enter"): yes,
            "⌫": no,
            "→": self.tr("one by one") if has_faces and number > 1 else "",
            self.tr("Space"): self.tr("select") if has_faces else "",
            "W": self.tr("why?"),
            "V": self.tr("hold for photo"),
            "1 – 9": self.tr("go or move to"),
            "P": self.tr("someone else") if question.is_about_one else "",
            "L": self.tr("not sure"),
            "X": self.tr("not a face") if has_faces else "",
            "U": self.tr("undo"),
        }
        self.show_keys(*((key, text) for key, text in keys.items() if text))

    def _answers(
        self, question: Question, number: int, *, is_one_of_several: bool
    ) -> tuple[str, str]:
        """Return what yes and no mean."""
        if question.kind is QuestionKind.PAIR:
            return self.tr("same person"), self.tr("different people")
        if question.kind is QuestionKind.GROUP:
            many = words.number_text(question.total)
            return self.tr("accept {}").format(many), self.tr("reject {}").format(many)
        if number == 1:
            no = self.tr("not this one") if is_one_of_several else self.tr("not them")
            return self.tr("accept this"), no
        return self.tr("accept {}").format(number), self.tr("reject {}").format(number)
