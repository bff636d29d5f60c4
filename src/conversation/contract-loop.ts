/** When it must be another machine that writes: the same exchange so often in a row, or so many quick turns for nothing. */
export interface LoopLimits {
  readonly repeats: number;
  readonly turns: number;
}

/** What a conversation keeps of the turns that got nowhere. */
export interface Loop {
  readonly heard: string;
  readonly said: string;
  readonly repeats: number;
  readonly turns: number;
}
