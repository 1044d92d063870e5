"""The ASGI application: routes, error handlers, and the guard in front of them."""

from importlib.metadata import version

from fastapi import APIRouter, FastAPI
from fastapi.responses import PlainTextResponse

from kinfolk.api import assets, errors, faces, images, libraries, people
from kinfolk.api.context import RequestContext
from kinfolk.api.security import Guard

router = APIRouter(tags=["server"])


@router.get("/api/server/ping", response_class=PlainTextResponse, responses=errors.open_to_all())
def ping() -> str:
    """Answer `pong`, without a token."""
    return "pong"


def build(context: RequestContext, *, token: str, port: int) -> FastAPI:
    """Return the application for clients that send `token` to `port`."""
    app = FastAPI(
        title="Kinfolk people API",
        summary="The people in your photos, for other apps on this computer.",
        version=version("kinfolk"),
        docs_url=None,  # their pages would load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
        servers=[{"url": f"http://127.0.0.1:{port}"}],
    )
    app.state.context = context
    for part in (people, faces, assets, libraries, images):
        app.include_router(part.router)
    app.include_router(router)
    errors.install(app)
    app.add_middleware(Guard, token=token, port=port)
    return app
