"""`python -m bench.recognition`: lists what is proposed for each story that is not wholly right.

Options: --weigh writes the weights of topics anew, after the vocabulary or the demo has changed.
"""

import argparse
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

from . import measuring, stories, weighing  # noqa: E402  Django has to be set up first


def main() -> None:
    """List or weigh."""
    parser = argparse.ArgumentParser(prog="python -m bench.recognition", description=__doc__)
    parser.add_argument("--weigh", action="store_true")
    options = parser.parse_args()
    with measuring.vocabulary_of_files() as vocabulary:
        if options.weigh:
            weighing.weigh(vocabulary)
            return
        for one in stories.told(stories.read_stories(), measuring.recognising(vocabulary)):
            story, proposals = one.story, one.proposals
            if one.countries != story.countries or one.expert_topics < stories.ENOUGH:
                print(f"[{story.language}] {proposals.title}")
                print(f"  countries {', '.join(sorted(one.countries))}; named {', '.join(sorted(story.countries))}")
                print(
                    f"  topics {', '.join(proposals.topics[: stories.FIRST])}; expert's {', '.join(sorted(story.topics))}"
                )


main()
