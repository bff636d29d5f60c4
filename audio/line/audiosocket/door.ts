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
  /** UUIDs of connections and calls, with the call once it has begun: two under one name would hear each other's answers. */
  readonly inUse: Map<string, SocketCall | undefined>;
  trouble: string | undefined;
  onCall: (call: VoiceCall) => void;
}

/** Calls that an Asterisk's dialplan hands over by AudioSocket. */
export function audioSocketDoor(
  config: AudioSocketConfig,
  parts: { readonly clock: Clock },
): Line & { port(): number } {
  const friends = allowed(["127.0.0.0/8", "::1", ...config.allow]);
  const inUse = new Map<string, SocketCall | undefined>();
  const shared: Shared = {
    config,
    clock: parts.clock,
    notes: notes({
      asked: (uuid) => inUse.get(uuid)?.away()?.asked(),
      dialled: (uuid, status) => inUse.get(uuid)?.away()?.dialled(status) ?? false,
    }),
    calls: new Set(),
    inUse,
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
      // From here on: connections that could not be taken. The next one may be.
      server.on("error", () => {});
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
  let refused = false;
  const refuse = (): void => {
    refused = true;
    socket.end(message(HANG_UP));
  };

  const begin = (rate: 8_000 | 16_000) => {
    stopTimer();
    if (open || uuid === undefined || socket.destroyed) return;
    const one = socketCall({ socket, uuid, rate, clock: shared.clock, notes: shared.notes });
    open = one;
    const mine = uuid;
    shared.calls.add(one);
    shared.inUse.set(mine, one);
    void one.call.ended.then(() => {
      shared.calls.delete(one);
      shared.inUse.delete(mine);
    });
    shared.onCall(one.call);
    for (const waiting of early.splice(0)) one.hear(waiting);
  };
  const hello = (one: Message): void => {
    const named = one.type === UUID ? uuidOf(one.payload) : undefined;
    stopTimer();
    const before = named === undefined ? undefined : shared.inUse.get(named);
    if (named !== undefined && before?.away()?.outcome() !== undefined) {
      uuid = named;
      open = before;
      before?.back(socket);
      return;
    }
    const taken = named !== undefined && shared.inUse.has(named);
    if (taken) shared.trouble = "two calls came with one UUID: the dialplan must take a new one for each";
    else if (named !== undefined) shared.notes.leave(named, "");
    if (named === undefined || taken || shared.calls.size >= shared.config.maxCalls) {
      refuse();
      return;
    }
    uuid = named;
    shared.inUse.set(named, undefined);
    stopTimer = shared.clock.after(FIRST_SOUND_MS, () => begin(8_000));
  };
  const hear = (one: Message): void => {
    // What was on its way while we said no.
    if (refused) return;
    if (open) open.hear(one);
    else if (uuid === undefined) hello(one);
    else wait(one);
  };
  const wait = (one: Message): void => {
    early.push(one);
    if (one.type === SOUND_8K && one.payload.length === MU_LAW_BYTES) {
      shared.trouble = "the dialplan sends µ-law: it needs c(slin) after Dial(AudioSocket/…)";
      refuse();
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
    if (open) open.closed(socket);
    else if (uuid !== undefined) shared.inUse.delete(uuid);
  });
}
