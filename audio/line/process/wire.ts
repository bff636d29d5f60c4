import type { Duplex } from "node:stream";
import { fromBytes, toBytes } from "../../pcm/level.ts";

/** One message between the daemon and its line process: a little JSON, and sound where there is any. */
export interface Parcel<T> {
  readonly message: T;
  /** Mono 16-bit samples. */
  readonly sound?: Int16Array;
}

/** Both directions of a socket as parcels. */
export interface Wire<Out, In> {
  send(message: Out, sound?: Int16Array): void;
  /** One listener. */
  onParcel(listener: (parcel: Parcel<In>) => void): void;
  readonly closed: Promise<void>;
  close(): void;
}

/** Two lengths: of everything after them, and of the JSON. */
const HEAD = 8;
/** The longest turn and the longest sentence are under a megabyte; more is not ours. */
const MOST_BYTES = 16 * 1024 * 1024;

export function openWire<Out, In>(socket: Duplex): Wire<Out, In> {
  let listener: ((parcel: Parcel<In>) => void) | undefined;
  let waiting: Buffer = Buffer.alloc(0);
  const closed = new Promise<void>((resolve) => {
    socket.once("close", resolve);
    socket.once("error", () => resolve());
  });
  socket.on("data", (chunk: Buffer) => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    for (;;) {
      const { parcel, rest } = take<In>(waiting);
      if (!parcel) break;
      waiting = rest;
      listener?.(parcel);
    }
    if (waiting.length >= HEAD && waiting.readUInt32BE(0) > MOST_BYTES) socket.destroy();
  });
  return {
    send(message, sound) {
      if (socket.writable) socket.write(packed(message, sound));
    },
    onParcel(added) {
      listener = added;
    },
    closed,
    close: () => void socket.destroy(),
  };
}

function packed(message: unknown, sound: Int16Array | undefined): Buffer {
  const json = Buffer.from(JSON.stringify(message), "utf8");
  const samples = sound ? toBytes(sound) : Buffer.alloc(0);
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(4 + json.length + samples.length, 0);
  head.writeUInt32BE(json.length, 4);
  return Buffer.concat([head, json, samples]);
}

function take<T>(bytes: Buffer): { parcel?: Parcel<T>; rest: Buffer } {
  if (bytes.length < HEAD) return { rest: bytes };
  const end = 4 + bytes.readUInt32BE(0);
  if (bytes.length < end) return { rest: bytes };
  const jsonEnd = HEAD + bytes.readUInt32BE(4);
  const message = JSON.parse(bytes.toString("utf8", HEAD, jsonEnd)) as T;
  const sound = jsonEnd < end ? fromBytes(bytes.subarray(jsonEnd, end)) : undefined;
  return { parcel: { message, ...(sound ? { sound } : {}) }, rest: bytes.subarray(end) };
}
