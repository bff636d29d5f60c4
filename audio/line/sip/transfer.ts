import { asHotelbotError } from "../../../src/errors.ts";
import type { TransferOutcome } from "../voice-call.ts";
import type { CallState } from "./call.ts";
import type { SipContext } from "./context.ts";
import { type Dialog, requestIn } from "./dialog.ts";
import { placeCall } from "./outbound.ts";

/** How long reception may ring, and how long the exchange may take to join the two. */
const RING_MS = 25_000;
const JOIN_MS = 20_000;
/** Reception's call with us ends as the two are joined, and when reception hangs up: the exchange's report tells which. */
const REPORT_MS = 3_000;
/** A blind transfer reports until somebody answers. */
const BLIND_MS = 60_000;
/** Who may ring at a desk: digits, names. */
const TARGET = /^[+*#\w.-]{1,40}$/;

/** Hands the caller over, and ends our part of the call once it is done. */
export async function transfer(
  context: SipContext,
  call: CallState,
  target: string,
): Promise<TransferOutcome> {
  if (call.over || !call.established || !call.dialog || !TARGET.test(target)) return "refused";
  return context.config.transfer === "blind"
    ? blind(context, call, call.dialog, target)
    : attended(context, call, call.dialog, target);
}

/**
 * Reception is called first; only when it answers are the two joined, so whoever finds it busy is still ours. The
 * exchange ends reception's call with us itself, and we the caller's.
 */
async function attended(
  context: SipContext,
  call: CallState,
  dialog: Dialog,
  target: string,
): Promise<TransferOutcome> {
  let consult: CallState | undefined;
  void call.ended.then((why) => {
    if (why !== "transferred") drop(consult);
  });
  const name = call.from.name ?? call.from.number;
  const wanted = { number: target, ringMs: RING_MS, ...(name === undefined ? {} : { name }) };
  try {
    await placeCall(context, wanted, (ringing) => {
      consult = ringing;
    });
  } catch (error) {
    const { code } = asHotelbotError(error);
    return code === "LINE_BUSY" ? "busy" : code === "LINE_NO_ANSWER" ? "no_answer" : "refused";
  }
  const other = consult?.dialog;
  if (!consult || !other || call.over) {
    drop(consult);
    return "refused";
  }
  const replaces = `${other.callId};to-tag=${other.remoteTag};from-tag=${other.localTag}`;
  const referTo = `<${uriOf(context, target)}?Replaces=${encodeURIComponent(replaces)}>`;
  const status = await refer(context, call, dialog, referTo, JOIN_MS, consult.ended);
  if (succeeded(status)) {
    endTransferred(call);
    leaveSoon(context, consult);
    return "done";
  }
  drop(consult);
  return status === 405 || status === 501 || status === 420 ? "unsupported" : "refused";
}

/** The exchange takes the caller at once. Only a number it does not know leaves the caller with us. */
async function blind(
  context: SipContext,
  call: CallState,
  dialog: Dialog,
  target: string,
): Promise<TransferOutcome> {
  const never = new Promise<never>(() => {});
  const status = await refer(context, call, dialog, `<${uriOf(context, target)}>`, BLIND_MS, never);
  if (call.over) return "refused";
  if (succeeded(status)) {
    endTransferred(call);
    return "done";
  }
  if (status === 405 || status === 501) return "unsupported";
  if (status === 404 || status === 400 || status === 403) return "refused";
  // The caller left us when the transfer was accepted and was hung up when it failed.
  call.leave();
  call.finish("failed");
  return status === undefined || status === 408 || status === 480 ? "no_answer" : "busy";
}

/** Only a final 2xx is a success: a report that ends with «100 Trying» says that nobody knows. */
function succeeded(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/**
 * Sends REFER and waits for the exchange's last word: a status, or undefined when it never came. After `otherEnded` it is
 * waited for a moment only.
 */
function refer(
  context: SipContext,
  call: CallState,
  dialog: Dialog,
  referTo: string,
  waitMs: number,
  otherEnded: Promise<unknown>,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    let answered = false;
    let stop = context.clock.after(waitMs, () => done(undefined));
    const done = (status: number | undefined) => {
      answered = true;
      stop();
      delete call.onProgress;
      resolve(status);
    };
    void call.ended.then(() => done(487));
    void otherEnded.then(() => {
      if (answered) return;
      stop();
      stop = context.clock.after(REPORT_MS, () => done(undefined));
    });
    call.onProgress = (status, last) => {
      if (last || status >= 200) done(status);
    };
    const { extension, registrar } = context.config;
    const headers = [
      { name: "refer-to", value: referTo },
      { name: "referred-by", value: `<sip:${extension}@${registrar.host}>` },
    ];
    context.agent.send(requestIn(dialog, context.self, "REFER", { headers }), dialog.peer, {
      onFinal: (response) => {
        // 202: the NOTIFYs follow. A plain 200 (RFC 4488) has none.
        if (response?.status !== 202) done(response?.status);
      },
    });
  });
}

function uriOf(context: SipContext, target: string): string {
  return `sip:${target.replaceAll("#", "%23")}@${context.config.registrar.host}`;
}

function endTransferred(call: CallState): void {
  if (call.over) return;
  call.leave();
  call.finish("transferred");
}

/** Hangs up on reception, ringing or not. */
function drop(consult: CallState | undefined): void {
  if (!consult || consult.over) return;
  consult.leave();
  consult.finish("we_hung_up");
}

/** The exchange hangs up reception's call with us; if it does not, we do. */
function leaveSoon(context: SipContext, consult: CallState): void {
  if (consult.over) return;
  const stop = context.clock.after(3_000, () => {
    consult.leave();
    consult.finish("transferred");
  });
  void consult.ended.then(stop);
}
