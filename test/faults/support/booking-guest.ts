import type { Guest, ReceivedMessage } from "../../../src/channels/whatsapp/sandbox/types.ts";

const CODE = /(?:tu código es|tu reserva|la reserva) ([A-Z0-9]{6})\b/i;
const MOST_MESSAGES = 24;
/** A restart takes about two seconds on a busy machine; a person who hears nothing for longer writes on. */
const PATIENCE_MS = 4_000;
const WISH = "Hola, ¿tenéis una habitación doble del 3 al 5 de marzo para dos personas?";

/** What Ana answers to what she reads: the last question counts. */
const ANSWERS: readonly (readonly [RegExp, string])[] = [
  [/otra habitación además/, "no"],
  [/la confirmo\?/, "sí"],
  [/¿Te la reservo\?/, "sí"],
  [/¿A nombre de quién/, "Me llamo Ana Pérez"],
  [/¿Y el apellido/, "Pérez"],
  [/correo electrónico/, "ana.perez@example.com"],
  [/contacto este mismo número/, "sí"],
  [/¿Cuál prefieres/, "la doble"],
  [/¿Para qué fechas/, "del 3 al 5 de marzo"],
  [/¿Para cuántas personas/, "dos"],
  [/no puedo escuchar audios/, "sí, la quiero"],
  [/Ese botón era/, "sí"],
];

export interface GuestHabits {
  /** Taps «yes» where there is a button for it. */
  readonly taps: boolean;
  /** Sends one voice note on the way. */
  readonly speaks: boolean;
  readonly random: () => number;
}

/** Books one double room by whatever is asked, as a person does; answers the code she was given. */
export async function book(guest: Guest, habits: GuestHabits): Promise<string> {
  const said: string[] = [];
  const read = (): readonly ReceivedMessage[] => guest.received().filter((each) => each.type !== "audio");
  let spoken = !habits.speaks;
  let known = 0;
  let last = WISH;
  guest.say(WISH);
  for (let count = 1; count <= MOST_MESSAGES; count += 1) {
    await newest(guest).catch(() => undefined);
    const messages = read();
    const message = messages.length > known ? messages.at(-1) : undefined;
    known = messages.length;
    const code = message && CODE.exec(message.text)?.[1];
    if (code) return code;
    if (!message) {
      guest.say(last);
      said.push(`(nothing came) ${last}`);
      continue;
    }
    last = answerTo(message.text);
    said.push(`${message.text.slice(-80)} → ${last}`);
    if (!spoken && habits.random() < 0.4) {
      spoken = true;
      guest.voiceNote(Buffer.from("OggS, and what a phone records"));
    } else if (habits.taps && last === "sí" && message.buttons.some(({ id }) => id.startsWith("yes"))) {
      guest.tap(message.buttons.find(({ id }) => id.startsWith("yes"))?.id ?? "");
    } else guest.say(last);
  }
  throw new Error(`Ana has no booking after ${MOST_MESSAGES} messages:\n${said.join("\n")}`);
}

function newest(guest: Guest): Promise<ReceivedMessage> {
  return guest.waitFor((each) => each.type !== "audio", PATIENCE_MS);
}

function answerTo(text: string): string {
  const asked = ANSWERS.map(([question, answer]) => ({ at: text.search(question), answer }));
  const [best] = asked.filter(({ at }) => at >= 0).sort((a, b) => b.at - a.at);
  return best?.answer ?? WISH;
}
