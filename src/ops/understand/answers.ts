import { z } from "zod";

const Intent = z.strictObject({
  name: z.string(),
  score: z.number(),
  band: z.enum(["act", "ask", "unknown"]),
});

/** What `hotelbot understand` answers a sentence. Dates are `YYYY-MM-DD`, times `HH:MM`, phones E.164. */
export const Heard = z.strictObject({
  language: z.enum(["es", "en", "pt"]),
  foreign: z.enum(["fr", "de", "it"]).optional(),
  intents: z.array(Intent),
  slots: z.record(z.string(), z.unknown()),
  commands: z.array(
    z.strictObject({
      command: z.enum(["start", "answer", "reply", "set", "clarify", "cannot_handle"]),
      intent: z.string().optional(),
      slot: z.string().optional(),
      value: z.unknown().optional(),
      intents: z.array(z.string()).optional(),
    }),
  ),
});
export type Heard = z.infer<typeof Heard>;

/** What `hotelbot knowledge check` answers. */
export const KnowledgeReport = z.strictObject({
  questions: z.number(),
  phrases: z.number(),
  off: z.array(z.string()),
  findings: z.array(
    z.strictObject({
      kind: z.enum(["few_phrases", "confused", "unheard", "shadows"]),
      question: z.string(),
      phrase: z.string().optional(),
      with: z.string().optional(),
    }),
  ),
});
export type KnowledgeReport = z.infer<typeof KnowledgeReport>;
