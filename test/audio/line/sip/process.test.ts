import { spawnSync } from "node:child_process";
import { afterEach, expect, it } from "vitest";
import { createLineHost, type LineHost } from "../../../../audio/line/process/host.ts";
import type { RemoteCall } from "../../../../audio/line/process/remote-call.ts";
import { spawnLine } from "../../../../audio/line/process/spawn.ts";
import { openUdp } from "../../../../audio/line/udp.ts";
import { aLaw } from "../../../../audio/pcm/g711.ts";
import { systemClock } from "../../../../src/platform/clock.ts";
import { type Exchange, exchange, guest, rtpPortOf, status } from "../support/exchange.ts";
import { sipConfig } from "../support/line.ts";

let pbx: Exchange;
let host: LineHost;
afterEach(async () => {
  await host.stop();
  pbx.close();
});

it("in a process of its own a call is answered, hears what is played, and its keys arrive", async () => {
  pbx = await exchange();
  const free = await openUdp({ address: "127.0.0.1", port: 0 }, () => {});
  const { port } = free.local;
  await free.close();
  const door = { kind: "sip", ...sipConfig(pbx.port, { bind: { address: "127.0.0.1", port } }) } as const;
  host = createLineHost({ door, clock: systemClock(), spawn: spawnLine });
  const arrived = new Promise<RemoteCall>((resolve) => host.onCall(resolve));
  await host.start();
  expect(host.state()).toMatchObject({ state: "up", text: "waiting for calls from 127.0.0.1" });
  if (spawnSync("chrt", ["--rr", "10", "true"]).status === 0) {
    const policy = () => spawnSync("chrt", ["--pid", String(host.pid())], { encoding: "utf8" }).stdout;
    await expect.poll(policy, { timeout: 5_000 }).toContain("SCHED_RR");
  }

  const caller = guest(pbx, "process", port);
  pbx.send(caller.invite, port);
  const call = await arrived;
  expect(call.from).toEqual({ number: "101", name: "Habitación 101" });
  const answering = call.answer();
  const ok = await pbx.next(status(200));
  caller.answered(ok);
  pbx.send(caller.inDialog("ACK", 1), port);
  await answering;
  const digit = new Promise<string>((resolve) => call.listen({ listened: () => {}, digit: resolve }));
  const key = { type: 101, marker: true, sequence: 1, timestamp: 160, source: 7 };
  pbx.sendRtp({ ...key, payload: Uint8Array.of(0, 10, 0, 160) }, rtpPortOf(ok));
  expect(await digit).toBe("0");
  expect(await call.play(new Int16Array(1_600).fill(3_000))).toEqual({ heardMs: 200, whole: true });
  const spoken = () => pbx.heard.filter((one) => (aLaw().decode(one.payload)[0] ?? 0) > 2_800).length;
  await expect.poll(spoken).toBe(10);
  pbx.send(caller.inDialog("BYE", 2), port);
  expect(await call.ended).toBe("caller_hung_up");
});
