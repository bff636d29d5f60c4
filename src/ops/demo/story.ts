import type { Guest, ReceivedMessage } from "../../channels/whatsapp/sandbox/types.ts";
import { addDays, localNow } from "../../domain/calendar.ts";
import { HotelbotError } from "../../errors.ts";
import { asVoiceNote, type HumanClip, spokenBy } from "./guest-voice.ts";

/** One thing the guest does, and what comes back. `show` prints a line under the step. */
export interface Scene {
  readonly title: string;
  run(show: (line: string) => void): Promise<void>;
}

export interface StoryParts {
  readonly guest: Guest;
  readonly clip: HumanClip | undefined;
  readonly now: number;
  readonly timeZone: string;
  /** Kills the daemon and starts it again; answers the milliseconds until it listened. */
  readonly powerCut: () => Promise<number>;
  /** Resolves when the ears are ready; rejects when they will not be. */
  readonly hearing: () => Promise<void>;
  readonly booked: (code: string) => void;
}

const MONTHS =
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(" ");
const CODE = /c[óo]digo es ([A-Z0-9]{6})/;
const PATIENCE_MS = 45_000;
/** Questions between the name and the read-back: e-mail, phone, the yes. */
const MOST_TURNS = 5;

/** Ana's booking: a question in writing, an answer by voice, a power cut in the middle, a firm room at the end. */
export function story(parts: StoryParts): Scene[] {
  const { guest, clip } = parts;
  const heard = async (show: (line: string) => void): Promise<ReceivedMessage> => {
    const message = await guest.waitFor((each) => each.type !== "audio", PATIENCE_MS);
    for (const line of message.text.split("\n").filter((each) => each.trim() !== "")) show(line);
    if (message.buttons.length > 0) show(message.buttons.map((button) => `[${button.title}]`).join(" "));
    return message;
  };
  const write = (text: string): Scene => ({
    title: `Ana writes: «${text}»`,
    run: async (show) => {
      await guest.say(text).acknowledged;
      await heard(show);
    },
  });
  const yesAloud = "Sí, quiero reservar la habitación.";
  const scenes: Scene[] = [
    write(`Hola, ¿tenéis una habitación doble ${dates(parts)} para dos personas?`),
    {
      title: `Ana says in a voice note: «${yesAloud}»`,
      run: async (show) => {
        await parts.hearing();
        await guest.voiceNote(await spokenBy(yesAloud)).acknowledged;
        await heard(show);
        const note = await guest.waitFor((each) => each.type === "audio", PATIENCE_MS);
        show(`♪ and a voice note back, ${note.bytes?.length ?? 0} bytes of ${note.mimeType ?? "audio"}`);
      },
    },
  ];
  if (clip) {
    scenes.push({
      title: `A person's own voice asks: «${clip.text}»`,
      run: async (show) => {
        await guest.voiceNote(await asVoiceNote(clip.file)).acknowledged;
        await heard(show);
      },
    });
  }
  const details = "Me llamo Ana Pérez y mi correo es ana.perez@example.com";
  scenes.push(
    {
      title: `Ana writes: «${details}», and the power fails`,
      run: async (show) => {
        await guest.say(details).acknowledged;
        const ms = await parts.powerCut();
        show(`SIGKILL; back after ${(ms / 1000).toFixed(1)} s, and the message was not lost:`);
        await heard(show);
      },
    },
    {
      title: "Ana says yes to what is read back to her",
      run: async (show) => {
        for (let turn = 0; turn < MOST_TURNS; turn++) {
          await guest.say("sí").acknowledged;
          const code = CODE.exec((await heard(show)).text)?.[1];
          if (code) return parts.booked(code);
        }
        throw new HotelbotError("INTERNAL", { what: "the story ended without a booking" });
      },
    },
  );
  return scenes;
}

/** Two nights in about two months, as a guest writes them: «del 3 al 5 de marzo». */
function dates(parts: StoryParts): string {
  const arrival = addDays(localNow(parts.now, parts.timeZone).date, 60);
  const departure = addDays(arrival, 2);
  const day = (date: string): string => String(Number(date.slice(8)));
  const month = (date: string): string => MONTHS[Number(date.slice(5, 7)) - 1] ?? "";
  const from = month(arrival) === month(departure) ? day(arrival) : `${day(arrival)} de ${month(arrival)}`;
  return `del ${from} al ${day(departure)} de ${month(departure)}`;
}
