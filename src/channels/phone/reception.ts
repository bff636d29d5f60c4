import type { CallParts, CallPhrase, RemoteCall } from "./port.ts";

/** After something cut the ringing tone off, it goes on so much later. */
const RING_AGAIN_MS = 1_500;

/**
 * Puts a caller through to reception while it is open, and at any hour in an emergency; they hear it ring. Answers
 * `kept` when the caller is still ours: they were told the truth about when somebody answers, and may leave a message.
 */
export async function toReception(asked: {
  readonly call: Pick<RemoteCall, "transfer">;
  readonly parts: Pick<CallParts, "reception" | "receptionOpen" | "log" | "clock">;
  readonly say: (key: CallPhrase) => Promise<boolean>;
  /** Plays the ringing tone once; resolves with whether it was heard whole. */
  readonly ring: () => Promise<boolean>;
  readonly hush: () => void;
  readonly emergency: boolean;
}): Promise<"done" | "kept"> {
  const { call, parts, say, ring, hush, emergency } = asked;
  const { reception } = parts;
  if (reception === undefined || !(emergency || parts.receptionOpen())) return "kept";
  await say("connecting");
  let known = false;
  const asking = call.transfer(reception).finally(() => {
    known = true;
  });
  const ringing = async (): Promise<void> => {
    while (!known) {
      if (!(await ring()) && !known) await new Promise<void>((go) => parts.clock.after(RING_AGAIN_MS, go));
    }
  };
  void ringing();
  const outcome = await asking;
  hush();
  if (outcome === "done") return "done";
  parts.log.warn("a caller could not be put through", { outcome });
  await say("nobody");
  return "kept";
}
