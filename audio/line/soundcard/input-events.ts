/** What a key of an input device did. */
export interface KeyEvent {
  /** As the kernel numbers keys (linux/input-event-codes.h): 28 is Enter, 57 the space bar, 256 a button of its own. */
  readonly code: number;
  readonly down: boolean;
}

/** struct input_event of a 64-bit kernel: two times of 8 bytes, type and code of 2, value of 4, in the machine's order. */
export const EVENT_BYTES = 24;
const TYPE_AT = 16;
const CODE_AT = 18;
const VALUE_AT = 20;
const EV_KEY = 1;
const UP = 0;
const DOWN = 1;

/**
 * Reads an input device's bytes (linux/input.h) as they come, cut anywhere. Only keys going down and up are told: a key
 * that is held repeats itself, which is nothing new.
 */
export function inputEvents(): (chunk: Uint8Array) => KeyEvent[] {
  let waiting: Buffer = Buffer.alloc(0);
  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    const whole = waiting.length - (waiting.length % EVENT_BYTES);
    const events: KeyEvent[] = [];
    for (let at = 0; at < whole; at += EVENT_BYTES) {
      const value = waiting.readInt32LE(at + VALUE_AT);
      if (waiting.readUInt16LE(at + TYPE_AT) !== EV_KEY || (value !== UP && value !== DOWN)) continue;
      events.push({ code: waiting.readUInt16LE(at + CODE_AT), down: value === DOWN });
    }
    waiting = waiting.subarray(whole);
    return events;
  };
}
