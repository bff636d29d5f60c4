import { z } from "zod";

/** A guest in a terminal. Part of contract.ts. */
const language = z.enum(["es", "en", "pt"]);

/** A list of choices: `elsewhere` says how it shows where there are no lists. */
const ChatList = z.object({
  button: z.string(),
  elsewhere: z.enum(["told", "numbers", "titles"]),
  rows: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      description: z.string().nullable(),
      section: z.string().nullable(),
    }),
  ),
});

export const ChatMessage = z.object({
  /** Names the guest: the same session continues its conversation. */
  session: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[\w.-]+$/),
  text: z.string().min(1).max(4096),
  language: language.optional(),
  /** Ours if missing; sending the same id again stores it once. */
  id: z.string().min(1).max(64).optional(),
  /** How long to wait for the answer, in ms. */
  waitMs: z.number().int().min(0).max(120_000).default(30_000),
});
export type ChatMessage = z.input<typeof ChatMessage>;

export const ChatTurn = z.object({
  schema: z.literal(1),
  session: z.string(),
  conversation: z.number().int(),
  text: z.string(),
  language,
  mode: z.enum(["bot", "person"]),
  understood: z.object({
    intents: z.array(z.object({ name: z.string(), score: z.number(), band: z.string() })),
    slots: z.record(z.string(), z.unknown()),
  }),
  replies: z.array(
    z.object({
      kind: z.string(),
      text: z.string(),
      buttons: z.array(z.object({ id: z.string(), title: z.string() })),
      list: ChatList.nullable(),
    }),
  ),
  /** The firm booking of this conversation, once there is one. */
  booking: z
    .object({
      code: z.string(),
      reference: z.string(),
      roomType: z.string(),
      arrival: z.string(),
      departure: z.string(),
      adults: z.number().int(),
      children: z.number().int(),
      total: z.object({ minor: z.number().int(), currency: z.string() }),
      status: z.string(),
    })
    .nullable(),
  /** Milliseconds from storing the message to the last reply being there. */
  ms: z.number(),
});
export type ChatTurn = z.infer<typeof ChatTurn>;
