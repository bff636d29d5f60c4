import type { ErrandKind } from "../contract-errands.ts";
import { addsSomething, wantsIt } from "../errand-words.ts";
import { whenAnswered } from "../hours.ts";
import type { Reading } from "../reading.ts";
import { tellDesk } from "../summary.ts";
import { forget, patch, request, say, type Turn } from "../turn.ts";
import { errandFlow } from "./errands.ts";
import type { Flow } from "./flow.ts";
import { dropDraft } from "./repair.ts";
import { review } from "./review.ts";

/** Intents that want somebody to do something: the desk always gets them, even where the hotel has an answer too. */
const ERRANDS = [
  "housekeeping",
  "maintenance",
  "wake_up_call",
  "lost_and_found",
  "taxi",
  "message_for_guest",
  "room_photos",
  "late_checkout",
  "early_check_in",
] as const satisfies readonly ErrandKind[];

/**
 * The flow of a subject by which something is to be done; undefined for what is only to be told. An invoice, a transfer,
 * breakfast or parking may be either.
 */
export function requestFlow(intent: string, reading: Reading): Flow | undefined {
  const errand = ERRANDS.find((kind) => kind === intent);
  if (errand) return errandFlow(errand);
  if (intent === "review") return review;
  if (intent === "payment_proof") return paymentProof;
  if ((intent === "invoice" || intent === "transfer") && wantsIt(reading)) return errandFlow(intent);
  if (isExtra(intent) && addsSomething(reading)) return errandFlow("extra");
  return undefined;
}

/** True when the message adds breakfast or parking to a booking: nothing else of the booking is to be changed. */
export function addsExtra(reading: Reading): boolean {
  return reading.acts.some(isExtra) && addsSomething(reading);
}

function isExtra(intent: string): boolean {
  return intent === "breakfast" || intent === "parking";
}

/** Money that was sent is never confirmed here: the desk looks at the proof. */
const paymentProof: Flow = (turn) => say(patch(turn, { proofAwaited: true }), "request.payment_proof", {});

/** STOP: nothing more is asked, what was open is dropped, and the desk takes the guest off every list. */
export const stop: Flow = (turn, reading) => {
  const quiet = turn.state.step === "booking" ? turn : dropDraft(turn);
  const said = say(forget(quiet, "question", "asked"), "privacy.stopped", {});
  const noted = request(patch(said, { stopped: true }), { kind: "stop", stopped: true });
  return tellDesk(noted, "privacy", reading.text);
};

const RESUME: ReadonlySet<string> = new Set(["start", "alta", "volver", "voltar", "unstop"]);

/** START lifts a STOP. Undefined when the message is nothing of the kind. */
export function resumed(turn: Turn, { text }: Reading): Turn | undefined {
  if (!turn.state.stopped || !RESUME.has(text.trim().toLowerCase().replace(/[.!¡]/g, ""))) return undefined;
  const lifted = say(forget(turn, "stopped"), "privacy.resumed", {});
  return request(lifted, { kind: "stop", stopped: false });
}

/** Erasing is done by people who can check who asks. */
export const eraseData: Flow = (turn, reading) =>
  tellDesk(say(turn, "privacy.erase", { when: whenAnswered(turn) }), "privacy", reading.text);
