"""The addresses of the content at the desk."""

from starlette.routing import BaseRoute, Route

from bot.channels.web.beginning import BeginningPages
from bot.channels.web.editing import ContentPages
from bot.channels.web.gaps import Questions
from bot.channels.web.impact import ImpactPage
from bot.channels.web.retiring import RetiringPages
from bot.channels.web.site import Site
from bot.channels.web.sitting import Sitting
from bot.channels.web.stale import StalePages
from bot.channels.web.trying import TryingPages


def of_content(site: Site, sitting: Sitting) -> list[BaseRoute]:
    """The files, one to write in, and what is done with it; and the questions that entries are still wanted for."""
    pages, trying = ContentPages(site, sitting), TryingPages(site, sitting)
    beginning, retiring = BeginningPages(site, sitting, pages), RetiringPages(site, sitting, pages)
    questions, stale = Questions(site, sitting, pages), StalePages(site, sitting)
    return [
        Route("/desk/content", pages.files),
        Route("/desk/content/edit", pages.edit),
        Route("/desk/content/new", beginning.begin),
        Route("/desk/content/retire", retiring.look),
        Route("/desk/content/retire", retiring.retire, methods=["POST"]),
        Route("/desk/content/entry", beginning.add, methods=["POST"]),
        Route("/desk/content/impact", ImpactPage(site, sitting).look, methods=["POST"]),
        Route("/desk/content/check", pages.check, methods=["POST"]),
        Route("/desk/content/publish", pages.publish, methods=["POST"]),
        Route("/desk/content/ask", trying.ask, methods=["POST"]),
        Route("/desk/content/walk", trying.walk, methods=["POST"]),
        Route("/desk/questions", questions.page),
        Route("/desk/questions/{key}", questions.group),
        Route("/desk/questions/{key}/settle", questions.settle, methods=["POST"]),
        Route("/desk/questions/{key}/propose", questions.propose, methods=["POST"]),
        Route("/desk/stale", stale.page, name="stale"),
        Route("/desk/stale", stale.mark, methods=["POST"]),
    ]
