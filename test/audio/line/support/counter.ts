import { createSocket } from "node:dgram";
import { parseRtp } from "../../../../audio/line/rtp/packet.ts";

/** A place for the sound of many calls, told apart by their source. */
export interface Counter {
  readonly port: number;
  streams(): StreamFigures[];
  close(): void;
}

export interface StreamFigures {
  readonly packets: number;
  /** Sequence numbers between the first and the last that never came. */
  readonly lost: number;
  /** Of each packet, how many milliseconds after its place in a row of 20 ms, counted from the earliest. */
  readonly lateMs: readonly number[];
}

interface Stream {
  readonly arrivals: { readonly sequence: number; readonly ms: number }[];
}

export async function counter(): Promise<Counter> {
  const socket = createSocket({ type: "udp4", recvBufferSize: 4_000_000 });
  const streams = new Map<number, Stream>();
  socket.on("message", (bytes) => {
    const ms = performance.now();
    const packet = parseRtp(bytes);
    if (!packet) return;
    const stream = streams.get(packet.source) ?? { arrivals: [] };
    streams.set(packet.source, stream);
    stream.arrivals.push({ sequence: packet.sequence, ms });
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return {
    port: socket.address().port,
    close: () => socket.close(),
    streams: () => [...streams.values()].map(figures),
  };
}

function figures({ arrivals }: Stream): StreamFigures {
  const first = arrivals[0];
  const places = arrivals.map((one) => ({ n: (one.sequence - (first?.sequence ?? 0)) & 0xffff, ms: one.ms }));
  const offsets = places.map(({ n, ms }) => ms - n * 20);
  const earliest = Math.min(...offsets);
  const last = Math.max(...places.map(({ n }) => n));
  return {
    packets: arrivals.length,
    lost: last + 1 - new Set(places.map(({ n }) => n)).size,
    lateMs: offsets.map((offset) => offset - earliest),
  };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
