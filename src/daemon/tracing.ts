import type { OutboundChannel, SendOutcome } from "../channels/port.ts";
import type { SpeechToText } from "../domain/speech.ts";
import type { PipelineContext } from "../pipeline/context.ts";
import { messageKey } from "../pipeline/turn-span.ts";
import type { Clock } from "../platform/clock.ts";
import { type EndedSpan, placeOf, type SpanPlace, type Tracer } from "../platform/tracer.ts";
import type { Pms } from "../pms/port.ts";
import type { RawEvent, Store } from "../store/contract.ts";

/** Stores webhooks as `store.inbox.accept` does, with a span for each message's way to the disk. */
export function tracedAccept(store: Store, tracer: Tracer, clock: Clock): Store["inbox"]["accept"] {
  return (batch) => {
    const began = clock.now();
    const guests = store.inbox.accept(batch);
    const end = clock.now();
    for (const event of batch) recordWebhook(tracer, event, began, end);
    return guests;
  };
}

function recordWebhook(tracer: Tracer, event: RawEvent, began: number, end: number): void {
  for (const message of event.parsed?.messages ?? []) {
    const place = placeOf(messageKey(message));
    const attributes = { "hotelbot.channel": event.channel, "hotelbot.kind": message.content.kind };
    tracer.record("webhook", { place, start: event.receivedAt, end, attributes });
    tracer.record("store", { parent: place, start: began, end });
  }
}

/** The same parts, each call a span: hearing, understanding, the PMS. */
export function tracedContext(context: PipelineContext, tracer: Tracer): PipelineContext {
  return {
    ...context,
    tracer,
    pms: tracedPms(context.pms, tracer),
    ears: tracedEars(context.ears, tracer),
    understand: (text, asked) =>
      tracer.spanNow("understand", { attributes: { "hotelbot.characters": text.length } }, () =>
        context.understand(text, asked),
      ),
  };
}

function tracedPms(pms: Pms, tracer: Tracer): Pms {
  return new Proxy(pms, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) =>
        tracer.span(`pms ${String(key)}`, { attributes: { "hotelbot.pms": target.name } }, () =>
          Promise.resolve(Reflect.apply(value, target, args)),
        );
    },
  });
}

function tracedEars(ears: SpeechToText, tracer: Tracer): SpeechToText {
  return {
    state: () => ears.state(),
    hear: (audio, mimeType, options) =>
      tracer.span("hear", { attributes: { "hotelbot.bytes": audio.length } }, () =>
        ears.hear(audio, mimeType, options),
      ),
  };
}

/** Remembers each conversation's latest turn, so that its replies are sent within the same trace. */
export interface TurnPlaces {
  readonly ended: (span: EndedSpan) => void;
  readonly of: (conversation: number) => SpanPlace | undefined;
}

const MOST_CONVERSATIONS = 1_000;

export function turnPlaces(): TurnPlaces {
  const places = new Map<number, SpanPlace>();
  return {
    ended({ name, attributes, traceId, spanId }) {
      const conversation = attributes["hotelbot.conversation"];
      if (name !== "turn" || typeof conversation !== "number") return;
      places.delete(conversation);
      places.set(conversation, { traceId, spanId });
      const [oldest] = places.keys();
      if (places.size > MOST_CONVERSATIONS && oldest !== undefined) places.delete(oldest);
    },
    of: (conversation) => places.get(conversation),
  };
}

/** A channel whose sends are spans that go on from the turn they answer. */
export function tracedChannel(channel: OutboundChannel, tracer: Tracer, turns: TurnPlaces): OutboundChannel {
  return {
    name: channel.name,
    async prepare(row) {
      const ready = await channel.prepare(row);
      if (ready.kind !== "prepared") return ready;
      const attributes = {
        "hotelbot.channel": row.channel,
        "hotelbot.kind": row.content.kind,
        "hotelbot.conversation": row.conversationId,
        "hotelbot.outbox": row.id,
      };
      const result = (value: unknown) => ({ "hotelbot.outcome": (value as SendOutcome).kind });
      const parent = turns.of(row.conversationId);
      return {
        kind: "prepared",
        send: () => tracer.span("send", { attributes, parent, result }, () => ready.send()),
      };
    },
  };
}
