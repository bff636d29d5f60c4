import { z } from "zod";

/** A list of choices: `elsewhere` says how it shows where there are no lists. */
export const ChatList = z.object({
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
