"""The keys of the Review page along its bottom: those that do something on the current card."""

from kinfolk.gui.base import words
from kinfolk.gui.widgets.key_bar import KeyBar
from kinfolk.recognition.questions.question import Question, QuestionKind


class ReviewKeys(KeyBar):
    """Says what can be typed, and of how many faces each key speaks."""

    def show_for(self, question: Question, number: int, *, is_one_of_several: bool) -> None:
        """Whatever is answered now: a whole question, or so many of its faces."""
        yes, no = self._answers(question, number, is_one_of_several=is_one_of_several)
        keys = [(self.tr("Enter"), yes), ("⌫", no)]
        if question.kind is QuestionKind.FACES:
            if number > 1:
                keys.append(("→", self.tr("one by one")))
            keys.append((self.tr("Space"), self.tr("select")))
        keys.append(("1 – 9", self.tr("go, give to")))
        if question.is_about_one:
            keys.append(("P", self.tr("somebody else")))
        keys.append(("L", self.tr("leave open")))
        if question.kind is QuestionKind.FACES:
            keys.append(("N", self.tr("not a face")))
        self.show_keys(*keys, ("O", self.tr("open photo")), ("U", self.tr("undo")))

    def _answers(
        self, question: Question, number: int, *, is_one_of_several: bool
    ) -> tuple[str, str]:
        """What yes means, and what no does."""
        if question.kind is QuestionKind.PAIR:
            return self.tr("same person"), self.tr("not the same")
        if question.kind is QuestionKind.GROUP:
            many = words.number_text(question.total)
            return self.tr("accept {}").format(many), self.tr("none of {}").format(many)
        if number == 1:
            no = self.tr("not this one") if is_one_of_several else self.tr("not them")
            return self.tr("accept this"), no
        return self.tr("accept {}").format(number), self.tr("none of {}").format(number)
