import type { Language } from "../../../src/domain/language.ts";

/** What guests of each language write about a booking they have: double, 3–5 March. */
export interface ChangeLines {
  readonly lookUp: string;
  readonly longer: string;
  readonly correct: string;
  readonly suite: string;
  readonly breakfast: string;
  readonly cancel: string;
  readonly never: string;
}

export const CHANGE_LINES: Readonly<Record<Language, ChangeLines>> = {
  es: {
    lookUp: "quiero ver mi reserva",
    longer: "quiero cambiar mi reserva, del 3 al 6 de marzo",
    correct: "no, mejor hasta el 7",
    suite: "quiero cambiar mi reserva a otra habitación",
    breakfast: "quiero añadir el desayuno a mi reserva",
    cancel: "quiero cancelar mi reserva",
    never: "no",
  },
  en: {
    lookUp: "can you show me my reservation?",
    longer: "I want to change my reservation, from 3 to 6 March",
    correct: "no, make it until the 7th",
    suite: "I want to change my reservation to another room",
    breakfast: "I want to add breakfast to my reservation",
    cancel: "I want to cancel my reservation",
    never: "no",
  },
  pt: {
    lookUp: "pode mostrar a minha reserva?",
    longer: "quero alterar a minha reserva, de 3 a 6 de março",
    correct: "não, melhor até o dia 7",
    suite: "quero alterar a minha reserva para outro quarto",
    breakfast: "quero acrescentar o pequeno-almoço à minha reserva",
    cancel: "quero cancelar a minha reserva",
    never: "não",
  },
};
