import type { Reading } from "../reading.ts";
import type { Turn } from "../turn.ts";

/**
 * The shape of every flow: what came, and which of its intents is meant. It answers the turn with its replies and
 * requests added; whatever question was open is put again by the caller unless the flow put one itself or handed over.
 */
export type Flow = (turn: Turn, reading: Reading, intent: string) => Turn;
