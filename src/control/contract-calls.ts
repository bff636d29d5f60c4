import { z } from "zod";

const time = z.iso.datetime();
const language = z.enum(["es", "en", "pt"]);

const CallEntry = z.object({
  id: z.string(),
  direction: z.enum(["in", "out"]),
  /** Who called, or was called: name, room, number, or «withheld». */
  who: z.string(),
  number: z.string().nullable(),
  room: z.string().nullable(),
  language: language.nullable(),
  startedAt: time,
  answeredAt: time.nullable(),
  /** Null while it goes on. */
  endedAt: time.nullable(),
  why: z.string().nullable(),
  conversation: z.number().int(),
});

export const CallsReport = z.object({
  schema: z.literal(1),
  /** How the line does. */
  line: z.object({ state: z.enum(["up", "down", "starting", "off"]), text: z.string() }),
  /** Live ones first, then the newest. */
  calls: z.array(CallEntry),
});
export type CallsReport = z.infer<typeof CallsReport>;

export const CallView = z.object({
  schema: z.literal(1),
  call: CallEntry,
  turns: z.array(z.object({ author: z.string(), kind: z.string(), text: z.string(), at: time })),
});
export type CallView = z.infer<typeof CallView>;

export const CallOrder = z.object({
  number: z.string().regex(/^\+?[\d*#]{1,20}$/, "must be a telephone number or an extension"),
  say: z.string().trim().min(1).max(600),
  language: language.optional(),
});
export type CallOrder = z.infer<typeof CallOrder>;

export const CallDone = z.object({
  schema: z.literal(1),
  id: z.string(),
  number: z.string(),
  /** To its end; false when they hung up before, or talked over it every time it was begun. */
  heard: z.boolean(),
  seconds: z.number(),
});
export type CallDone = z.infer<typeof CallDone>;

export const CALL_ROUTES = {
  calls: { method: "GET", path: "/v1/calls", answer: CallsReport },
  call: { method: "GET", path: "/v1/calls/:id", answer: CallView },
  place: { method: "POST", path: "/v1/calls", answer: CallDone },
} as const;

/** The phone's part of what the daemon offers. */
export interface CallService {
  calls(): Promise<CallsReport>;
  /** Rejects with NOT_FOUND. */
  call(id: string): Promise<CallView>;
  /** Rings, says it and hangs up. Rejects with LINE_*. */
  place(order: CallOrder): Promise<CallDone>;
}
