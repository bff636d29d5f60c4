import { entry } from "./entry.ts";

/** The phone line. */
export const LINE_ERRORS = {
  LINE_DOWN: entry(
    75,
    503,
    "The phone line is down: {what}.",
    "Run hotelbot doctor; the line is tried again by itself.",
  ),
  LINE_OFF: entry(1, 409, "There is no phone line.", "Set one up under phone: in hotel.yaml."),
  LINE_BUSY: entry(1, 409, "{number} is busy.", "Try again later."),
  LINE_NO_ANSWER: entry(1, 504, "{number} does not answer.", "Try again later."),
  LINE_REFUSED: entry(
    1,
    502,
    "The call to {number} was refused: {what}.",
    "Check the number and what the exchange lets this extension call.",
  ),
  LINE_CANNOT_CALL: entry(
    1,
    409,
    "This line cannot place calls.",
    "Use door: sip in hotel.yaml; the other doors only take calls.",
  ),
  AUDIO_DEVICE: entry(
    2,
    503,
    "The sound card cannot be used: {what}.",
    "Run hotelbot audio check; apt-get install alsa-utils if arecord and aplay are missing.",
  ),
  AUDIO_BUTTON: entry(
    2,
    503,
    "The handset's button cannot be read: {what}.",
    "Check phone.button in hotel.yaml (ls /dev/input/by-id) and that hotelbot deploy was run since it was written there.",
  ),
  LINE_CALL_ENDED: entry(1, 410, "The call is over.", "Call again."),
} as const;
