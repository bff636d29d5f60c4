import { isKey } from "../rtp/keys.ts";
import { agree } from "../sdp/negotiate.ts";
import { parseSdp } from "../sdp/sdp.ts";
import { type Answer, answer, METHODS } from "./build.ts";
import { type CallState, learnAllow } from "./call.ts";
import type { SipContext } from "./context.ts";
import { contactOf, targetOf } from "./dialog.ts";
import { cseqOf, header, type SipRequest } from "./message.ts";
import { callerOf } from "./party.ts";
import type { ServerTransaction } from "./server-transactions.ts";
import { timerAnswer } from "./session-timer.ts";
import { applyAgreed, describeAnswer, describeOffer } from "./sound.ts";

/** Answers a request that belongs to one of our calls. */
export function handleInDialog(context: SipContext, call: CallState, transaction: ServerTransaction): void {
  const { request, from } = transaction;
  const { dialog } = call;
  if (!dialog) return;
  const say = (status: number, more: Answer = {}) => transaction.respond(answer(request, from, status, more));
  const number = cseqOf(request)?.number ?? 0;
  if (number < dialog.remoteNumber) {
    say(500);
    return;
  }
  dialog.remoteNumber = number;
  switch (request.method) {
    case "BYE":
      say(200);
      hungUp(call);
      return;
    case "INVITE":
    case "UPDATE":
      change(context, call, transaction, say);
      return;
    case "INFO":
      info(call, request, say);
      return;
    case "NOTIFY":
      say(200);
      notified(call, request);
      return;
    case "OPTIONS":
      say(200, { headers: [{ name: "allow", value: METHODS.join(", ") }] });
      return;
    // We dial nobody because somebody else says so.
    case "REFER":
      say(603);
      return;
    default:
      say(405, { headers: [{ name: "allow", value: METHODS.join(", ") }] });
      return;
  }
}

function hungUp(call: CallState): void {
  if (!call.established && call.direction === "in") call.leave();
  call.finish("caller_hung_up");
}

type Say = (status: number, more?: Answer) => void;

/** Hold, another address for the sound, another caller, or only a sign of life. */
function change(context: SipContext, call: CallState, transaction: ServerTransaction, say: Say): void {
  const { request } = transaction;
  const { dialog, sound } = call;
  if (call.renewing && request.method === "INVITE") {
    say(491);
    return;
  }
  if (!dialog || !sound) {
    say(491);
    return;
  }
  const offer = request.body === "" ? undefined : parseSdp(request.body);
  const agreed = offer && agree(offer);
  if (request.body !== "" && !agreed) {
    say(488);
    return;
  }
  dialog.target = targetOf(request) ?? dialog.target;
  learnAllow(call, request);
  if (header(request, "p-asserted-identity") ?? header(request, "remote-party-id")) {
    call.from = callerOf(request);
  }
  const headers = [{ name: "contact", value: contactOf(context.self) }, ...timerAnswer(request)];
  if (request.method === "UPDATE" && !offer) {
    say(200, { headers });
    return;
  }
  const body =
    offer && agreed ? describeAnswer(context, sound, offer, agreed) : describeOffer(context, sound);
  if (!offer) {
    transaction.onAck = (ack) => {
      const theirs = parseSdp(ack.body);
      const now = theirs && agree(theirs);
      if (now) applyAgreed(context, call, now);
    };
  }
  headers.push(
    { name: "allow", value: METHODS.join(", ") },
    { name: "content-type", value: "application/sdp" },
  );
  say(200, { headers, body });
  if (agreed) applyAgreed(context, call, agreed);
}

/** A key told by message: `Signal=5` with a duration, or the bare key. */
function info(call: CallState, request: SipRequest, say: Say): void {
  const type = (header(request, "content-type") ?? "").toLowerCase();
  if (request.body !== "" && !type.startsWith("application/dtmf")) {
    say(415);
    return;
  }
  say(200);
  const key = /^\s*(?:Signal\s*=\s*)?([0-9*#])\s*$/im.exec(request.body)?.[1];
  if (key !== undefined && isKey(key)) call.onDigit(key);
}

/** How a transfer goes on: a status line in the body, `terminated` when nothing more follows. */
function notified(call: CallState, request: SipRequest): void {
  if (!/^refer\b/i.test(header(request, "event") ?? "")) return;
  const status = Number(/^SIP\/2\.0 (\d{3})/.exec(request.body)?.[1] ?? 0);
  const last = /^terminated\b/i.test(header(request, "subscription-state") ?? "");
  if (status > 0) call.onProgress?.(status, last);
}
