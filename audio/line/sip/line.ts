import { HotelbotError } from "../../../src/errors.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import { systemError } from "../system-error.ts";
import type { Endpoint } from "../udp.ts";
import type { Line, LineState, VoiceCall } from "../voice-call.ts";
import { tagOf } from "./address.ts";
import { openAgent } from "./agent.ts";
import { allowed } from "./allow.ts";
import { answer, METHODS } from "./build.ts";
import type { CallState } from "./call.ts";
import type { SipConfig, SipContext, SipParts } from "./context.ts";
import { credentials } from "./credentials.ts";
import { belongs } from "./dialog.ts";
import { handleInDialog } from "./in-dialog.ts";
import { arrive } from "./inbound.ts";
import { header } from "./message.ts";
import { placeCall } from "./outbound.ts";
import { type Registration, registration } from "./registration.ts";
import type { ServerTransaction } from "./server-transactions.ts";
import { transfer } from "./transfer.ts";
import { voiceOf } from "./voice.ts";
import { whereabouts } from "./whereabouts.ts";

const RING_MS = 30_000;
/** A lost BYE is repeated after 0.5 and 1.5 s; an exchange that has not answered by now is told no more. */
const GOODBYE_MS = 2_000;
/** A name server that does not answer keeps the line from listening no longer than this. */
const LOOK_MS = 2_000;
/** Without registering, the network is looked at again: soon while something is missing, else each minute. */
const MISSING_MS = 5_000;
const AGAIN_MS = 60_000;

interface Running {
  readonly context: SipContext;
  readonly registration: Registration | undefined;
  readonly stopLooking: () => void;
}

/** The line as an extension of the hotel's exchange. */
export function sipLine(config: SipConfig, parts: SipParts): Line & { address(): Endpoint | undefined } {
  let running: Running | undefined;
  let listener: (call: VoiceCall) => void = (call) => call.refuse("unavailable");
  return {
    start: async () => {
      running = await startLine(config, parts, (context, transaction) => {
        dispatch(context, transaction, (call) => listener(call));
      });
      running.registration?.start();
    },
    stop: async () => {
      const was = running;
      running = undefined;
      if (!was) return;
      was.stopLooking();
      for (const call of [...was.context.calls]) {
        call.leave();
        call.finish("we_hung_up");
      }
      await was.context.agent.settled(GOODBYE_MS);
      await was.registration?.stop();
      await was.context.agent.close();
    },
    state: () => stateOf(config, parts, running),
    onCall: (next) => {
      listener = next;
    },
    call: async (number, options = {}) => {
      const state = stateOf(config, parts, running);
      if (!running || state.state === "down") throw new HotelbotError("LINE_DOWN", { what: state.text });
      const { context } = running;
      const name = options.from === undefined ? {} : { name: options.from };
      const call = await placeCall(context, { number, ringMs: options.ringMs ?? RING_MS, ...name });
      return voiceOf(call, {
        answer: () => Promise.resolve(),
        refuse: () => {},
        transfer: (target) => transfer(context, call, target),
      });
    },
    address: () => running?.context.self.address,
  };
}

async function startLine(
  config: SipConfig,
  parts: SipParts,
  onRequest: (context: SipContext, transaction: ServerTransaction) => void,
): Promise<Running> {
  const { ids, clock } = parts;
  const friends = allowed(config.allow);
  const agent = await openAgent({
    clock,
    openUdp: parts.openUdp,
    bind: config.bind,
    allowed: friends.has,
    onRequest: (transaction) => onRequest(context, transaction),
  }).catch((error: unknown) => {
    throw new HotelbotError("LINE_DOWN", { what: systemError(error) }, { cause: error });
  });
  const { address: local, port } = agent.local;
  const where = whereabouts({
    ...parts,
    registrar: config.registrar,
    fixed: config.advertise ?? (local === "0.0.0.0" ? undefined : local),
    found: friends.exchange,
  });
  const self = {
    get address() {
      return { address: where.own() ?? local, port };
    },
    user: config.extension,
    ids,
  };
  const username = config.username ?? config.extension;
  const context: SipContext = {
    ...parts,
    config,
    agent,
    self,
    credentials: credentials({ username, password: config.password, ids }),
    where,
    allowed: friends.has,
    calls: new Set<CallState>(),
  };
  await soon(clock, where.look());
  if (!config.register) return { context, registration: undefined, stopLooking: keepLooking(context) };
  const { extension, registrar } = config;
  const { credentials: secret } = context;
  const parted = { clock, ids, agent, self, credentials: secret, host: registrar.host, extension, where };
  return { context, registration: registration(parted), stopLooking: () => {} };
}

/** Waits for it, but not for long. */
function soon(clock: Clock, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const stop = clock.after(LOOK_MS, resolve);
    void work.then(() => {
      stop();
      resolve();
    });
  });
}

/** Registering looks at the network each time; who does not register does it here. */
function keepLooking({ clock, where }: SipContext): () => void {
  let cancel = (): void => undefined;
  let stopped = false;
  const later = (): void => {
    if (stopped) return;
    cancel = clock.after(where.trouble() === undefined ? AGAIN_MS : MISSING_MS, () => {
      void where.look().then(later);
    });
  };
  later();
  return () => {
    stopped = true;
    cancel();
  };
}

/** Whose request it is: a call's, a new call, or a question about ourselves. */
function dispatch(
  context: SipContext,
  transaction: ServerTransaction,
  onCall: (call: VoiceCall) => void,
): void {
  const { request, from } = transaction;
  const call = [...context.calls].find((one) => one.dialog && belongs(one.dialog, request));
  if (call) {
    handleInDialog(context, call, transaction);
    return;
  }
  const say = (status: number) =>
    transaction.respond(
      answer(request, from, status, {
        toTag: context.ids.secret(6),
        headers: [{ name: "allow", value: METHODS.join(", ") }],
      }),
    );
  // Reports of a transfer still come for a call that is over, and mailboxes report unasked.
  if (request.method === "OPTIONS" || request.method === "NOTIFY") {
    say(200);
    return;
  }
  if (tagOf(header(request, "to")) !== undefined) {
    say(481);
    return;
  }
  if (request.method !== "INVITE") {
    say(request.method === "REFER" ? 603 : 405);
    return;
  }
  // Who knows no address of its own cannot say where sound should go.
  if (context.where.own() === undefined) {
    say(480);
    return;
  }
  const arrival = arrive(context, transaction);
  if (!arrival) return;
  onCall(
    voiceOf(arrival.call, {
      answer: arrival.answer,
      refuse: arrival.refuse,
      transfer: (target) => transfer(context, arrival.call, target),
    }),
  );
}

function stateOf(config: SipConfig, parts: SipParts, running: Running | undefined): LineState {
  const calls = running?.context.calls.size ?? 0;
  const where = `${config.extension} at ${config.registrar.host}`;
  if (!running) return { state: "down", text: "not started", calls };
  const trouble = running.registration ? undefined : running.context.where.trouble();
  if (trouble !== undefined)
    return { state: "down", text: `no calls from ${config.registrar.host}: ${trouble}`, calls };
  const known = running.registration?.state();
  if (!known) return { state: "up", text: `waiting for calls from ${config.registrar.host}`, calls };
  if (known.state === "up") return { state: "up", text: `registered as ${where}`, calls };
  if (known.state === "starting") return { state: "starting", text: `registering as ${where}`, calls };
  const minutes = Math.floor((parts.clock.now() - known.since) / 60_000);
  const since = minutes < 1 ? "" : `, for ${minutes} min`;
  return { state: "down", text: `not registered as ${where}: ${known.why}${since}`, calls };
}
