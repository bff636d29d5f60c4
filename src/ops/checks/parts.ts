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

export function checkPms(name: string, failure: string | undefined): CheckResult {
  if (failure === undefined) return { name: "pms", state: "ok", text: `${name} answers` };
  return {
    name: "pms",
    state: "critical",
    text: failure,
    cure: "Guests are told so and nothing is sold; check the PMS.",
  };
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
