import type { SipConfig, SipParts } from "../../../../audio/line/sip/context.ts";
import { sipLine } from "../../../../audio/line/sip/line.ts";
import { cseqOf, headerLines, type SipMessage } from "../../../../audio/line/sip/message.ts";
import { parseMessage } from "../../../../audio/line/sip/parse.ts";
import type { VoiceCall } from "../../../../audio/line/voice-call.ts";
import { randomIds } from "../../../../src/platform/ids.ts";
import { silentLogger } from "../../../../src/platform/logger.ts";
import { guest, offer } from "./exchange.ts";
import { sipConfig } from "./line.ts";
import { virtualWorld } from "./virtual.ts";

const PBX = { address: "127.0.0.1", port: 5_060 };
const SELF = { address: "127.0.0.1", port: 5_700 };

/** A line and an exchange on a network without time of its own. */
export async function virtualExchange(
  config: Partial<SipConfig> = {},
  /** `late`: the test starts the line itself. */
  { late, ...network }: Partial<Pick<SipParts, "resolve" | "ownAddress">> & { readonly late?: true } = {},
) {
  const world = virtualWorld();
  const said: { readonly message: SipMessage; readonly ms: number }[] = [];
  const calls: VoiceCall[] = [];
  world.onSent = (bytes, from) => {
    const message = from.port === SELF.port ? parseMessage(bytes) : undefined;
    if (message) said.push({ message, ms: world.clock.now() });
  };
  const line = sipLine(sipConfig(PBX.port, { bind: SELF, ...config }), {
    clock: world.clock,
    ids: randomIds(),
    log: silentLogger(),
    openUdp: world.openUdp,
    resolve: async (host) => host,
    ownAddress: async () => SELF.address,
    defer: (callback) => callback(),
    ...network,
  });
  line.onCall((call) => calls.push(call));
  if (!late) await line.start();
  const deliver = (text: string) => world.deliver(Buffer.from(text.replace(/\r?\n/g, "\r\n")), PBX, SELF);
  const pass = (ms: number) => world.run(world.clock.now() + ms);
  /** What was said and not yet taken, of this method or status. */
  const took = (what: string | number) => {
    const at = said.findIndex(({ message }) =>
      message.kind === "request" ? message.method === what : message.status === what,
    );
    if (at === -1) throw new Error(`not said: ${what}; ${said.map((one) => label(one.message)).join(", ")}`);
    return said.splice(at, 1)[0] as (typeof said)[number];
  };
  const reply = (request: SipMessage, status: number, more = "", body = "") => {
    const copied = ["Via", "From", "To", "Call-ID", "CSeq"].flatMap((name) =>
      headerLines(request, name.toLowerCase()).map((value) =>
        name === "To" && !value.includes(";tag=") && status > 100
          ? `To: ${value};tag=pbx`
          : `${name}: ${value}`,
      ),
    );
    const type = body === "" ? "" : "Content-Type: application/sdp\n";
    const length = Buffer.byteLength(body.replace(/\n/g, "\r\n"));
    deliver(`SIP/2.0 ${status} x\n${copied.join("\n")}\n${more}${type}Content-Length:  ${length}\n\n${body}`);
  };
  const answered = (request: SipMessage) =>
    reply(request, 200, `Contact: <sip:127.0.0.1:5060>\n`, offer(31_000));
  /** A guest calls and is answered. */
  const guestCalls = async () => {
    const caller = guest({ port: PBX.port, rtpPort: 30_000 }, "guest", SELF.port);
    deliver(caller.invite);
    await pass(1);
    const call = calls.at(-1);
    if (!call) throw new Error("no call");
    const answering = call.answer();
    await pass(1);
    caller.answered(took(200).message);
    deliver(caller.inDialog("ACK", 1));
    await answering;
    said.length = 0;
    return { call, caller };
  };
  /** Whoever does not answer its goodbyes is waited for no longer than this. */
  const stop = async () => {
    const stopped = line.stop();
    await pass(10_000);
    await stopped;
  };
  return {
    world,
    line: { ...line, stop },
    stopLine: line.stop,
    said,
    calls,
    deliver,
    pass,
    took,
    reply,
    answered,
    guestCalls,
  };
}

const label = (message: SipMessage) =>
  message.kind === "request" ? message.method : `${message.status} ${cseqOf(message)?.method}`;
