import type { OutboundChannel } from "../channels/port.ts";
import type { HotelConfig } from "../config/hotel-config.ts";
import { createMetrics, type Metrics } from "../ops/metrics/metrics.ts";
import { createMetricsServer } from "../ops/metrics/server.ts";
import { createOtlpExporter } from "../ops/tracing/otlp.ts";
import type { PipelineContext } from "../pipeline/context.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import { createTracer } from "../platform/tracer.ts";
import type { Store } from "../store/contract.ts";
import { tracedAccept, tracedChannel, tracedContext, turnPlaces } from "./tracing.ts";
import type { Watch } from "./watch.ts";

export interface ObservationParts {
  readonly config: HotelConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly version: string;
  readonly startedAt: number;
}

/** Metrics and traces, where hotel.yaml asks for them; where it does not, every part stays as it is. */
export interface Observation {
  accept: Store["inbox"]["accept"];
  context(context: PipelineContext): PipelineContext;
  channel(channel: OutboundChannel): OutboundChannel;
  /** Opens the metrics port, if there is one. Rejects with PORT_BUSY. */
  start(watch: Watch): Promise<void>;
  stop(): Promise<void>;
}

export function createObservation(parts: ObservationParts): Observation {
  const { config, store, clock, log, version } = parts;
  const { tracing, metrics: wanted } = config;
  if (!tracing && !wanted) {
    return {
      accept: (batch) => store.inbox.accept(batch),
      context: (context) => context,
      channel: (channel) => channel,
      start: async () => undefined,
      stop: async () => undefined,
    };
  }
  const { id } = config.hotel;
  const resource = { "service.name": "hotelbot", "service.version": version, "service.instance.id": id };
  const exporter = tracing && createOtlpExporter({ url: tracing.url, resource, clock, log });
  const turns = turnPlaces();
  let metrics: Metrics | undefined;
  let stopServer = async (): Promise<void> => undefined;
  const tracer = createTracer(clock.now, (span) => {
    turns.ended(span);
    exporter?.add(span);
    metrics?.ended(span);
  });
  return {
    accept: tracedAccept(store, tracer, clock),
    context: (context) => tracedContext(context, tracer),
    channel: (channel) => tracedChannel(channel, tracer, turns),
    async start(watch) {
      if (!wanted) return;
      const sources = { health: watch.health, queue: () => queueNow(store, clock.now()) };
      metrics = createMetrics({ ...sources, version, startedAt: parts.startedAt });
      const server = createMetricsServer(wanted, metrics, log);
      const { port } = await server.start();
      stopServer = server.stop;
      log.info("metrics are served", { port });
    },
    async stop() {
      await stopServer();
      await exporter?.stop();
    },
  };
}

function queueNow(store: Store, now: number) {
  const counts = store.summaries.counts(now);
  const oldest = Math.min(counts.oldestNewAt ?? now, counts.oldestReadyAt ?? now);
  return {
    inbox: { new: counts.inboxNew, dead: counts.inboxDead },
    outbox: {
      ready: counts.outboxReady,
      sending: counts.outboxSending,
      unknown: counts.outboxUnknown,
      held: counts.outboxHeld,
      dead: counts.outboxDead,
      rejected: counts.outboxRejected,
    },
    bookingsOpen: counts.journalOpen,
    holds: counts.holds,
    unread: counts.unread,
    oldestSeconds: Math.max(0, now - oldest) / 1000,
    lastWebhookSeconds: (store.summaries.webhooks().lastAt ?? 0) / 1000,
  };
}
