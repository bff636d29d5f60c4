import type { OpenUdp, Receive, Udp } from "../udp.ts";

/** Opens a socket for the sound of one call, on a free even port of the range; 0–0 takes any. */
export async function openRtp(
  openUdp: OpenUdp,
  address: string,
  range: { readonly from: number; readonly to: number },
  start: number,
  receive: Receive,
): Promise<Udp | undefined> {
  if (range.from === 0) return openUdp({ address, port: 0 }, receive).catch(() => undefined);
  const low = range.from + (range.from % 2);
  const count = Math.floor((range.to - low) / 2) + 1;
  for (let i = 0; i < count; i++) {
    const port = low + ((start + i) % count) * 2;
    const udp = await openUdp({ address, port }, receive).catch(() => undefined);
    if (udp) return udp;
  }
  return undefined;
}
