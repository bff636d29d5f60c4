import type { SecretName } from "../../config/secrets.ts";
import { type HotelAnswers, hotelYaml, type RoomTypeAnswers, type Texts } from "../../config/write-hotel.ts";
import { LANGUAGES, type Language } from "../../domain/language.ts";
import type { Ids } from "../../platform/ids.ts";
import type { HotelFiles } from "./deploy.ts";

/** How the wizard asks. An answer that `wrong` has a sentence about is asked for again. */
export interface Ask {
  text(question: string, usual?: string, wrong?: (answer: string) => string | undefined): Promise<string>;
  secret(question: string, wrong: (answer: string) => string | undefined): Promise<string>;
  choose(question: string, choices: readonly string[]): Promise<readonly string[]>;
  yes(question: string, usual: boolean): Promise<boolean>;
}

const NAMES: Readonly<Record<Language, string>> = { es: "Spanish", en: "English", pt: "Portuguese" };

const like =
  (pattern: RegExp, what: string) =>
  (answer: string): string | undefined =>
    pattern.test(answer) ? undefined : what;
const some = like(/\S/, "Something has to be written here.");
const time = like(/^([01]\d|2[0-3]):[0-5]\d$/, "A time like 14:00.");
const slug = like(/^[a-z][a-z0-9_-]{0,39}$/, "Small letters, digits, - and _.");
const number = like(/^\d+(?:\.\d{1,2})?$/, "A number like 89 or 89.50.");
const count = like(/^\d{1,2}$/, "A whole number.");
const meta = like(/^\d{5,20}$/, "The number Meta shows: digits only.");
const long = like(/^\S{16,}$/, "At least 16 characters, without spaces.");

/** Asks what a hotel must say of itself and answers its files. Meta's verify token and the webhook's path are drawn. */
export async function askHotel(ask: Ask, ids: Ids): Promise<HotelFiles> {
  const name = await ask.text("The hotel's name, as guests call it", undefined, some);
  const id = await ask.text("A short name for machines, for ever", slugOf(name), slug);
  const languages = await askLanguages(ask);
  const base = {
    id,
    name,
    languages,
    timeZone: await ask.text("Its clock", "Europe/Madrid", timeZone),
    currency: await ask.text("Its currency", "EUR", like(/^[A-Z]{3}$/, "A code like EUR.")),
    address: await ask.text("Its address, as a guest may be told it", undefined, some),
    phone: await ask.text(
      "Its phone, with the country",
      undefined,
      like(/^\+[1-9]\d{6,14}$/, "Like +34956123456."),
    ),
    email: await ask.text("Its e-mail", undefined, like(/^\S+@\S+\.\S+$/, "Like desk@hotel.example.")),
    checkInFrom: await ask.text("Check-in from", "14:00", time),
    checkOutUntil: await ask.text("Check-out until", "12:00", time),
    deskOpens: await ask.text("A person is at the desk from", "07:00", time),
    deskCloses: await ask.text("…until (the same time: day and night)", "23:00", time),
    cancellationPolicy: await askTexts(ask, "The cancellation policy in a sentence", languages),
    taxPercent: Number(await ask.text("Tax on the rates, in %", "10", number)),
    roomTypes: await askRoomTypes(ask, languages),
  };
  const secrets: Partial<Record<SecretName, string>> = {};
  let whatsapp: HotelAnswers["whatsapp"];
  if (await ask.yes("Connect a WhatsApp number now? (docs/whatsapp.md says what is needed)", false)) {
    whatsapp = {
      phoneNumberId: await ask.text("Meta's id of the phone number", undefined, meta),
      wabaId: await ask.text("Meta's id of the WhatsApp Business account", undefined, meta),
      path: `/webhooks/whatsapp/${ids.secret(16)}`,
    };
    secrets["whatsapp-token"] = await ask.secret("The access token", long);
    secrets["whatsapp-app-secret"] = await ask.secret("The app secret", long);
    secrets["whatsapp-verify-token"] = ids.secret(16);
  }
  return { config: hotelYaml({ ...base, whatsapp }), secrets };
}

async function askLanguages(ask: Ask): Promise<readonly Language[]> {
  const all = LANGUAGES.map((language) => NAMES[language]);
  const chosen = await ask.choose("The languages it answers in", all);
  const languages = LANGUAGES.filter((language) => chosen.includes(NAMES[language]));
  return languages.length > 0 ? languages : LANGUAGES;
}

async function askTexts(ask: Ask, what: string, languages: readonly Language[]): Promise<Texts> {
  const texts: Partial<Record<Language, string>> = {};
  for (const language of languages) {
    texts[language] = await ask.text(`${what}, in ${NAMES[language]}`, undefined, some);
  }
  return texts;
}

async function askRoomTypes(ask: Ask, languages: readonly Language[]): Promise<readonly RoomTypeAnswers[]> {
  const types: RoomTypeAnswers[] = [];
  const numbers = (): string[] => types.flatMap(({ rooms }) => rooms);
  const rooms = (answer: string): string | undefined => {
    const given = listOf(answer);
    const twice = given.find((room, at) => given.indexOf(room) !== at || numbers().includes(room));
    if (given.length === 0) return "At least one room.";
    return twice === undefined ? undefined : `Room ${twice} is listed already.`;
  };
  do {
    const name = await askTexts(ask, `Room type ${types.length + 1}: its name`, languages);
    types.push({
      id: await ask.text("A short name for machines", slugOf(Object.values(name)[0] ?? ""), slug),
      name,
      description: await askTexts(ask, "A sentence about it", languages),
      adults: Number(await ask.text("Adults at most", "2", like(/^[1-9]\d?$/, "A whole number."))),
      children: Number(await ask.text("Children besides them", "0", count)),
      rooms: listOf(await ask.text("Its room numbers, with commas", undefined, rooms)),
      rate: Number(await ask.text("Its rate a night, taxes included", undefined, number)),
    });
  } while (await ask.yes("Another room type?", false));
  return types;
}

function listOf(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((each) => each !== "");
}

/** «Hotel Estrella» → «hotel-estrella». */
function slugOf(text: string): string {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 40);
}

function timeZone(answer: string): string | undefined {
  try {
    new Intl.DateTimeFormat("en", { timeZone: answer });
    return undefined;
  } catch {
    return "A time zone like Europe/Madrid.";
  }
}
