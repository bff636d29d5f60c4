import type { Language } from "../../../src/domain/language.ts";

/** The same journeys as guests of each language write them. */
export interface Dialogue {
  readonly name: string;
  readonly email: string;
  /** All but the last two digits. */
  readonly phone: string;
  readonly yes: string;
  /** Dates, people, room, name and e-mail in one message. */
  readonly everything: string;
  /** One thing a message, from the greeting to the e-mail. */
  readonly pieces: readonly string[];
  /** A question about 3–6 March, then another mind: 5–7 March. */
  readonly asks: string;
  readonly corrects: string;
  readonly details: string;
  /** A price for 10–12 March, a question about the garage, and back. */
  readonly price: string;
  readonly parking: string;
  readonly booksIt: string;
  readonly startOver: string;
  readonly another: string;
  readonly person: string;
}

export const DIALOGUES: Readonly<Record<Language, Dialogue>> = {
  es: {
    name: "Ana Pérez",
    email: "ana@example.com",
    phone: "+346001112",
    yes: "sí",
    everything:
      "Hola, quiero reservar una doble del 3 al 5 de marzo para dos personas. Me llamo Ana Pérez y mi correo es ana@example.com",
    pieces: [
      "Hola",
      "quiero reservar",
      "el 3 de marzo",
      "hasta el 5",
      "somos dos",
      "la doble",
      "Ana Pérez",
      "ana@example.com",
    ],
    asks: "¿tenéis una doble del 3 al 6 de marzo para dos?",
    corrects: "no, mejor del 5 al 7",
    details: "Ana Pérez, ana@example.com",
    price: "¿cuánto cuesta una doble del 10 al 12 de marzo para dos?",
    parking: "¿hay parking?",
    booksIt: "vale, resérvala",
    startOver: "empezar de nuevo",
    another: "una individual del 20 al 22 de marzo para una persona",
    person: "quiero hablar con una persona",
  },
  en: {
    name: "Ann Smith",
    email: "ann@example.com",
    phone: "+4479111234",
    yes: "yes",
    everything:
      "Hi, I'd like to book a double from 3 to 5 March for two people. My name is Ann Smith and my email is ann@example.com",
    pieces: [
      "Hello",
      "I want to book a room",
      "on 3 March",
      "until the 5th",
      "two of us",
      "the double",
      "Ann Smith",
      "ann@example.com",
    ],
    asks: "do you have a double from 3 to 6 March for two?",
    corrects: "no, from the 5th to the 7th instead",
    details: "Ann Smith, ann@example.com",
    price: "how much is a double from 10 to 12 March for two?",
    parking: "is there parking?",
    booksIt: "ok, book it",
    startOver: "start over",
    another: "a single from 20 to 22 March for one person",
    person: "I want to talk to a person",
  },
  pt: {
    name: "Inês Silva",
    email: "ines@example.com",
    phone: "+3519123456",
    yes: "sim",
    everything:
      "Olá, queria reservar um quarto duplo de 3 a 5 de março para duas pessoas. Chamo-me Inês Silva e o meu email é ines@example.com",
    pieces: [
      "Olá",
      "quero reservar um quarto",
      "dia 3 de março",
      "até dia 5",
      "somos dois",
      "o duplo",
      "Inês Silva",
      "ines@example.com",
    ],
    asks: "têm um duplo de 3 a 6 de março para dois?",
    corrects: "não, melhor de 5 a 7",
    details: "Inês Silva, ines@example.com",
    price: "quanto custa um duplo de 10 a 12 de março para dois?",
    parking: "há estacionamento?",
    booksIt: "ok, pode reservar",
    startOver: "começar de novo",
    another: "um individual de 20 a 22 de março para uma pessoa",
    person: "quero falar com uma pessoa",
  },
};
