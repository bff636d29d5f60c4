import type { Language } from "../../../src/domain/language.ts";

/** What else guests of each language write on the journeys of the acceptance table. */
export interface Lines {
  readonly group: string;
  /** A double and a family room for six, 24 to 26 March. */
  readonly mixed: string;
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
  readonly towels: string;
  readonly broken: string;
  readonly wakeUp: string;
  readonly late: string;
  readonly early: string;
  readonly invoice: string;
  readonly lost: string;
  /** How the desk is told of a thing done. */
  readonly done: RegExp;
}

export const LINES: Readonly<Record<Language, Lines>> = {
  es: {
    group: "¿tenéis sitio del 17 al 19 de marzo para seis adultos?",
    mixed: "queremos reservar una doble y una familiar del 24 al 26 de marzo, somos 6 adultos",
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
    towels: "¿me podéis traer más toallas a la habitación 204?",
    broken: "el aire acondicionado no funciona en la habitación 204",
    wakeUp: "¿me podéis despertar mañana a las 7:00 en la habitación 204?",
    late: "¿puedo dejar la habitación más tarde, a las 14:00?",
    early: "¿puedo entrar antes, a las 11:00?",
    invoice: "necesito la factura a nombre de mi empresa",
    lost: "me he dejado el cargador del móvil en la habitación",
    done: /ya está hecho/,
  },
  en: {
    group: "do you have rooms from 17 to 19 March for six adults?",
    mixed: "we want to book a double and a family room from 24 to 26 March, we are 6 adults",
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
    towels: "could you bring more towels to room 204?",
    broken: "the air conditioning is not working in room 204",
    wakeUp: "can I have a wake-up call tomorrow at 7:00 in room 204?",
    late: "can I check out later, at 14:00?",
    early: "can I check in early, at 11:00?",
    invoice: "I need an invoice in my company's name",
    lost: "I left my phone charger in the room",
    done: /done/,
  },
  pt: {
    group: "têm quartos de 17 a 19 de março para seis adultos?",
    mixed: "queremos reservar um quarto duplo e um quarto familiar de 24 a 26 de março, somos 6 adultos",
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
    towels: "podem trazer mais toalhas ao quarto 204?",
    broken: "o ar condicionado não funciona no quarto 204",
    wakeUp: "podem acordar-me amanhã às 7:00 no quarto 204?",
    late: "posso sair mais tarde, às 14:00?",
    early: "posso entrar mais cedo, às 11:00?",
    invoice: "preciso da fatura em nome da minha empresa",
    lost: "deixei o carregador do celular no quarto",
    done: /feito/,
  },
};
