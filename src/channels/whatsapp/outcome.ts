import type { SendOutcome } from "../port.ts";
import type { Exchange } from "./exchange.ts";
import { ruleFor, UNREACHABLE, waitMs } from "./graph-errors.ts";
import { type Fields, fieldsOf, isFields, numberOf, readJson, textOf } from "./json.ts";

/** What became of a call that is not a success: the outcomes but `accepted`. */
export type Refusal = Exclude<SendOutcome, { readonly kind: "accepted" }>;
export type CallOutcome = { readonly kind: "ok"; readonly body: Fields } | Refusal;

export interface Spread {
  /** Failed attempts before this one. */
  readonly attempts: number;
  /** In [0, 1), so that many senders do not return in step. */
  readonly random: () => number;
}

/**
 * Reads one exchange with Graph by the rules of the code table. A time-out, a reset, a 5xx without Meta's envelope or
 * a 200 nobody can read, once the request has left, is `unknown`: there is no idempotency key to try again with.
 */
export function outcomeOf(result: Exchange, spread: Spread): CallOutcome {
  if (result.kind === "too large") return { kind: "unknown", why: "the answer was too large to read" };
  if (result.kind === "failed") {
    if (result.left) return { kind: "unknown", why: result.why };
    const afterMs = waitMs(UNREACHABLE, spread.attempts + 1, spread.random());
    return { kind: "retry", afterMs, scope: "channel", why: result.why };
  }
  const body = readJson(result.body);
  const error = isFields(body) ? fieldsOf(body, "error") : undefined;
  if (error) return refusalOf(error, result.status, spread);
  if (result.status >= 200 && result.status < 300 && isFields(body)) return { kind: "ok", body };
  return withoutEnvelope(result.status, spread);
}

function refusalOf(error: Fields, status: number, spread: Spread): Refusal {
  // An id that does not exist comes as code 100 with subcode 33: the number is wrong, not the message.
  const code = numberOf(error, "error_subcode") === 33 ? 33 : (numberOf(error, "code") ?? -1);
  const data = fieldsOf(error, "error_data");
  const title = textOf(error, "message") ?? "no reason given";
  const details = (data && textOf(data, "details")) ?? title;
  const rule = ruleFor(code);
  const why = `${code}: ${details}`;
  if (rule?.wait) {
    const afterMs = waitMs(rule.wait, spread.attempts + 1, spread.random());
    return { kind: "retry", afterMs, scope: rule.wait.scope, why };
  }
  if (rule?.does === "stop") return { kind: "stopped", why };
  if (rule === undefined && status >= 500) return { kind: "unknown", why };
  return { kind: "rejected", code, title, details };
}

/** Something between us and Meta answered, or Meta's own front door. */
function withoutEnvelope(status: number, spread: Spread): Refusal {
  const why = `HTTP ${status} without Meta's error form`;
  if (status === 429) {
    const wait = ruleFor(130429)?.wait ?? UNREACHABLE;
    return {
      kind: "retry",
      afterMs: waitMs(wait, spread.attempts + 1, spread.random()),
      scope: "channel",
      why,
    };
  }
  // 3xx and 4xx are a captive portal, a proxy or a wrong base URL: nothing was taken, a person must look.
  if (status >= 300 && status < 500) return { kind: "stopped", why };
  return { kind: "unknown", why };
}

/** The access token, or why there is none now: its file may be gone or be written anew at this moment. */
export function readToken(
  token: () => string,
): { readonly value: string; readonly missing?: undefined } | { readonly missing: string } {
  try {
    return { value: token() };
  } catch (error) {
    return { missing: `no access token: ${error instanceof Error ? error.message : String(error)}` };
  }
}
