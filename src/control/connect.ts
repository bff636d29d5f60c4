import { thisMachine } from "../platform/paths.ts";
import { type ControlClient, createControlClient } from "./client.ts";
import { socketCandidates } from "./paths.ts";

/** The daemon a command line means: by its flags, the environment, or the usual places. */
export function control(
  flags: { readonly socket?: string | undefined; readonly state?: string | undefined },
  timeoutMs?: number,
): ControlClient {
  return createControlClient(socketCandidates(flags, thisMachine()), timeoutMs);
}
