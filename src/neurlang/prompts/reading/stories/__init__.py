"""Stories of several steps: `Ben has 4 bags of 9 marbles, gives away 6, how many are left` as `4 times 9, minus 6`."""

from neurlang.prompts.reading.stories.telling import request_of_story

__all__ = ["request_of_story"]
