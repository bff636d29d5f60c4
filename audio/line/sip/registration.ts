import type { Clock } from "../../../src/platform/clock.ts";
import type { Ids } from "../../../src/platform/ids.ts";
import type { Endpoint } from "../udp.ts";
import { parseNameAddr, parseUri } from "./address.ts";
import type { Agent } from "./agent.ts";
import { sendAuthenticated } from "./authenticated.ts";
import { METHODS, USER_AGENT } from "./build.ts";
import type { Credentials } from "./credentials.ts";
import { contactOf, type Self, via } from "./dialog.ts";
import { header, headerValues, type SipHeader, type SipRequest, type SipResponse } from "./message.ts";
import type { Whereabouts } from "./whereabouts.ts";

/** What the exchange thinks of us. */
export type Registered =
  | { readonly state: "starting" }
  | { readonly state: "up" }
  | { readonly state: "down"; readonly why: string; readonly since: number };

export interface Registration {
  start(): void;
  /** Tells the exchange that we go, and waits for its word a second at most. */
  stop(): Promise<void>;
  state(): Registered;
}

export interface RegistrationOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly agent: Agent;
  readonly self: Self;
  readonly credentials: Credentials;
  readonly host: string;
  readonly extension: string;
  /** Looked for anew each time: the exchange's address may have changed, and our own. */
  readonly where: Pick<Whereabouts, "look" | "exchange">;
}

const WANTED_S = 3_600;
/** The network of a machine that has just started comes within seconds. */
const NETWORK_WAIT_MS = 5_000;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 600_000;
const FULL_WAIT_MS = 60_000;
const GOODBYE_MS = 1_000;

/**
 * Keeps the extension registered: again at half of what was granted, after 5–30 s when nobody answers, after 30 s
 * doubling to 10 min when we are refused, since exchanges lock out who tries too often.
 */
export function registration(options: RegistrationOptions): Registration {
  const { clock, ids } = options;
  const callId = ids.unique();
  const tag = ids.secret(6);
  let number = 0;
  let refusals = 0;
  let wanted = WANTED_S;
  let known: Registered = { state: "starting" };
  let cancel = () => {};
  let stopped = false;

  const down = (why: string) => {
    known = { state: "down", why, since: known.state === "down" ? known.since : clock.now() };
  };
  const later = (ms: number) => {
    if (!stopped) cancel = clock.after(ms, () => void attempt());
  };
  const refused = (why: string) => {
    down(why);
    later(Math.min(FIRST_WAIT_MS * 2 ** refusals, LONGEST_WAIT_MS));
    refusals += 1;
  };
  const settle = (response: SipResponse | undefined) => {
    if (stopped) return;
    const minimum = Number(header(response ?? { headers: [], body: "" }, "min-expires") ?? 0);
    if (!response) {
      down("the exchange does not answer");
      later(5_000 + (Number.parseInt(ids.secret(2), 16) % 25_000));
    } else if (response.status < 300) {
      refusals = 0;
      known = { state: "up" };
      const granted = grantedSeconds(response, options.self) ?? wanted;
      later(Math.max(5, Math.min(granted / 2, granted - 30)) * 1_000);
    } else if (response.status === 423 && minimum > wanted && minimum < 100_000) {
      wanted = minimum;
      later(0);
    } else if (response.status === 401 || response.status === 407)
      refused("the exchange does not take our password");
    else if (response.status === 403) {
      down("the exchange has no room for us: another phone may be registered with this extension");
      later(FULL_WAIT_MS);
    } else refused(`the exchange answers ${response.status} ${response.reason}`);
  };
  const build =
    (expires: number) =>
    (authorization: readonly SipHeader[]): SipRequest => {
      number += 1;
      return registerRequest(options, { callId, tag, number, expires, authorization });
    };
  const send = (to: Endpoint, expires: number, onFinal: (response: SipResponse | undefined) => void) => {
    const request = { build: build(expires), method: "REGISTER", uri: `sip:${options.host}`, to };
    sendAuthenticated(options.agent, options.credentials, request, { onFinal });
  };
  const attempt = async (): Promise<void> => {
    const trouble = await options.where.look();
    if (stopped) return;
    if (trouble === undefined) return send(options.where.exchange(), wanted, settle);
    down(trouble);
    later(NETWORK_WAIT_MS);
  };
  return {
    start: () => void attempt(),
    stop: async () => {
      const was = known.state;
      stopped = true;
      cancel();
      if (was !== "up") return;
      await new Promise<void>((resolve) => {
        const giveUp = clock.after(GOODBYE_MS, resolve);
        send(options.where.exchange(), 0, () => {
          giveUp();
          resolve();
        });
      });
    },
    state: () => known,
  };
}

function registerRequest(
  { self, host, extension }: RegistrationOptions,
  one: {
    readonly callId: string;
    readonly tag: string;
    readonly number: number;
    readonly expires: number;
    readonly authorization: readonly SipHeader[];
  },
): SipRequest {
  return {
    kind: "request",
    method: "REGISTER",
    uri: `sip:${host}`,
    headers: [
      { name: "via", value: via(self) },
      { name: "max-forwards", value: "70" },
      { name: "from", value: `<sip:${extension}@${host}>;tag=${one.tag}` },
      { name: "to", value: `<sip:${extension}@${host}>` },
      { name: "call-id", value: one.callId },
      { name: "cseq", value: `${one.number} REGISTER` },
      { name: "contact", value: contactOf(self) },
      { name: "expires", value: String(one.expires) },
      // A proxy on the way may add its Path; without this the exchange answers 420.
      { name: "supported", value: "path" },
      { name: "allow", value: METHODS.join(", ") },
      ...one.authorization,
      { name: "user-agent", value: USER_AGENT },
    ],
    body: "",
  };
}

/** Of our own Contact; of Expires where it says nothing. */
function grantedSeconds(response: SipResponse, self: Self): number | undefined {
  const contacts = headerValues(response, "contact").flatMap((value) => parseNameAddr(value) ?? []);
  const mine = contacts.find((one) => {
    const uri = parseUri(one.uri);
    return (
      uri?.user === self.user &&
      uri.host === self.address.address &&
      (uri.port ?? 5_060) === self.address.port
    );
  });
  const text = mine?.params.get("expires") ?? header(response, "expires");
  return text !== undefined && /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}
