import { entry } from "./entry.ts";

/** Ears and mouth. */
export const SPEECH_ERRORS = {
  SPEECH_ENGINE_MISSING: entry(
    2,
    503,
    "The speech engine is not there: {what}.",
    "Run ./install.sh, which builds it; guests are asked to type meanwhile.",
  ),
  SPEECH_ENGINE_TIMEOUT: entry(
    75,
    504,
    "The speech engine took longer than {seconds} s.",
    "It is restarted by itself; a smaller model or more cores help if it stays so.",
  ),
  SPEECH_MODEL_MISSING: entry(
    2,
    503,
    "No speech model at {path}.",
    "Put it there, or run ./install.sh again.",
  ),
  SPEECH_MODEL_DAMAGED: entry(
    2,
    503,
    "The speech model {path} has sha256 {found}, not {expected}.",
    "Fetch it again: a damaged model hears wrongly.",
  ),
  SPEECH_VOICE_MISSING: entry(
    2,
    503,
    "No voice to speak with: {what}.",
    "Install it: apt-get install espeak-ng ffmpeg.",
  ),
  AUDIO_UNREADABLE: entry(1, 415, "The audio cannot be read: {what}.", "Send Ogg/Opus, WAV, FLAC or MP3."),
} as const;
