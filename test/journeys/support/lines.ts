import type { Language } from "../../../src/domain/language.ts";

/** What else guests of each language write on the journeys of the acceptance table. */
export interface Lines {
  readonly group: string;
  readonly incomplete: string;
  readonly fillsIn: string;
  readonly past: string;
  readonly month: string;
  readonly eleven: string;
  readonly slang: string;
  readonly complaint: string;
  /** Another language, four words and more. */
  readonly switches: string;
  readonly switchedTo: Language;
  readonly three: string;
  readonly hello: string;
}

export const LINES: Readonly<Record<Language, Lines>> = {
  es: {
    group: "¿tenéis sitio del 3 al 5 de marzo para seis adultos?",
    incomplete: "quiero reservar una doble para dos personas",
    fillsIn: "del 3 al 5 de marzo",
    past: "una doble del 3 al 5 de enero de 2027 para dos",
    month: "una doble del 1 de marzo al 1 de abril para dos",
    eleven: "¿tenéis habitaciones del 3 al 5 de marzo para 11 personas?",
    slang: "ola wenas tneis abitacion dble del 3 al 5 d marzo para 2 personas?",
    complaint: "Esto es una vergüenza: la habitación está sucia y quiero poner una queja",
    switches: "sorry, can we speak English please? what time is breakfast?",
    switchedTo: "en",
    three: "en realidad somos tres",
    hello: "hola",
  },
  en: {
    group: "do you have rooms from 3 to 5 March for six adults?",
    incomplete: "I want to book a double for two people",
    fillsIn: "from 3 to 5 March",
    past: "a double from 3 to 5 January 2027 for two",
    month: "a double from 1 March to 1 April for two",
    eleven: "do you have rooms from 3 to 5 March for 11 people?",
    slang: "hiya, u got a duoble room from 3 to 5 march for 2 ppl?",
    complaint: "This is a disgrace: the room is dirty and I want to make a complaint",
    switches: "perdona, ¿podemos hablar en español? ¿a qué hora es el desayuno?",
    switchedTo: "es",
    three: "actually there are three of us",
    hello: "hello",
  },
  pt: {
    group: "têm quartos de 3 a 5 de março para seis adultos?",
    incomplete: "quero reservar um quarto duplo para duas pessoas",
    fillsIn: "de 3 a 5 de março",
    past: "um duplo de 3 a 5 de janeiro de 2027 para dois",
    month: "um duplo de 1 de março a 1 de abril para dois",
    eleven: "têm quartos de 3 a 5 de março para 11 pessoas?",
    slang: "oi, vcs tem quarto dupl de 3 a 5 de marco pra 2 pessoas?",
    complaint: "Isto é uma vergonha: o quarto está sujo e quero fazer uma reclamação",
    switches: "sorry, can we speak English please? what time is breakfast?",
    switchedTo: "en",
    three: "na verdade somos três",
    hello: "olá",
  },
};
