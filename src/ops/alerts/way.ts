import { redactText } from "../../platform/redact.ts";
import type { Alert } from "./alarm.ts";

/** A way alerts leave the machine. Rejects when one did not get through; it is tried again later. */
export interface Way {
  readonly name: string;
  send(alert: Alert): Promise<void>;
  close(): Promise<void>;
}

export interface Sender {
  readonly id: string;
  readonly name: string;
}

/** «CRITICAL whatsapp at Casa Azul: sending stands still», without anything of a guest's or of a secret. */
export function headline(hotel: Sender, { event, check }: Alert): string {
  const word = event === "raised" ? check.state.toUpperCase() : "GOOD AGAIN";
  return redactText(`${word} ${check.name} at ${hotel.name}: ${check.text}`);
}
