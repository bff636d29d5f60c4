import { createLineHost, type LineHost } from "../../audio/line/process/host.ts";
import type { RemoteCall } from "../../audio/line/process/remote-call.ts";
import { type LineProcess, spawnLine } from "../../audio/line/process/spawn.ts";
import type { LineState } from "../../audio/line/voice-call.ts";
import { phoneChannel } from "../channels/phone/channel.ts";
import type { CallRecord } from "../channels/phone/port.ts";
import { createSession, type Session } from "../channels/phone/session.ts";
import type { OutboundChannel } from "../channels/port.ts";
import type { HotelConfig } from "../config/hotel-config.ts";
import type { PhoneConfig } from "../config/phone.ts";
import type { Secrets } from "../config/secrets.ts";
import type { Language } from "../domain/language.ts";
import { HotelbotError } from "../errors.ts";
import { beginCall, continueInWriting } from "../pipeline/calls.ts";
import type { PipelineContext } from "../pipeline/context.ts";
import { wasCutOff } from "../pipeline/cut-off-call.ts";
import type { Pipeline } from "../pipeline/pipeline.ts";
import type { WakeUps } from "../pipeline/schedule/wake-ups.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { Logger } from "../platform/logger.ts";
import type { Store } from "../store/contract.ts";
import { countryOf } from "../understanding/country.ts";
import { callerPhone } from "./caller.ts";
import { doorConfig } from "./phone-door.ts";
import { greetings, greetingText } from "./phone-greeting.ts";
import { callParts, type Listener } from "./phone-parts.ts";
import type { Speech } from "./speech.ts";
import { phoneWakeUps } from "./wake-ups.ts";

export interface PhoneParts {
  readonly phone: PhoneConfig;
  readonly config: HotelConfig;
  readonly secrets: Secrets;
  readonly store: Store;
  readonly stateDir: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly speech: Pick<Speech, "mouth"> & { readonly ears: Listener };
  /** How the line's process is started; missing: as a child of this one. */
  readonly spawn?: (() => LineProcess) | undefined;
}

/** The hotel's phone line. */
export interface Phone {
  readonly channel: OutboundChannel;
  /** Resolves when the line told for the first time how it does. Never rejects. */
  start(context: PipelineContext, pipeline: Pipeline): Promise<void>;
  /** Ends the calls and closes the line. */
  stop(): Promise<void>;
  state(): LineState;
  /**
   * Calls a number, says something and hangs up. `heard`: to its end, before they hung up. Rejects with LINE_*, and with
   * SPEECH_VOICE_MISSING.
   */
  call(
    number: string,
    text: string,
    language: Language,
  ): Promise<{ readonly id: string; readonly heard: boolean }>;
  readonly wakeUps: WakeUps;
}

export function createPhone(parts: PhoneParts): Phone {
  const { phone, config, store, clock, ids, log, speech } = parts;
  const { hotel } = config;
  const line: LineHost = createLineHost({
    door: doorConfig(phone, parts.secrets),
    clock,
    spawn: parts.spawn ?? spawnLine,
    onChange: ({ state, text }) =>
      state === "down" ? log.warn(`phone: ${text}`) : log.info(`phone: ${text}`),
    onFault: (error) => failed(error),
  });
  const sessions = new Map<number, Session>();
  const country = countryOf(hotel.phone);
  const greeting = greetings(speech.mouth, hotel.defaultLanguage);
  let joined: { readonly context: PipelineContext; readonly pipeline: Pipeline } | undefined;

  function begin(call: RemoteCall): { record: CallRecord; room: string | undefined } {
    const id = ids.unique();
    const other = call.direction === "in" ? call.from : call.to;
    const number = other.number;
    const room = number === undefined ? undefined : phone.rooms[number];
    // A room's telephone and a withheld number are nobody we know: this call is all there is of its guest.
    const known = room === undefined ? callerPhone(number, country) : undefined;
    const row = store.calls.begin({
      id,
      direction: call.direction,
      from: known === undefined ? { session: `call:${id}` } : { phone: known },
      ...(number === undefined ? {} : { number: known ?? number }),
      ...(room ? { room, name: room } : other.name ? { name: other.name } : {}),
      at: clock.now(),
    });
    const { guestId, conversationId } = row;
    return { record: { id, guestId, conversationId }, room };
  }

  async function attend(call: RemoteCall): Promise<void> {
    if (!joined || sessions.size >= phone.maxCalls) return call.refuse("busy");
    const { context, pipeline } = joined;
    const { record } = begin(call);
    if (sessions.has(record.conversationId)) {
      store.calls.ended(record.id, "refused", clock.now());
      return call.refuse("busy");
    }
    const session = createSession(call, record, callParts({ ...parts, context, pipeline, record }));
    sessions.set(record.conversationId, session);
    log.info("a call came in", { call: record.id, conversation: record.conversationId });
    // One guest's trouble ends no other call.
    call.ended
      .then((why) => over(record, why))
      .catch((error: unknown) => log.error("a call's end went wrong", { call: record.id, err: error }));
    await pipeline.inLane(record.guestId, async () => beginCall(context, record.conversationId));
    store.calls.answered(record.id, clock.now());
    await session.open(await greeting(greetingText(context.phrases, hotel, phone.keepAudio)));
  }

  async function over(record: CallRecord, why: string): Promise<void> {
    sessions.delete(record.conversationId);
    store.calls.ended(record.id, why, clock.now());
    log.info("a call ended", { call: record.id, why });
    if (!joined || !wasCutOff(joined.context, record.conversationId, why)) return;
    const { context, pipeline } = joined;
    const went = await pipeline.inLane(record.guestId, () =>
      continueInWriting(context, record.conversationId),
    );
    if (went) log.info("a call that was cut off goes on in writing", { conversation: record.conversationId });
  }

  /** Resolves when it was answered; `said` when it was said, true when it was heard to its end. */
  async function ring(
    number: string,
    text: string,
    language: Language,
  ): Promise<{ readonly id: string; readonly said: Promise<boolean> }> {
    if (!joined) throw new HotelbotError("LINE_DOWN", { what: "the phone has not been started" });
    const call = await line.dial(number);
    try {
      const { record } = begin(call);
      call.ended.then((why) => store.calls.ended(record.id, why, clock.now())).catch(failed);
      store.calls.answered(record.id, clock.now());
      const session = createSession(call, record, callParts({ ...parts, ...joined, record }));
      await session.open(undefined);
      return { id: record.id, said: session.announce(text, language) };
    } catch (error) {
      // Whoever picked up would listen to silence.
      call.hangUp();
      throw error;
    }
  }

  function failed(error: unknown): void {
    log.error("a call went wrong", { err: error });
  }

  line.onCall((call) => {
    attend(call).catch((error: unknown) => {
      failed(error);
      // Not answered yet, it would ring on until the caller gives up.
      call.refuse("unavailable");
    });
  });

  return {
    channel: phoneChannel(
      { of: (id) => sessions.get(id) },
      hotel.defaultLanguage,
      store.conversations.heardOf,
    ),
    state: () => line.state(),
    async start(context, pipeline) {
      joined = { context, pipeline };
      const cutOff = store.calls.recover(clock.now());
      if (cutOff > 0) log.warn("calls were cut off by a stop", { count: cutOff });
      await line.start();
    },
    stop: () => line.stop(),
    async call(number, text, language) {
      const { id, said } = await ring(number, text, language);
      return { id, heard: await said };
    },
    wakeUps: phoneWakeUps({ rooms: phone.rooms, phrases: () => joined?.context.phrases, ring, failed }),
  };
}
