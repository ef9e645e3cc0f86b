"""The parts of a running service, opened and closed together.

Whoever prints starts the renderer, since its workers take a second to warm.
"""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from procrastinate import App as Queue

from app.addresses import Addresses
from app.budgets import generations_rule
from app.embedders import close, embedder_of
from app.model_settings import ModelSettings
from app.settings import ModerationSettings, Settings
from cache import tasks as cache_tasks
from cache.embedder import Embedder
from cache.judging.judge import Judge
from cache.semantic_cache import SemanticCache
from cache.tasks import Upkeep
from database import revision
from database.pool import Pool, create_pool
from jobs.queue import create_queue
from language_models.configured_models import ConfiguredModels, StandingModel
from language_models.lineup import Lineup
from language_models.model import Purpose, Role
from pdf.renderer import Renderer
from questions.bank import store as bank_store
from rate_limits.limiter import RateLimiter
from worksheets import tasks
from worksheets.edition import served_editions
from worksheets.generations.carrying_on import Workshop
from worksheets.generations.feed import Feed
from worksheets.generations.starting import Writer
from worksheets.moderation.moderation import Moderation
from worksheets.moderation.provider import ModerationProvider
from worksheets.personal_data.withholding import without_names
from worksheets.sources import Sources


@dataclass(frozen=True, slots=True)
class Services:
    settings: Settings
    pool: Pool
    cache: SemanticCache
    embedder: Embedder
    queue: Queue
    feed: Feed
    renderer: Renderer
    limiter: RateLimiter
    models: ConfiguredModels
    moderation: Moderation
    judge: Judge | None
    newest_revision: str

    def sources(self) -> Sources:
        """What a request can be answered from."""
        writer = None
        if self.models.can(Role.AUTHOR):
            writer = Writer(partial(tasks.ensure_write, self.queue), self.settings.limits.generations_at_once)
        return Sources(self.pool, self.cache, writer, self.judge, self.models.budget, moderation=self.moderation)

    def workshop(self) -> Workshop:
        """What a worker carries generations on with."""
        models = self.settings.models
        return Workshop(
            pool=self.pool,
            cache=self.cache,
            models=self.models if self.models.can(Role.AUTHOR) else None,
            deadline=0 if models is None else models.deadline,
            charge=self._charge,
            feed=self.feed,
        )

    def job_context(self) -> dict[str, object]:
        """What jobs are given."""
        upkeep = Upkeep(self.pool, self.embedder, self.settings.cache_items, merged=bank_store.move)
        return {"workshop": self.workshop(), "upkeep": upkeep}

    async def _charge(self, asker: str) -> None:
        await self.limiter.hit([generations_rule(asker, self.settings.limits, charge=1)])


@asynccontextmanager
async def open_services(settings: Settings, addresses: Addresses) -> AsyncGenerator[Services]:
    """All parts, open until the block ends. No model, renderer process or embedding is paid for before it is used.

    The queue is closed: jobs are deferred on the connections of `pool`. Whoever runs a worker opens it.
    """
    pool = create_pool(addresses.database_url, behind_pgbouncer=settings.behind_pgbouncer)
    embedder = embedder_of(settings.embedder)
    queue = create_queue(
        addresses.direct_url,
        (tasks.NAMESPACE, tasks.blueprint()),
        (cache_tasks.NAMESPACE, cache_tasks.blueprint()),
        takeover_after=settings.takeover_after,
    )
    feed = Feed(pool, addresses.direct_url)
    renderer = Renderer(workers=settings.pdf_workers)
    limiter = RateLimiter(addresses.redis_url, addresses.redis_token)
    # What leaves this machine names nobody.
    told = None if settings.embedder is None else without_names
    cache = SemanticCache(pool, embedder, served_editions(), told)
    moderation = Moderation(settings.moderation and _moderation_provider(settings.moderation))
    models = _models(settings.models, pool)
    async with AsyncExitStack() as stack:
        # The database may come up later than we do; /health/ready says so meanwhile.
        await pool.open(wait=False)
        stack.push_async_callback(pool.close)
        cache.usage.start()
        stack.push_async_callback(cache.usage.stop)
        await feed.start()
        stack.push_async_callback(feed.stop)
        stack.push_async_callback(renderer.stop)
        stack.push_async_callback(limiter.close)
        stack.push_async_callback(close, embedder)
        stack.push_async_callback(models.close)
        stack.push_async_callback(moderation.close)
        yield Services(
            settings=settings,
            pool=pool,
            cache=cache,
            embedder=embedder,
            queue=queue,
            feed=feed,
            renderer=renderer,
            limiter=limiter,
            models=models,
            moderation=moderation,
            judge=_judge(settings.models, models, pool, cache),
            newest_revision=revision.newest_revision(),
        )


def _moderation_provider(settings: ModerationSettings) -> ModerationProvider:
    return ModerationProvider(settings.api_key, settings.base_url)


def _models(settings: ModelSettings | None, pool: Pool) -> ConfiguredModels:
    if settings is None:
        return ConfiguredModels(Lineup(), pool)
    return ConfiguredModels(settings.lineup, pool, budget=settings.daily_budget)


def _judge(settings: ModelSettings | None, models: ConfiguredModels, pool: Pool, cache: SemanticCache) -> Judge | None:
    if settings is None or settings.judge_seconds is None or not models.can(Role.JUDGE):
        return None
    return Judge(pool, cache, StandingModel(models, Purpose(Role.JUDGE)), seconds=settings.judge_seconds)
