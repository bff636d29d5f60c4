import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { HealthReport } from "../../control/contract.ts";
import type { EndedSpan } from "../../platform/tracer.ts";
import { exitOf } from "../checks/check.ts";

/** What is asked for at each scrape. */
export interface MetricSources {
  health(): Promise<HealthReport>;
  queue(): {
    readonly inbox: Readonly<Record<string, number>>;
    readonly outbox: Readonly<Record<string, number>>;
    readonly bookingsOpen: number;
    readonly holds: number;
    readonly unread: number;
    /** How long the oldest message to answer or send has waited, seconds. */
    readonly oldestSeconds: number;
    /** When Meta last called, epoch seconds; 0 before it ever did. */
    readonly lastWebhookSeconds: number;
  };
  readonly version: string;
  readonly startedAt: number;
}

export interface Metrics {
  /** The exposition format's text. Rejects when the store cannot be asked. */
  text(): Promise<string>;
  readonly contentType: string;
  /** Counts a step of a message's life. */
  ended(span: EndedSpan): void;
}

/** A guest notices a second; a voice note takes some; past a minute something is wrong. */
const SECONDS = [0.005, 0.02, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Every label is a name of hotelbot's own (a step, a state, a check): never a guest's, nor a conversation. */
export function createMetrics(sources: MetricSources): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register, prefix: "hotelbot_" });
  // Gauges with a counter's name, which promtool finds fault with; the same are there by type.
  for (const what of ["handles", "requests", "resources"]) {
    register.removeSingleMetric(`hotelbot_nodejs_active_${what}_total`);
  }
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `hotelbot_${name}`, help, labelNames, registers });
  const info = gauge("info", "Always 1; the version is its label.", ["version"]);
  const live = gauge("live", "1 while the daemon does its work.");
  const ready = gauge("ready", "1 while guests are heard and answered.");
  const check = gauge("check_state", "0 ok, 1 warning, 2 critical, 3 unknown.", ["check"]);
  const inbox = gauge("inbox_messages", "Messages of guests, by what is up with them.", ["state"]);
  const outbox = gauge("outbox_messages", "Replies not finished, by state.", ["state"]);
  const open = gauge("bookings_open", "Bookings asked of the PMS and not settled.");
  const holds = gauge("holds", "Rooms kept for guests who are deciding.");
  const unread = gauge("webhooks_unread", "Webhooks kept that could not be read.");
  const oldest = gauge("oldest_wait_seconds", "How long the oldest message to answer or send has waited.");
  const webhook = gauge("last_webhook_timestamp_seconds", "When Meta last called; 0 before it ever did.");
  const started = gauge("start_timestamp_seconds", "When the daemon started.");
  info.set({ version: sources.version }, 1);
  started.set(sources.startedAt / 1000);
  const steps = new Histogram({
    name: "hotelbot_step_seconds",
    help: "How long the steps of a message's life take.",
    labelNames: ["step"],
    buckets: SECONDS,
    registers,
  });
  const failures = new Counter({
    name: "hotelbot_step_failures_total",
    help: "Steps that ended in an error, by its code.",
    labelNames: ["step", "code"],
    registers,
  });
  const sends = new Counter({
    name: "hotelbot_sends_total",
    help: "Replies handed to a channel, by what became of them.",
    labelNames: ["channel", "outcome"],
    registers,
  });

  async function collect(): Promise<void> {
    const health = await sources.health();
    live.set(Number(health.live));
    ready.set(Number(health.ready));
    for (const { name, state } of health.checks) check.set({ check: name }, exitOf(state));
    const queue = sources.queue();
    for (const [state, count] of Object.entries(queue.inbox)) inbox.set({ state }, count);
    for (const [state, count] of Object.entries(queue.outbox)) outbox.set({ state }, count);
    open.set(queue.bookingsOpen);
    holds.set(queue.holds);
    unread.set(queue.unread);
    oldest.set(queue.oldestSeconds);
    webhook.set(queue.lastWebhookSeconds);
  }

  return {
    contentType: register.contentType,
    async text() {
      await collect();
      return register.metrics();
    },
    ended({ name: step, start, end, error, attributes }) {
      steps.observe({ step }, Math.max(0, end - start) / 1000);
      if (error !== undefined) failures.inc({ step, code: error });
      if (step !== "send") return;
      const channel = String(attributes["hotelbot.channel"] ?? "");
      sends.inc({ channel, outcome: String(attributes["hotelbot.outcome"] ?? "failed") });
    },
  };
}
