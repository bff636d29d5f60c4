import { createHmac } from "node:crypto";
import { Agent } from "undici";
import { type ExchangeRequest, exchange } from "./exchange.ts";
import { type Fields, fieldsOf, isFields, listOf, textOf } from "./json.ts";
import { type CallOutcome, outcomeOf, readToken } from "./outcome.ts";

export interface AccountOptions {
  readonly baseUrl: string;
  readonly version: string;
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly token: () => string;
  /** With it Meta is asked whose the token is. */
  readonly appSecret?: () => string;
  readonly timeoutMs?: number;
}

/** An answer, or why there is none: `refused` is Meta's own no, `unreachable` anything on the way to it. */
export type Look<T> =
  | { readonly kind: "seen"; readonly value: T; readonly date?: string }
  | { readonly kind: "refused" | "unreachable"; readonly why: string };

export interface NumberFacts {
  readonly status?: string;
  readonly quality?: string;
  /** `AVAILABLE`, `LIMITED` or `BLOCKED`. */
  readonly canSend?: string;
  /** Where this number's webhooks go: its own address before the account's before the app's. */
  readonly webhook?: string;
}

export interface MetaApp {
  readonly id?: string;
  readonly name?: string;
}

/** How Meta names the proof of a call that was made with another app's secret. */
export const WRONG_PROOF = "appsecret_proof";

/** Asks Meta about the hotel's number and account, and changes nothing there. Nothing here rejects. */
export interface Account {
  number(): Promise<Look<NumberFacts>>;
  /** The apps that get the account's webhooks. */
  subscribedApps(): Promise<Look<readonly MetaApp[]>>;
  /** The app the token belongs to; `refused` with `WRONG_PROOF` in `why` when the app secret is another app's. */
  ownApp(): Promise<Look<MetaApp>>;
  close(): Promise<void>;
}

const FIELDS = "status,quality_rating,throughput,health_status,webhook_configuration";

export function createAccount(options: AccountOptions): Account {
  const { phoneNumberId, wabaId, token, timeoutMs = 10_000 } = options;
  const base = new URL(`${options.baseUrl.replace(/\/+$/, "")}/${options.version}/`);
  const dispatcher = new Agent({ connect: { timeout: timeoutMs }, keepAliveTimeout: 4000 });

  async function get<T>(path: string, read: (body: Fields) => T): Promise<Look<T>> {
    const bearer = readToken(token);
    if (bearer.missing !== undefined) return { kind: "refused", why: bearer.missing };
    const request: ExchangeRequest = {
      url: new URL(path, base),
      method: "GET",
      headers: { authorization: `Bearer ${bearer.value}`, "user-agent": "hotelbot" },
      maxBytes: 1024 * 1024,
      timeoutMs,
    };
    const result = await exchange(dispatcher, request);
    const outcome = outcomeOf(result, { attempts: 0, random: () => 0 });
    if (outcome.kind !== "ok") return { kind: unanswered(outcome), why: reason(outcome) };
    const date = result.kind === "answer" ? result.date : undefined;
    return { kind: "seen", value: read(outcome.body), ...(date === undefined ? {} : { date }) };
  }

  /** Meta checks a proof wherever it is given: HMAC-SHA256 of the token under the app secret, in hex. */
  function ownAppPath(): string {
    const bearer = readToken(token);
    const secret = options.appSecret?.() ?? "";
    if (bearer.missing !== undefined || secret === "") return "app?fields=id,name";
    const proof = createHmac("sha256", secret).update(bearer.value).digest("hex");
    return `app?fields=id,name&appsecret_proof=${proof}`;
  }

  return {
    number: () => get(`${encodeURIComponent(phoneNumberId)}?fields=${FIELDS}`, numberFacts),
    ownApp: () => get(ownAppPath(), metaApp),
    subscribedApps: () => get(`${encodeURIComponent(wabaId)}/subscribed_apps`, metaApps),
    close: () => dispatcher.destroy(),
  };
}

function numberFacts(body: Fields): NumberFacts {
  const health = fieldsOf(body, "health_status");
  const webhooks = fieldsOf(body, "webhook_configuration");
  const webhook = ["phone_number", "whatsapp_business_account", "application"]
    .map((level) => webhooks && textOf(webhooks, level))
    .find((address) => address !== undefined);
  const facts = {
    status: textOf(body, "status"),
    quality: textOf(body, "quality_rating"),
    canSend: health && textOf(health, "can_send_message"),
    webhook,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function metaApps(body: Fields): readonly MetaApp[] {
  return listOf(body, "data")
    .filter(isFields)
    .map((entry) => metaApp(fieldsOf(entry, "whatsapp_business_api_data") ?? entry));
}

function metaApp(body: Fields): MetaApp {
  const [id, name] = [textOf(body, "id"), textOf(body, "name")];
  return { ...(id === undefined ? {} : { id }), ...(name === undefined ? {} : { name }) };
}

function unanswered(outcome: CallOutcome): "refused" | "unreachable" {
  return outcome.kind === "rejected" || outcome.kind === "stopped" ? "refused" : "unreachable";
}

function reason(outcome: Exclude<CallOutcome, { kind: "ok" }>): string {
  return outcome.kind === "rejected" ? `${outcome.code}: ${outcome.details}` : outcome.why;
}
