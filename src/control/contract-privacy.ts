import { z } from "zod";

/** What is agreed on the data of one guest. Part of contract.ts. */

/** All that is stored of a guest, by table, as it is stored: bytes are base64, times epoch milliseconds. */
export const GuestData = z.object({
  schema: z.literal(1),
  guest: z.number().int(),
  records: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  /** Attachments, below the state folder. */
  files: z.array(z.string()),
});
export type GuestData = z.infer<typeof GuestData>;

/** A phone with its country («+34600111222») or the number of a conversation («12»). */
export const GuestName = z
  .string()
  .regex(
    /^(\+[\d ().-]{6,24}|\d{1,9})$/,
    "must be a phone like +34600111222, or the number of a conversation",
  );

export const EraseOrder = z.object({ by: z.string().trim().min(1).max(64) });
export type EraseOrder = z.infer<typeof EraseOrder>;

export const GuestErased = z.object({
  schema: z.literal(1),
  guest: z.number().int(),
  rows: z.number().int(),
  files: z.number().int(),
});
export type GuestErased = z.infer<typeof GuestErased>;
