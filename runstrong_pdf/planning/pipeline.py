"""Request + Library -> Plan, in the order in which a coach would think."""

from runstrong_pdf.library import Library
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning.resolve import resolve


def make_plan(request: Request, library: Library) -> Plan:
    """Return the whole resolved plan for a request."""
    slug = request.programme or "bodyweight-to-dumbbells"
    return resolve(slug, library.one(Programme, slug), request, library)
