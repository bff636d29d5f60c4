import { createInterface } from "node:readline";
import type { DemoStage } from "./demo.ts";

/** Lets whoever sits at the terminal write on as the guest, until an empty line, Ctrl-D or Ctrl-C. */
export async function typeAsGuest(stage: DemoStage, say: (line: string) => void): Promise<void> {
  const guest = stage.sandbox.guest(stage.phone, "Ana");
  let shown = guest.received().length;
  const lines = createInterface({ input: process.stdin, output: process.stderr, prompt: "Ana> " });
  const unsubscribe = stage.sandbox.subscribe(() => {
    for (const message of guest.received().slice(shown)) {
      shown++;
      const buttons = message.buttons.map((button) => ` [${button.title}]`).join("");
      say(message.type === "audio" ? "hotel> (a voice note)" : `hotel> ${message.text}${buttons}`);
    }
    lines.prompt();
  });
  say("");
  say(
    "You are Ana now: write, and hotelbot answers; the desk page above shows it live. In another terminal: npx hotelbot status. An empty line ends it.",
  );
  lines.prompt();
  lines.on("SIGINT", () => lines.close());
  for await (const line of lines) {
    if (line.trim() === "") break;
    await guest.say(line.trim()).acknowledged;
  }
  lines.close();
  unsubscribe();
}
