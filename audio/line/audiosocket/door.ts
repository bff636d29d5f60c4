import { createServer, type Server, type Socket } from "node:net";
import { HotelbotError } from "../../../src/errors.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import { allowed } from "../sip/allow.ts";
import { systemError } from "../system-error.ts";
import type { Line, VoiceCall } from "../voice-call.ts";
import { type SocketCall, socketCall } from "./call.ts";
import { HANG_UP, type Message, message, messages, SOUND_8K, SOUND_16K, UUID, uuidOf } from "./frames.ts";
import { type Notes, notes } from "./notes.ts";

export interface AudioSocketConfig {
  readonly bind: { readonly address: string; readonly port: number };
  /** Addresses and networks of exchanges on other machines; this machine's own may always call. */
  readonly allow: readonly string[];
  readonly maxCalls: number;
}

/** A connection that says nothing is closed after so long. */
const HELLO_MS = 5_000;
/** The rate is told by the first sound; an exchange that waits for ours gets 8 kHz. */
const FIRST_SOUND_MS = 300;
/** A frame of µ-law where samples should be: Dial(AudioSocket/…) without c(slin). */
const MU_LAW_BYTES = 160;

interface Shared {
  readonly config: AudioSocketConfig;
  readonly clock: Clock;
  readonly notes: Notes;
  readonly calls: Set<SocketCall>;
  trouble: string | undefined;
  onCall: (call: VoiceCall) => void;
}

/** Calls that an Asterisk's dialplan hands over by AudioSocket. */
export function audioSocketDoor(
  config: AudioSocketConfig,
  parts: { readonly clock: Clock },
): Line & { port(): number } {
  const friends = allowed(["127.0.0.0/8", "::1", ...config.allow]);
  const shared: Shared = {
    config,
    clock: parts.clock,
    notes: notes(),
    calls: new Set(),
    trouble: undefined,
    onCall: (call) => call.refuse("unavailable"),
  };
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let port = 0;
  return {
    start: async () => {
      const listening = createServer({ noDelay: true }, (socket) => {
        if (!friends.has(socket.remoteAddress ?? "")) return void socket.destroy();
        sockets.add(socket);
        socket.on("error", () => {});
        socket.on("close", () => sockets.delete(socket));
        receive(socket, shared);
      });
      port = await listen(listening, config);
      server = listening;
    },
    stop: async () => {
      for (const one of [...shared.calls]) one.call.hangUp();
      const was = server;
      server = undefined;
      if (!was) return;
      const closed = new Promise<void>((resolve) => was.close(() => resolve()));
      for (const socket of sockets) socket.destroySoon();
      await closed;
    },
    state: () => {
      const calls = shared.calls.size;
      if (!server) return { state: "down", text: "not started", calls };
      const text = `waiting for calls at ${config.bind.address}:${port}`;
      return { state: "up", text: shared.trouble === undefined ? text : `${text}; ${shared.trouble}`, calls };
    },
    onCall: (listener) => {
      shared.onCall = listener;
    },
    call: () => Promise.reject(new HotelbotError("LINE_CANNOT_CALL")),
    port: () => port,
  };
}

function listen(server: Server, { bind }: AudioSocketConfig): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      reject(new HotelbotError("LINE_DOWN", { what: systemError(error) }, { cause: error }));
    });
    server.listen(bind.port, bind.address, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : bind.port);
    });
  });
}

/** One connection: a call, or a question of the dialplan's. */
function receive(socket: Socket, shared: Shared): void {
  const cut = messages();
  const early: Message[] = [];
  let uuid: string | undefined;
  let open: SocketCall | undefined;
  let stopTimer = shared.clock.after(HELLO_MS, () => socket.destroy());
  let first = true;

  const begin = (rate: 8_000 | 16_000) => {
    stopTimer();
    if (open || uuid === undefined || socket.destroyed) return;
    const one = socketCall({ socket, uuid, rate, clock: shared.clock, notes: shared.notes });
    open = one;
    shared.calls.add(one);
    void one.call.ended.then(() => shared.calls.delete(one));
    shared.onCall(one.call);
    for (const waiting of early.splice(0)) one.hear(waiting);
  };
  const hello = (one: Message): void => {
    uuid = one.type === UUID ? uuidOf(one.payload) : undefined;
    stopTimer();
    if (uuid === undefined || shared.calls.size >= shared.config.maxCalls) {
      if (uuid !== undefined) shared.notes.leave(uuid, "");
      socket.end(message(HANG_UP));
      return;
    }
    stopTimer = shared.clock.after(FIRST_SOUND_MS, () => begin(8_000));
  };
  const hear = (one: Message): void => {
    if (open) open.hear(one);
    else if (uuid === undefined) hello(one);
    else wait(one);
  };
  const wait = (one: Message): void => {
    early.push(one);
    if (one.type === SOUND_8K && one.payload.length === MU_LAW_BYTES) {
      shared.trouble = "the dialplan sends µ-law: it needs c(slin) after Dial(AudioSocket/…)";
      socket.end(message(HANG_UP));
    } else if (one.type === SOUND_8K || one.type === SOUND_16K) {
      begin(one.type === SOUND_16K ? 16_000 : 8_000);
    } else if (one.type === HANG_UP) socket.end();
  };
  socket.on("data", (bytes: Buffer) => {
    if (first && bytes.subarray(0, 4).toString("latin1") === "GET ") {
      stopTimer();
      socket.end(shared.notes.answer(bytes.toString("utf8")));
      return;
    }
    first = false;
    for (const one of cut(bytes)) hear(one);
  });
  socket.on("close", () => {
    stopTimer();
    open?.end("caller_hung_up");
  });
}
