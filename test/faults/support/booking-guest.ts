import type { Guest, ReceivedMessage } from "../../../src/channels/whatsapp/sandbox/types.ts";

const CODE = /(?:tu código es|tu reserva|la reserva) ([A-Z0-9]{6})\b/i;
const MOST_MESSAGES = 24;
/** Who hears nothing for so long from a hotel that is there writes on. */
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
  /** Resolves while the hotel is there: starting it takes two seconds, or ten on a busy machine. */
  readonly serving: () => Promise<unknown>;
}

/** Books one double room by whatever is asked, as a person does; answers the code she was given. */
export async function book(guest: Guest, habits: GuestHabits): Promise<string> {
  const said: string[] = [];
  const read = new Set<string>();
  /** The newest of what she has not read yet; undefined when nothing came. */
  const newest = async (): Promise<ReceivedMessage | undefined> => {
    const unread = (each: ReceivedMessage): boolean => each.type !== "audio" && !read.has(each.wamid);
    await guest.waitFor(unread, PATIENCE_MS).catch(() => undefined);
    const message = guest.received().findLast(unread);
    for (const { wamid } of guest.received()) read.add(wamid);
    return message;
  };
  let spoken = !habits.speaks;
  let last = WISH;
  guest.say(WISH);
  for (let count = 1; count <= MOST_MESSAGES; count += 1) {
    await habits.serving();
    const message = await newest();
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

function answerTo(text: string): string {
  const asked = ANSWERS.map(([question, answer]) => ({ at: text.search(question), answer }));
  const [best] = asked.filter(({ at }) => at >= 0).sort((a, b) => b.at - a.at);
  return best?.answer ?? WISH;
}
