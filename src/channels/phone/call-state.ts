/** Who has the caller, as the call itself knows it. */
export type Phase = "talking" | "connecting" | "message" | "over";

/** What one call remembers between two events. */
export interface CallState {
  phase: Phase;
  /** Turns handed over to the conversation. */
  turns: number;
  /** What the caller did that means something, or was asked about: no cough. */
  deeds: number;
  /** Turns in a row that could not be made out. */
  misheard: number;
  /** Stretches of silence in a row that were spoken into, and those in which the caller waited for an answer. */
  prompts: number;
  waits: number;
  /** The keys mean the menu's. */
  menu: boolean;
  /** The last turn is being worked on. */
  thinking: boolean;
  /** Turns of the message that is being left. */
  left: number;
}

export function newCall(): CallState {
  return {
    phase: "talking",
    turns: 0,
    deeds: 0,
    misheard: 0,
    prompts: 0,
    waits: 0,
    menu: false,
    thinking: false,
    left: 0,
  };
}

/** The caller did something for the conversation to answer: the number of this turn. */
export function newTurn(state: CallState): number {
  state.deeds++;
  state.thinking = true;
  state.prompts = 0;
  state.menu = false;
  state.turns++;
  return state.turns;
}
