import type { CheckResult } from "./check.ts";

export interface LineFacts {
  /** Missing: the hotel has no phone line here. */
  readonly line?: { readonly state: "up" | "down" | "starting"; readonly text: string } | undefined;
}

/** The phone line: while it is down nobody who calls is answered. */
export function checkLine({ line }: LineFacts): CheckResult {
  const name = "phone";
  if (!line) return { name, state: "ok", text: "not set up" };
  if (line.state === "up") return { name, state: "ok", text: line.text };
  if (line.state === "starting") return { name, state: "warning", text: line.text };
  const cure = "Look at the exchange, the cable and phone: in hotel.yaml; the line is tried again by itself.";
  return { name, state: "critical", text: line.text, cure };
}
