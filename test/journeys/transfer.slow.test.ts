import { createSocket } from "node:dgram";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { header, headerLines, type SipMessage } from "../../audio/line/sip/message.ts";
import { demoHotelPath, loadHotel } from "../../src/config/load.ts";
import { loadSecrets } from "../../src/config/secrets.ts";
import { createControlClient } from "../../src/control/client.ts";
import { createDaemon } from "../../src/daemon.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import {
  type Exchange,
  exchange,
  guest,
  method,
  offer,
  rtpPortOf,
  status,
} from "../audio/line/support/exchange.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { knowingEars } from "./support/caller.ts";

/** Two sentences are spoken in real time before anybody is put through. */
const PATIENCE_MS = 60_000;

/** The whole daemon as extension 700 of an exchange that says only what the test says; reception is at 9, day and night. */
async function hotelAt(pbx: Exchange) {
  const stateDir = await temporaryFolder();
  mkdirSync(join(stateDir, "secrets"), { mode: 0o700 });
  writeFileSync(join(stateDir, "secrets", "phone-secret"), "k3Zp9-tQw7-Lm2x-Vb8r", { mode: 0o600 });
  const { whatsapp: _none, ...demo } = loadHotel(demoHotelPath());
  const port = await freePort();
  const here = { address: "127.0.0.1", port };
  const door = {
    kind: "sip",
    registrar: { host: "127.0.0.1", port: pbx.port },
    extension: "700",
    bind: here,
    allow: [],
    register: false,
    maxMinutes: 10,
    rtpPorts: { from: 0, to: 0 },
    transfer: "attended",
  } as const;
  const daemon = createDaemon({
    stateDir,
    config: {
      ...demo,
      hotel: { ...demo.hotel, deskOpens: "00:00", deskCloses: "00:00" },
      speech: { ...demo.speech, model: "/nowhere" },
      phone: { door, rooms: {}, maxCalls: 4, keepAudio: false, reception: "9" },
    },
    secrets: loadSecrets(stateDir, undefined),
    clock: systemClock(),
    ids: randomIds(),
    log: silentLogger(),
    phone: { ears: knowingEars() },
  });
  const { socketPath } = await daemon.start();
  onTestFinished(() => daemon.stop());
  const control = createControlClient([socketPath]);
  const state = async () => (await control.phone.calls()).line.state;
  await expect.poll(state, { timeout: PATIENCE_MS }).toBe("up");
  return { port, control };
}

async function freePort(): Promise<number> {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

/** A guest behind the exchange whose call was answered, and who pressed 0. */
async function pressesZero() {
  const pbx = await exchange();
  onTestFinished(() => pbx.close());
  const hotel = await hotelAt(pbx);
  const caller = guest(pbx, "transfer", hotel.port);
  pbx.send(caller.invite, hotel.port);
  const ok = await pbx.next(status(200), PATIENCE_MS);
  caller.answered(ok);
  pbx.send(caller.inDialog("ACK", 1), hotel.port);
  const key = { type: 101, marker: true, sequence: 1, timestamp: 160, source: 7 };
  pbx.sendRtp({ ...key, payload: Uint8Array.of(0, 10, 0, 160) }, rtpPortOf(ok));
  const reply = (request: SipMessage, code: number, more = "", body = ""): void => {
    const copied = ["Via", "From", "To", "Call-ID", "CSeq"].flatMap((name) =>
      headerLines(request, name.toLowerCase()).map((value) => {
        const untagged = name === "To" && code > 100 && !value.includes(";tag=");
        return `${name}: ${value}${untagged ? ";tag=desk" : ""}`;
      }),
    );
    const length = Buffer.byteLength(body.replace(/\n/g, "\r\n"));
    const type = body === "" ? "" : "Content-Type: application/sdp\n";
    const head = `SIP/2.0 ${code} x\n${copied.join("\n")}\n${more}${type}Content-Length: ${length}\n\n${body}`;
    pbx.send(head, hotel.port);
  };
  const rings = await pbx.next(method("INVITE"), PATIENCE_MS);
  expect(rings.kind === "request" && rings.uri).toBe("sip:9@127.0.0.1");
  return { pbx, caller, reply, rings, ...hotel };
}

test("zero: reception is called first, and the caller is joined to it only when it answers", async () => {
  const { pbx, caller, reply, rings, control, port } = await pressesZero();
  reply(rings, 200, `Contact: <sip:9@127.0.0.1:${pbx.port}>\n`, offer(pbx.rtpPort));
  await pbx.next(method("ACK"), PATIENCE_MS);
  const refer = await pbx.next(method("REFER"), PATIENCE_MS);
  expect(header(refer, "call-id")).toBe("transfer");
  expect(decodeURIComponent(header(refer, "refer-to") ?? "")).toContain(
    `?Replaces=${header(rings, "call-id")};to-tag=desk;`,
  );
  reply(refer, 202);
  const told = "Event: refer\nSubscription-State: terminated;reason=noresource\n";
  const notify = caller.inDialog("NOTIFY", 2, told, "SIP/2.0 200 OK\n");
  pbx.send(notify.replace("application/sdp", "message/sipfrag;version=2.0"), port);
  const bye = await pbx.next(
    (message) => method("BYE")(message) && header(message, "call-id") === "transfer",
  );
  reply(bye, 200);
  await expect.poll(async () => (await control.phone.calls()).calls[0]?.why).toBe("transferred");
  await expect.poll(async () => (await control.status()).waiting).toEqual([]);
}, 180_000);

test("zero while reception is busy: the caller stays, may leave a message, and the desk is told", async () => {
  const { pbx, caller, reply, rings, control, port } = await pressesZero();
  reply(rings, 486);
  await pbx.next(method("ACK"), PATIENCE_MS);
  await expect.poll(async () => (await control.status()).waiting, { timeout: PATIENCE_MS }).toHaveLength(1);
  expect((await control.phone.calls()).calls[0]?.endedAt).toBeNull();
  pbx.send(caller.inDialog("BYE", 3), port);
  await pbx.next(status(200, "BYE"));
  await expect.poll(async () => (await control.phone.calls()).calls[0]?.why).toBe("caller_hung_up");
  expect((await control.status()).waiting).toHaveLength(1);
}, 180_000);
