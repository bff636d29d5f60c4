import type { Clock } from "../../src/platform/clock.ts";
import type { LiveVads } from "../ears/live-vad.ts";
import { type AudioSocketConfig, audioSocketDoor } from "./audiosocket/door.ts";
import { monotonicClock } from "./pacer.ts";
import type { SipConfig } from "./sip/context.ts";
import { sipDoor } from "./sip/door.ts";
import type { ButtonOptions } from "./soundcard/button.ts";
import { soundcardDoor } from "./soundcard/door.ts";
import type { Line } from "./voice-call.ts";

/** Which way calls come in, as plain JSON: it travels to the line's process. */
export type DoorConfig =
  | { readonly kind: "soundcard"; readonly device?: string; readonly button?: ButtonOptions }
  | ({ readonly kind: "audiosocket" } & AudioSocketConfig)
  | ({ readonly kind: "sip" } & SipConfig);

export interface DoorParts {
  readonly clock: Clock;
  readonly vads: LiveVads;
}

export function openDoor(config: DoorConfig, parts: DoorParts): Line {
  if (config.kind === "sip") return sipDoor(config);
  if (config.kind === "audiosocket") return audioSocketDoor(config, { clock: monotonicClock() });
  const { kind: _soundcard, ...handset } = config;
  return soundcardDoor({ ...parts, ...handset });
}
