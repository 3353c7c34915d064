"""The exercises: all of them, each with its drawing, its cues and its ladder."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request as WebRequest
from starlette.responses import Response
from starlette.routing import Route

from runstrong_pdf import Exercise, exercises, picture
from runstrong_pdf.web.showing import MEDIA, Show

DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A drawing of ours carries its colours in itself; nothing else of it runs."""


@dataclass(frozen=True)
class ExercisePages:
    """The routes of the exercises."""

    show: Show

    def routes(self) -> Iterator[Route]:
        """Yield every route of it."""
        yield Route("/exercises", self.all)
        yield Route("/exercises/{slug}", self.one)
        yield Route("/pictures/{slug}.svg", self.picture)

    async def all(self, asked: WebRequest) -> Response:
        """Show all exercises; the browser filters them."""
        known = exercises()
        return self.show(
            asked,
            "exercises.html",
            here="exercises",
            exercises=dict(sorted(known.items(), key=lambda entry: entry[1].name)),
            muscles=sorted({m for one in known.values() for m in (*one.primary, *one.secondary)}),
        )

    async def one(self, asked: WebRequest) -> Response:
        """Show one exercise."""
        known, slug = exercises(), asked.path_params["slug"]
        if slug not in known:
            return self.show.message(asked, 404, "No such exercise", here="exercises")
        return self.show(
            asked,
            "exercise.html",
            here="exercises",
            slug=slug,
            exercise=known[slug],
            ladder=_ladder(slug, known),
        )

    async def picture(self, asked: WebRequest) -> Response:
        """Return the drawing of an exercise."""
        slug = asked.path_params["slug"]
        if slug not in exercises():
            return Response(status_code=404)
        headers = {
            "content-security-policy": DRAWING_POLICY,
            "cache-control": "private, max-age=3600",
        }
        content = picture(slug, format="svg")
        return Response(content, media_type=MEDIA[".svg"], headers=headers)


def _ladder(slug: str, known: dict[str, Exercise]) -> list[tuple[str, str]]:
    """Return the slugs and names from the easiest to the hardest of one line."""
    rungs = [slug]
    while (easier := known[rungs[0]].easier) and easier in known and easier not in rungs:
        rungs.insert(0, easier)
    while (harder := known[rungs[-1]].harder) and harder in known and harder not in rungs:
        rungs.append(harder)
    return [(rung, known[rung].name) for rung in rungs]
