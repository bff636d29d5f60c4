import type { CheckResult } from "./check.ts";

/** A part that is either ready or says why not. */
export type PartState = { readonly ready: true } | { readonly ready: false; readonly why: string };

/** Ears and mouth: without them guests are asked to type and answered in writing, so it is a warning. */
export function checkSpeech(name: "ears" | "mouth", state: PartState): CheckResult {
  if (state.ready)
    return { name, state: "ok", text: name === "ears" ? "voice notes are understood" : "can speak" };
  return {
    name,
    state: "warning",
    text: state.why,
    cure: "Run ./install.sh again; it builds and installs what is missing.",
  };
}

/** How a PMS that can be away has answered lately: `closed` lets questions through. */
export interface BreakerFacts {
  readonly state: "closed" | "open" | "trying";
  readonly failures: number;
}

export function checkPms(name: string, failure: string | undefined, breaker?: BreakerFacts): CheckResult {
  const missed = breaker?.failures ?? 0;
  if (failure === undefined && missed === 0) return { name: "pms", state: "ok", text: `${name} answers` };
  const cure = "Guests are told so and nothing is sold; run hotelbot pms check, which says what is wrong.";
  if (failure === undefined) {
    return { name: "pms", state: "warning", text: `${name} missed ${missed} of the last answers`, cure };
  }
  const left = breaker?.state === "open" ? " (left alone for a moment, then tried again by itself)" : "";
  return { name: "pms", state: "critical", text: `${failure}${left}`, cure };
}

export interface WhatsAppFacts {
  readonly configured: boolean;
  /** Why sending stands still, if it does. */
  readonly stopped?: string;
}

export function checkWhatsApp(facts: WhatsAppFacts): CheckResult {
  const name = "whatsapp";
  if (!facts.configured) return { name, state: "ok", text: "not set up" };
  if (facts.stopped === undefined) return { name, state: "ok", text: "up" };
  const cure =
    "Renew the access token or settle the account in Meta's dashboard; what waits is sent by itself then.";
  return { name, state: "critical", text: `sending stands still: ${facts.stopped}`, cure };
}
