"""`make relevance`: asks the judged questions of the demo, prints the figures and those of a plain search, and writes bench/relevance.json.

Options: --large loads the large demo too, --further takes the questions that were written later, by people who had not seen how the
search works, --set-aside those that are set aside (only to tell the result, never to tune with), --missed lists the questions for
which what was asked for is not among the first five.
"""

import argparse
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

from tqdm import tqdm  # noqa: E402  Django has to be set up first

from . import corpus, plain, questions, report  # noqa: E402  the same


def main() -> None:
    """Ask, print and write."""
    parser = argparse.ArgumentParser(prog="make relevance", description=__doc__)
    parser.add_argument("--large", action="store_true")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--further", action="store_true")
    which.add_argument("--set-aside", action="store_true")
    parser.add_argument("--missed", action="store_true")
    options = parser.parse_args()
    if options.set_aside and options.missed:
        parser.error("The questions that are set aside are not looked at one by one.")
    chosen = questions.SET_ASIDE if options.set_aside else questions.FURTHER if options.further else questions.TUNING
    read = questions.read_questions(chosen)
    # What answers some of them exactly is in the large demo alone.
    asked = [question for question in read if question.is_answered(options.large)]
    with (
        corpus.loaded_demo(options.large),
        tqdm(total=len(asked), desc="Asking", unit=" questions", file=sys.stderr) as bar,
    ):
        told = report.answers(asked, options.large, bar.update)
        figures = report.figures(told, options.large)
        peer = report.figures(report.answers(asked, options.large, asked=plain.PlainSearch().ask), options.large)
    name = " · ".join(
        (
            corpus.engine_name(),
            "large demo" if options.large else "demo",
            chosen.stem.replace("-", " "),
        )
    )
    report.write(name, figures)
    report.write(f"plain · {name}", peer)
    print(f"{name}\n{report.table(figures)}\n\nplain full text search (bench/relevance/plain.py)\n{report.table(peer)}")
    for answer in told if options.missed else ():
        if not answer.scores.success:
            print(
                f"missed: [{answer.question.language}] {answer.question.text}  → {', '.join(answer.found[:3]) or '–'}"
            )


main()
