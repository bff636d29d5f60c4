import { HotelbotError } from "../../../src/errors.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import { backoffMs } from "../../ears/engine.ts";
import type { DoorConfig } from "../doors.ts";
import type { LineState } from "../voice-call.ts";
import type { CallFacts, Report } from "./protocol.ts";
import { asError, type HeldCall, holdCall, type RemoteCall } from "./remote-call.ts";
import type { LineProcess } from "./spawn.ts";

export interface HostParts {
  readonly door: DoorConfig;
  readonly clock: Clock;
  readonly spawn: () => LineProcess;
  /** Told when the line came up, went down or says something new: for the log. */
  readonly onChange?: (state: LineState) => void;
  /** Told what attending to a call threw: for the log. The line and its calls go on. */
  readonly onFault?: (error: unknown) => void;
}

/** The line in its own process, started again when it ends, as the daemon holds it. */
export interface LineHost {
  /** Resolves when the process told for the first time how its door does, or could not be started. Never rejects. */
  start(): Promise<void>;
  stop(): Promise<void>;
  state(): LineState;
  /** One listener, set before `start`. */
  onCall(listener: (call: RemoteCall) => void): void;
  /** Rejects as Line.call does, and with LINE_DOWN while there is no process. */
  dial(number: string, options?: { readonly ringMs?: number }): Promise<RemoteCall>;
  pid(): number | undefined;
}

/** A sound line process tells how it does every second. */
const HUNG_MS = 10_000;
const GONE_MS = 5_000;

type Dialling = { resolve: (call: RemoteCall) => void; reject: (error: Error) => void };

export function createLineHost(parts: HostParts): LineHost {
  const { clock, door } = parts;
  const calls = new Map<string, HeldCall>();
  const dialling = new Map<number, Dialling>();
  let listener: (call: RemoteCall) => void = (call) => call.refuse("unavailable");
  let running: LineProcess | undefined;
  let state: LineState = { state: "starting", text: "the line is being opened", calls: 0 };
  let wanted = false;
  let failures = 0;
  let next = 1;
  let cancelRetry = (): void => undefined;
  let cancelWatch = (): void => undefined;
  let firstWord = (): void => undefined;

  function tell(now: LineState): void {
    const told = now.state !== state.state || now.text !== state.text;
    state = now;
    if (told) parts.onChange?.(now);
  }

  function watch(process: LineProcess): void {
    cancelWatch();
    cancelWatch = clock.after(HUNG_MS, () => process.kill());
  }

  function rise(): void {
    const process = parts.spawn();
    running = process;
    process.wire.onParcel(({ message, sound }) => heard(process, message, sound));
    process.wire.send({ kind: "open", door });
    watch(process);
    void process.exited.then((why) => fell(process, why));
  }

  function fell(process: LineProcess, why: string): void {
    if (running !== process) return;
    running = undefined;
    cancelWatch();
    for (const call of calls.values()) call.end(wanted ? "failed" : "cut_off");
    calls.clear();
    for (const { reject } of dialling.values()) reject(new HotelbotError("LINE_DOWN", { what: why }));
    dialling.clear();
    firstWord();
    if (!wanted) return;
    failures++;
    tell({
      state: "down",
      text: `the line's process stopped (${why}); it is started again by itself`,
      calls: 0,
    });
    cancelRetry = clock.after(backoffMs(failures), rise);
  }

  function heard(process: LineProcess, report: Report, sound: Int16Array | undefined): void {
    if (running !== process) return;
    if (report.kind === "state") {
      if (report.state.state === "up") failures = 0;
      watch(process);
      tell(report.state);
      firstWord();
    } else if (report.kind === "call") {
      arrived(hold(process, report.call));
    } else if (report.kind === "dialled") {
      const asked = dialling.get(report.id);
      dialling.delete(report.id);
      if (report.call) asked?.resolve(hold(process, report.call));
      else if (report.failure) asked?.reject(asError(report.failure));
    } else {
      calls.get(report.call)?.report(report, sound);
      if (report.kind === "ended") calls.delete(report.call);
    }
  }

  function arrived(call: HeldCall): void {
    try {
      listener(call);
    } catch (error) {
      fault(error);
      call.refuse("unavailable");
    }
  }

  function fault(error: unknown): void {
    parts.onFault?.(error);
  }

  function hold(process: LineProcess, facts: CallFacts): HeldCall {
    const call = holdCall(facts, process.wire.send, fault);
    calls.set(facts.id, call);
    return call;
  }

  return {
    start: () =>
      new Promise((resolve) => {
        wanted = true;
        firstWord = resolve;
        rise();
      }),
    async stop() {
      wanted = false;
      cancelRetry();
      cancelWatch();
      const process = running;
      process?.wire.close();
      const late = clock.after(GONE_MS, () => process?.kill());
      await process?.exited;
      late();
      state = { state: "down", text: "the line is closed", calls: 0 };
    },
    state: () => state,
    onCall(added) {
      listener = added;
    },
    dial: (number, options = {}) =>
      new Promise((resolve, reject) => {
        if (!running) return reject(new HotelbotError("LINE_DOWN", { what: state.text }));
        const id = next++;
        dialling.set(id, { resolve, reject });
        running.wire.send({ kind: "dial", id, number, ...options });
      }),
    pid: () => running?.pid,
  };
}
