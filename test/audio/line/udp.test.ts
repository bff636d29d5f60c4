import { expect, it, onTestFinished } from "vitest";
import { type Endpoint, openUdp } from "../../../audio/line/udp.ts";

const LOOPBACK = { address: "127.0.0.1", port: 0 };

it("what cannot be sent is lost, and the socket lives on", async () => {
  const heard: { text: string; from: Endpoint }[] = [];
  const there = await openUdp(LOOPBACK, (bytes, from) => heard.push({ text: bytes.toString(), from }));
  const here = await openUdp(LOOPBACK, () => undefined);
  onTestFinished(async () => {
    await here.close();
    await there.close();
  });
  for (const port of [0, 70_000, -1, Number.NaN]) here.send(Buffer.from("lost"), { ...LOOPBACK, port });
  here.send(Buffer.from("heard"), there.local);
  await expect.poll(() => heard).toEqual([{ text: "heard", from: here.local }]);
});
