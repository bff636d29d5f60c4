import { parseUri } from "../../../../audio/line/sip/address.ts";
import type { SipConfig } from "../../../../audio/line/sip/context.ts";
import { sipLine } from "../../../../audio/line/sip/line.ts";
import { cseqOf, header, type SipMessage } from "../../../../audio/line/sip/message.ts";
import { parseMessage } from "../../../../audio/line/sip/parse.ts";
import { topVia } from "../../../../audio/line/sip/via.ts";
import type { Endpoint } from "../../../../audio/line/udp.ts";
import type { EndReason, Line, TransferOutcome, VoiceCall } from "../../../../audio/line/voice-call.ts";
import { randomIds } from "../../../../src/platform/ids.ts";
import { silentLogger } from "../../../../src/platform/logger.ts";
import { differences } from "./equivalent.ts";
import { sipConfig } from "./line.ts";
import { type Recorded, recording } from "./recording.ts";
import { virtualWorld, type World } from "./virtual.ts";

/** What is done with one recording. */
export interface Plan {
  /** Recorded messages of the extension that hotelbot never sends, and why. Their answers are left out with them. */
  readonly leaveOut?: readonly {
    readonly when: (one: Recorded, index: number) => boolean;
    readonly why: string;
  }[];
  /** Another final status of ours stands for the extension's. */
  readonly instead?: Readonly<Record<number, number>>;
  readonly config?: Partial<SipConfig>;
  readonly ringMs?: number;
  /** Deregistered at the recording's REGISTER, having been registered before it. */
  readonly registeredBefore?: boolean;
  /** The exchange's messages that are lost on the way. */
  readonly lost?: readonly number[];
  /** Where hotelbot rightly differs. */
  readonly ourWay?: RegExp;
  /** Answered as soon as it rings, whatever comes between. */
  readonly answerAtOnce?: boolean;
  /** The first call of ours is reception's, placed by the transfer itself. */
  readonly attended?: boolean;
}

export interface Outcome {
  /** Where ours was not equivalent; empty when all is well. */
  readonly wrong: string[];
  readonly calls: VoiceCall[];
  readonly ended: (EndReason | undefined)[];
  readonly digits: string;
  readonly transfers: TransferOutcome[];
  /** Codes of calls of ours that failed. */
  readonly failed: string[];
  readonly line: Line;
  /** How many of ours were compared. */
  readonly compared: number;
}

const PBX = { address: "10.99.0.1", port: 5_060 };

/** Plays the exchange's recorded side, byte by byte but for what we chose ourselves, and compares what we say. */
export async function replay(name: string, plan: Plan = {}): Promise<Outcome> {
  const events = recording(name);
  const world = virtualWorld();
  const stage = setStage(world, events, plan);
  const outcome = stage.outcome;
  if (plan.registeredBefore) stage.answerRegisters = true;
  await stage.line.start();
  await world.run(0);
  stage.answerRegisters = false;
  if (plan.registeredBefore) stage.sent.length = 0;
  let drift = 0;
  for (const [index, one] of events.entries()) {
    await world.run(one.ms + drift);
    if (plan.leaveOut?.some(({ when }) => when(one, index))) {
      // A repeat of what was said already shares its answers.
      if (!stage.numbers.has(pairKey(one.message))) stage.leftOut.add(pairKey(one.message));
      continue;
    }
    if (one.from === "theirs") {
      const text = plan.lost?.includes(index) ? undefined : stage.rewrite(one);
      if (text !== undefined) world.deliver(Buffer.from(text), PBX, stage.self);
      continue;
    }
    const wanted = stage.act(one);
    const before = world.clock.now();
    await world.run(before + 4_000_000, () => stage.sent.some(wanted));
    drift += world.clock.now() - before;
    const at = stage.sent.findIndex(wanted);
    if (at === -1) {
      outcome.wrong.push(`${index}: not said: ${one.text.split("\r\n")[0]}`);
      break;
    }
    const [ours] = stage.sent.splice(at, 1);
    if (!ours) break;
    stage.learn(one.message, ours);
    const wrong = differences(one.message, ours, plan.instead).filter((what) => !plan.ourWay?.test(what));
    outcome.wrong.push(...wrong.map((what) => `${index}: ${what}`));
    Object.assign(outcome, { compared: outcome.compared + 1 });
  }
  await world.run(world.clock.now() + 1_000);
  return outcome;
}

function setStage(world: World, events: readonly Recorded[], plan: Plan) {
  const mine = events.map((one) => contactOf(one)).find((found) => found !== undefined);
  const user = mine?.user ?? "700";
  const self: Endpoint = { address: "10.99.0.2", port: mine?.port ?? 5_700 };
  const registers = events.some((one) => one.from === "ours" && isRequest(one.message, "REGISTER"));
  const line = sipLine(
    sipConfig(5_060, {
      registrar: { host: PBX.address, port: PBX.port },
      extension: user,
      password: `clave-${user}`,
      bind: self,
      register: registers,
      allow: ["10.99.0.0/24"],
      maxCalls: 2,
      ...plan.config,
    }),
    {
      clock: world.clock,
      ids: randomIds(),
      log: silentLogger(),
      openUdp: world.openUdp,
      resolve: async (host) => host,
      ownAddress: async () => self.address,
      defer: (callback) => callback(),
    },
  );
  const sent: SipMessage[] = [];
  const tokens = new Map<string, string>();
  const numbers = new Map<string, string>();
  const leftOut = new Set<string>();
  /** Requests of ours that were compared: what comes again is a repeat. */
  const said = new Set<string>();
  let begun = false;
  const outcome: Outcome = {
    wrong: [],
    calls: [],
    ended: [],
    digits: "",
    transfers: [],
    failed: [],
    line,
    compared: 0,
  };
  const ours = new Map<string, VoiceCall>();
  const arrived: VoiceCall[] = [];
  const keep = (call: VoiceCall) => {
    const at = outcome.calls.push(call) - 1;
    outcome.ended[at] = undefined;
    void call.ended.then((why) => {
      outcome.ended[at] = why;
    });
    call.onDigit((digit) => Object.assign(outcome, { digits: outcome.digits + digit }));
    arrived.push(call);
    if (plan.answerAtOnce) call.answer().catch(() => {});
  };
  line.onCall(keep);
  const stage = { line, self, sent, leftOut, numbers, outcome, answerRegisters: false, act, learn, rewrite };
  world.onSent = (bytes, from, to) => {
    const message = from.port === self.port ? parseMessage(bytes) : undefined;
    if (!message) return;
    sent.push(message);
    if (stage.answerRegisters) world.deliver(granted(bytes.toString()), to, from);
  };
  keepSound(world, self);

  function callOf(message: SipMessage): VoiceCall | undefined {
    const id = header(message, "call-id") ?? "";
    if (!ours.has(id)) {
      const next = arrived.shift();
      if (next) ours.set(id, next);
    }
    return ours.get(id);
  }
  /** Does what makes us say the recorded message, and tells how to know it. */
  function act(one: Recorded): (candidate: SipMessage) => boolean {
    const { message } = one;
    const method = cseqOf(message)?.method ?? "";
    const id = tokens.get(header(message, "call-id") ?? "") ?? header(message, "call-id");
    if (message.kind === "response") {
      const status = plan.instead?.[message.status] ?? message.status;
      const sdp = method === "INVITE" && status >= 180 ? callOf(message) : undefined;
      if (method === "INVITE" && status === 200) sdp?.answer().catch(() => {});
      if (status === 486) sdp?.refuse("busy");
      if (status === 480) sdp?.refuse("unavailable");
      return (found) =>
        found.kind === "response" &&
        found.status === status &&
        header(found, "call-id") === id &&
        header(found, "cseq") === header(message, "cseq");
    }
    const fresh = ours.get(header(message, "call-id") ?? "");
    if (method === "BYE") fresh?.hangUp();
    const transferring = method === (plan.attended ? "INVITE" : "REFER") && outcome.transfers.length === 0;
    if (transferring && !begun) {
      begun = true;
      void [...ours.values()][0]?.transfer("9").then((result) => outcome.transfers.push(result));
    } else if (method === "INVITE" && !plan.attended && !tokens.has(header(message, "call-id") ?? ""))
      place(message);
    if (method === "REGISTER" && plan.registeredBefore && !begun) {
      begun = true;
      void line.stop();
    }
    return (found) =>
      isRequest(found, method) && !said.has(`${method} ${topVia(found)?.params.get("branch")}`);
  }
  function place(message: SipMessage): void {
    const number = message.kind === "request" ? (parseUri(message.uri)?.user ?? "") : "";
    void line
      .call(number, { ringMs: plan.ringMs ?? 30_000 })
      .then((call) => {
        keep(call);
        arrived.pop();
        ours.set(header(message, "call-id") ?? "", call);
      })
      .catch((error: { code: string }) => outcome.failed.push(error.code));
  }
  /** What we chose instead of what the extension had chosen. */
  function learn(recorded: SipMessage, mine: SipMessage): void {
    const pair = (name: string) => {
      const [was, is] = [header(recorded, name), header(mine, name)];
      const tag = (value: string | undefined) => /;\s*tag=([^;]+)/.exec(value ?? "")?.[1];
      const [wasTag, isTag] = [tag(was), tag(is)];
      if (wasTag && isTag) tokens.set(wasTag, isTag);
    };
    pair("to");
    pair("from");
    if (mine.kind === "response") return;
    said.add(`${mine.method} ${topVia(mine)?.params.get("branch")}`);
    tokens.set(header(recorded, "call-id") ?? "", header(mine, "call-id") ?? "");
    const [was, is] = [topVia(recorded)?.params.get("branch"), topVia(mine)?.params.get("branch")];
    if (was && is) tokens.set(was, is);
    numbers.set(pairKey(recorded), header(mine, "cseq") ?? "");
  }
  function rewrite(one: Recorded): string | undefined {
    const { message } = one;
    if (leftOut.has(pairKey(message)) && message.kind === "response") return undefined;
    let text = one.text;
    for (const [was, is] of tokens) text = text.replaceAll(was, is);
    const number = message.kind === "response" ? numbers.get(pairKey(message)) : undefined;
    return number === undefined ? text : text.replace(/^CSeq: .*$/m, `CSeq: ${number}`);
  }
  return stage;
}

const isRequest = (message: SipMessage, method: string) =>
  message.kind === "request" && message.method === method;

/** A request and its answers: Call-ID, number and method. */
const pairKey = (message: SipMessage) =>
  `${header(message, "call-id")} ${header(message, "cseq")} ${topVia(message)?.params.get("branch")}`;

function contactOf(one: Recorded): { user: string; port: number } | undefined {
  const { message } = one;
  const text =
    one.from === "ours" ? header(message, "contact") : message.kind === "request" ? message.uri : undefined;
  const match = /sip:(\w+)@[\d.]+:(\d+)/.exec(text ?? "");
  return match ? { user: match[1] ?? "", port: Number(match[2]) } : undefined;
}

/** A 200 to a REGISTER that is not part of the recording. */
function granted(request: string): Buffer {
  const lines = request.split("\r\n");
  const kept = lines.filter((line) => /^(Via|From|To|Call-ID|CSeq):/.test(line));
  return Buffer.from(["SIP/2.0 200 OK", ...kept, "Expires: 3600", "Content-Length: 0", "", ""].join("\r\n"));
}

/** Somebody speaks all the time, or long calls would count as lost. */
function keepSound(world: World, self: Endpoint): void {
  let sequence = 0;
  const speak = () => {
    const bytes = Buffer.alloc(172, 0xd5);
    bytes.writeUInt16BE(0x8008, 0);
    sequence = (sequence + 1) & 0xffff;
    bytes.writeUInt16BE(sequence, 2);
    for (const at of world.open) {
      if (at.port !== self.port) world.deliver(bytes, { address: PBX.address, port: 30_040 }, at);
    }
    world.clock.after(5_000, speak);
  };
  speak();
}
