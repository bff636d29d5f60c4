import type { CallParts, CallPhrase, RemoteCall } from "./port.ts";

/**
 * Puts a caller through to reception while it is open, and at any hour in an emergency. Answers `kept` when the caller
 * is still ours: they were told the truth about when somebody answers, and may leave a message.
 */
export async function toReception(asked: {
  readonly call: Pick<RemoteCall, "transfer">;
  readonly parts: Pick<CallParts, "reception" | "receptionOpen" | "log">;
  readonly say: (key: CallPhrase) => Promise<boolean>;
  readonly emergency: boolean;
}): Promise<"done" | "kept"> {
  const { call, parts, say, emergency } = asked;
  const { reception } = parts;
  if (reception === undefined || !(emergency || parts.receptionOpen())) return "kept";
  await say("connecting");
  const outcome = await call.transfer(reception);
  if (outcome === "done") return "done";
  parts.log.warn("a caller could not be put through", { outcome });
  await say("nobody");
  return "kept";
}
