/** What a guest of any language must be able to live through. The order is the table's. */
export const AREAS = {
  reservation: "Reservation",
  modify: "Change a booking",
  cancel: "Cancel a booking",
  stay: "During the stay",
  edge: "Edges",
  turns: "Several turns",
  audio: "Voice notes",
  phone: "By telephone",
  failure: "Failures",
  limits: "Limits and input",
} as const;

export type Area = keyof typeof AREAS;

export interface Row {
  readonly area: Area;
  readonly name: string;
  /** Shown by a test file that no language changes, instead of by a journey of each. */
  readonly file?: string;
}

const rows = (area: Area, ...names: readonly (string | readonly [name: string, file: string])[]): Row[] =>
  names.map((each) =>
    typeof each === "string" ? { area, name: each } : { area, name: each[0], file: each[1] },
  );

export const ROWS: readonly Row[] = [
  ...rows(
    "reservation",
    "enquiry, quote, hold, data, confirmed",
    "deposit proof approved",
    "deposit proof rejected",
    "group over four split over rooms",
    "rooms of several types, all or none",
    "everything in one message",
    "one slot a message",
    "five turns in under 8 s",
  ),
  ...rows(
    "modify",
    "dates",
    "room upgrade with the difference",
    "add breakfast or parking",
    "unknown booking",
    "refused by the PMS",
  ),
  ...rows(
    "cancel",
    "more than 48 h ahead",
    "less than 24 h ahead",
    "non-refundable",
    "another mind at the read-back",
  ),
  ...rows(
    "stay",
    "early check-in",
    "late checkout granted",
    "late checkout priced",
    "late checkout refused",
    "wake-up call",
    "towels",
    "broken air conditioning",
    "invoice at checkout",
    "lost object",
  ),
  ...rows(
    "edge",
    "no rooms: the nearest dates",
    "incomplete data: asks",
    "duplicate booking",
    "past dates",
    "31 nights",
    "11 guests",
    "two guests at once for the last room",
    "double tap on a button",
    "a button from last week",
  ),
  ...rows(
    "turns",
    "context kept",
    "correction",
    "topic change and return",
    "language switch",
    "session timeout, draft recovered",
    "typos and slang",
    "complaint to a person",
    "no personal data in the journal",
  ),
  ...rows(
    "audio",
    "a spoken booking",
    "noise",
    "longer than 30 s",
    "silence",
    "music",
    "wrong format",
    "ten at once",
    "download fails",
    "engine missing",
  ),
  ...rows(
    "phone",
    "booking, everything in one breath",
    "booking, one thing at a time",
    "correction before the yes",
    "change of dates, read out and held",
    "cancellation, another mind and then a yes",
    "towels, a repair and a wake-up call",
    "past dates, 31 nights and 11 guests",
    "complaint to a person",
    ["the sound of it: calls, keys, barge-in, transfer", "test/journeys/phone.test.ts"],
  ),
  ...rows(
    "failure",
    "PMS down",
    ["PMS slow", "test/pms/qloapps/faults.test.ts"],
    ["PMS 500 but created", "test/journeys/qloapps.test.ts"],
    ["overbooked behind our back", "test/pms/qloapps/faults.test.ts"],
    "WhatsApp 401",
    "WhatsApp 429",
    "WhatsApp 5xx",
    "WhatsApp hangs after it took it",
    ["disk full", "test/faults/process.test.ts"],
    ["power cut in each step", "test/faults/power-cut.slow.test.ts"],
    "two failures at once",
    ["killed anywhere, recovered", "test/faults/kill.test.ts"],
  ),
  ...rows(
    "limits",
    ["every Cloud API limit", "test/channels/whatsapp/graph.test.ts"],
    ["batches, duplicates, re-ordering, unknown types", "test/journeys/hostile.test.ts"],
    "a guest who hides the phone",
    ["malformed, unsigned and oversize bodies", "test/journeys/hostile.test.ts"],
    "injection in names",
  ),
];
