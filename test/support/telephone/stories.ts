import type { Caller } from "./guest.ts";

/** Voices of espeak-ng which the model that ships hears rightly over a telephone; each was tried with its sentence. */
const ADAM = { es: voice("es+adam"), en: voice("en-us+adam"), pt: voice("pt+adam") };
const ANTONIO = voice("pt+antonio");
const BRAZIL = voice("pt-br+adam");
const ANY = voice("es");

function voice(name: string): { readonly voice: string; readonly speed: number } {
  return { voice: name, speed: 135 };
}

/** How a guest books the nights of 3–5 (in Portuguese 5–8) March. Answers the last thing they heard. */
export interface Story {
  readonly number: string;
  readonly arrival: string;
  readonly departure: string;
  readonly name: RegExp;
  /** What a person is heard asking, from the folder of recordings where there is one. */
  readonly recording?: { readonly file: string; readonly answered: RegExp };
  tell(guest: Caller, recording: string | undefined): Promise<string>;
}

/** In English a dictated address is written down rightly; the others go without one. */
const EMAIL = "mary smith at outlook dot com";
const CONFIRMED = /c(?:ó|o)d(?:igo|e) (?:es|is|é)/;

export const STORIES: Readonly<Record<"es" | "en" | "pt", Story>> = {
  es: {
    number: "+34600111222",
    arrival: "2027-03-03",
    departure: "2027-03-05",
    name: /Ana Mart[ií]n Garc[ií]a/,
    recording: { file: "es/gcompris-voices-es-words-pool.flac", answered: /azotea/ },
    async tell(guest, recording) {
      if (recording) await guest.say(recording, ANY, /azotea/);
      await guest.say("Quiero una habitación doble, del tres al cinco de marzo.", ADAM.es, /personas/);
      await guest.press("2", /nombre/);
      await guest.say("Ana Martín García.", ADAM.es, /correo/i);
      await guest.press("#", /mismo número/);
      await guest.press("1", /Repaso/);
      return await guest.say("Sí, perfecto, gracias.", ADAM.es, CONFIRMED);
    },
  },
  en: {
    number: "+447700900123",
    arrival: "2027-03-03",
    departure: "2027-03-05",
    name: /Mary Smith/,
    recording: { file: "en/google-dialogflow-samples-book-a-room.flac", answered: /dates/ },
    async tell(guest, recording) {
      if (recording) await guest.say(recording, ANY, /dates/i);
      const wish = "I would like to book a double room for two people, from March third to March fifth.";
      await guest.say(wish, ADAM.en, /name/i);
      await guest.say("My name is Mary Smith.", ADAM.en, /e-?mail/i);
      await guest.say(EMAIL, ADAM.en, /number/);
      await guest.press("1", /Cancellation|cancel/);
      return await guest.say("Yes, all right, thank you.", ADAM.en, CONFIRMED);
    },
  },
  pt: {
    number: "+351912345678",
    arrival: "2027-03-05",
    departure: "2027-03-08",
    name: /^Ana Mar/,
    async tell(guest) {
      await guest.say("Quero um quarto para duas pessoas.", ANTONIO, /datas/i);
      await guest.say("Chego no dia cinco de março.", BRAZIL, /Até que dia/);
      await guest.say("Até o dia oito de março.", BRAZIL, /opção/i);
      await guest.press("1", /nome/);
      await guest.say("O meu nome é Ana Martins.", ADAM.pt, /e-?mail/i);
      await guest.press("#", /mesmo número/);
      await guest.press("1", /Cancelamento|cancelar/i);
      return await guest.say("Sim, está tudo bem, obrigado.", ANTONIO, CONFIRMED);
    },
  },
};
