import type { CheckResult } from "./check.ts";

/** Whether hotelbot's own work goes on; nothing to say of it while it does. `text` is why not. */
export function checkBeat({ well, text }: { readonly well: boolean; readonly text: string }): CheckResult[] {
  if (well) return [];
  const cure =
    "Look at the disk (dmesg, smartctl) and at hotelbot logs; systemd starts hotelbot again by itself.";
  return [{ name: "beat", state: "critical", text, cure }];
}
