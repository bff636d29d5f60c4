import { readFileSync } from "node:fs";
import { extname } from "node:path";
import type { Guest } from "../../channels/whatsapp/sandbox/types.ts";

export const HELP = `What you type is sent as the guest.
/voice FILE      send an Ogg/Opus file as a voice note
/image FILE      send a picture
/tap TITLE       tap a button, or a row of a list, of the last message that has it
/quit            stop`;

/** Does what was typed as the guest; answers what to tell them, if anything. Never throws for what was typed. */
export function act(guest: Guest, line: string): string | undefined {
  const [word = "", ...rest] = line.split(" ");
  const argument = rest.join(" ").trim();
  try {
    switch (word) {
      case "/voice":
        guest.voiceNote(readFileSync(argument));
        return undefined;
      case "/image":
        guest.image(
          readFileSync(argument),
          undefined,
          extname(argument).toLowerCase() === ".png" ? "image/png" : "image/jpeg",
        );
        return undefined;
      case "/tap":
        guest.tap(argument);
        return undefined;
      default:
        if (word.startsWith("/")) return HELP;
        guest.say(line);
        return undefined;
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
