import { startMedia } from "../rtp/media.ts";
import { openRtp } from "../rtp/ports.ts";
import { type Agreed, answerSdp, offerSdp } from "../sdp/negotiate.ts";
import type { Sdp } from "../sdp/sdp.ts";
import { type CallState, type Sound, setTimer } from "./call.ts";
import type { SipContext } from "./context.ts";
import { requestIn } from "./dialog.ts";

/** Without a packet for so long the exchange is asked whether the call still lives … */
const PROBE_MS = 20_000;
/** … and if it did not say yes by now, the call is lost; if it did, somebody is on hold: wait longer. */
const LOST_MS = 30_000;
const HELD_MS = 90_000;

/** Opens the call's socket. False when there is no free port. */
export async function openSound(context: SipContext, call: CallState): Promise<boolean> {
  const { config, ids } = context;
  const start = number(ids.secret(2));
  // What we are about to say about ourselves must be true now.
  await context.where.lookAtOurselves();
  const udp = await openRtp(context.openUdp, config.bind.address, config.rtpPorts, start, (bytes, from) =>
    call.sound?.media?.receive(bytes, from),
  );
  if (!udp) return false;
  if (call.over) {
    await udp.close();
    return false;
  }
  call.sound = { udp, session: number(ids.secret(3)) + 1, version: 1, described: "" };
  return true;
}

/** Our answer to their offer; its version rises only when something else in it changed. */
export function describeAnswer(context: SipContext, sound: Sound, theirs: Sdp, agreed: Agreed): string {
  return versioned(context, sound, (ours) => answerSdp(ours, theirs, agreed));
}

export function describeOffer(context: SipContext, sound: Sound): string {
  return versioned(context, sound, offerSdp);
}

function versioned(
  context: SipContext,
  sound: Sound,
  write: (ours: Parameters<typeof offerSdp>[0]) => string,
): string {
  const at = { address: context.self.address.address, port: sound.udp.local.port, session: sound.session };
  const plain = write({ ...at, version: 0 });
  if (sound.described !== "" && sound.described !== plain) sound.version += 1;
  sound.described = plain;
  return write({ ...at, version: sound.version });
}

/** Lets sound flow as agreed: at first, and again after each change. Silence is sent from here on. */
export function applyAgreed(context: SipContext, call: CallState, agreed: Agreed): void {
  const { sound } = call;
  if (!sound || call.over) return;
  sound.agreed = agreed;
  if (sound.media) {
    sound.media.renegotiate(agreed);
    return;
  }
  const { clock, ids, defer } = context;
  sound.media = startMedia(
    {
      clock,
      udp: sound.udp,
      defer,
      seeds: [number(ids.secret(4)), number(ids.secret(4)), number(ids.secret(2))],
      known: (address) => address === call.dialog?.peer.address || context.allowed(address),
      onFrame: (frame) => call.onFrame(frame),
      onDigit: (digit) => call.onDigit(digit),
    },
    agreed,
  );
  setTimer(call, clock, "minutes", context.config.maxMinutes * 60_000, () => {
    call.leave();
    call.finish("we_hung_up");
  });
  watchSilence(context, call, undefined);
}

/** Notices that the network is gone: no sound, and the exchange does not answer for the call either. */
function watchSilence(context: SipContext, call: CallState, alive: boolean | undefined): void {
  const silent = call.sound?.media?.silentMs() ?? 0;
  let known = silent < PROBE_MS ? undefined : alive;
  if (silent >= (known === true ? HELD_MS : LOST_MS)) {
    call.leave();
    call.finish("lost");
    return;
  }
  if (silent >= PROBE_MS && known === undefined && call.dialog) {
    known = false;
    context.agent.send(requestIn(call.dialog, context.self, "OPTIONS"), call.dialog.peer, {
      onFinal: (response) => {
        if (response && response.status !== 481 && response.status !== 408) watchSilence(context, call, true);
      },
    });
  }
  const next = silent < PROBE_MS ? PROBE_MS - silent : (known === true ? HELD_MS : LOST_MS) - silent;
  setTimer(call, context.clock, "silence", Math.max(1, next), () => watchSilence(context, call, known));
}

function number(hex: string): number {
  return Number.parseInt(hex, 16);
}
