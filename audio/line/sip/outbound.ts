import { HotelbotError } from "../../../src/errors.ts";
import { agree } from "../sdp/negotiate.ts";
import { parseSdp } from "../sdp/sdp.ts";
import { type Authenticated, sendAuthenticated } from "./authenticated.ts";
import { METHODS, USER_AGENT } from "./build.ts";
import { type CallState, learnAllow, newCall } from "./call.ts";
import type { SipContext } from "./context.ts";
import { contactOf, type Dialog, dialogOfAnswer, requestIn, via } from "./dialog.ts";
import { header, type SipHeader, type SipRequest, type SipResponse } from "./message.ts";
import { quote } from "./params.ts";
import { startSessionTimer } from "./session-timer.ts";
import { applyAgreed, describeOffer, openSound } from "./sound.ts";
import { whyNot } from "./why-not.ts";

export interface Wanted {
  readonly number: string;
  readonly ringMs: number;
  /** A name for the display of the phone that rings. */
  readonly name?: string;
}

/** Digits, extensions and names as exchanges know them; nothing that would change the meaning of a URI. */
const NUMBER = /^[+*#\w.-]{1,40}$/;

/** Calls a number through the exchange and resolves when it is answered. `started` gets the call while it rings. */
export async function placeCall(
  context: SipContext,
  wanted: Wanted,
  started: (call: CallState) => void = () => {},
): Promise<CallState> {
  const { number } = wanted;
  if (!NUMBER.test(number)) throw new HotelbotError("LINE_REFUSED", { number, what: "that is no number" });
  const { ids, calls, config } = context;
  const call = newCall({
    id: ids.unique(),
    direction: "out",
    from: { number: config.extension, ...(wanted.name === undefined ? {} : { name: wanted.name }) },
    to: { number },
    forget: (one) => calls.delete(one),
  });
  calls.add(call);
  started(call);
  if (!(await openSound(context, call)) || !call.sound) {
    call.finish("failed");
    throw new HotelbotError("LINE_DOWN", { what: "no free port for the sound of a call" });
  }
  return ring(context, call, wanted, describeOffer(context, call.sound));
}

function ring(context: SipContext, call: CallState, wanted: Wanted, sdp: string): Promise<CallState> {
  const { number } = wanted;
  const to = context.where.exchange();
  return new Promise((resolve, reject) => {
    let tooLong = false;
    let invite: Authenticated | undefined;
    const fail = (error: HotelbotError) => {
      call.finish(error.code === "LINE_DOWN" ? "failed" : "refused");
      reject(error);
    };
    call.leave = () => {
      invite?.cancel();
      reject(new HotelbotError("LINE_CALL_ENDED"));
    };
    const stopRinging = context.clock.after(wanted.ringMs, () => {
      tooLong = true;
      invite?.cancel();
    });
    call.timers.set("ring", stopRinging);
    invite = sendAuthenticated(context.agent, context.credentials, inviteFor(context, wanted, sdp), {
      onFork: (response) => decline(context, invite, response),
      onFinal: (response) => {
        stopRinging();
        const answered = response !== undefined && response.status < 300;
        if (answered && (call.over || tooLong)) decline(context, invite, response);
        if (call.over) return;
        if (tooLong) return fail(new HotelbotError("LINE_NO_ANSWER", { number }));
        if (!answered || !invite) return fail(whyNot(number, response));
        call.dialog = dialogOfAnswer(invite.request, response, to);
        if (connect(context, call, call.dialog, invite, response)) resolve(call);
        else fail(new HotelbotError("LINE_REFUSED", { number, what: "no common coding of sound" }));
      },
    });
  });
}

/** The ACK, and sound. False when the answer has nothing we can hear; then it was hung up again. */
function connect(
  context: SipContext,
  call: CallState,
  dialog: Dialog,
  invite: Authenticated,
  response: SipResponse,
): boolean {
  const ack = requestIn(dialog, context.self, "ACK", { number: dialog.localNumber });
  invite.acknowledge(ack);
  const hangUp = () =>
    void context.agent.send(requestIn(dialog, context.self, "BYE"), dialog.peer, { onFinal: () => {} });
  const theirs = parseSdp(response.body);
  const agreed = theirs && agree(theirs);
  if (!agreed) {
    hangUp();
    return false;
  }
  call.established = true;
  call.leave = hangUp;
  learnAllow(call, response);
  applyAgreed(context, call, agreed);
  startSessionTimer(context, call, header(response, "session-expires"), "uac");
  return true;
}

/** An answer that came too late, or from a second phone: acknowledged and hung up. */
function decline(context: SipContext, invite: Authenticated | undefined, response: SipResponse): void {
  if (!invite) return;
  const dialog = dialogOfAnswer(invite.request, response, context.where.exchange());
  const number = dialog.localNumber;
  const nothing = { onFinal: () => {} };
  invite.acknowledge(requestIn(dialog, context.self, "ACK", { number }));
  context.agent.send(requestIn(dialog, context.self, "BYE"), dialog.peer, nothing);
}

function inviteFor(context: SipContext, wanted: Wanted, sdp: string) {
  const { config, self, ids } = context;
  const host = config.registrar.host;
  const uri = `sip:${encodeURIComponent(wanted.number).replaceAll("%2B", "+")}@${host}`;
  const callId = ids.unique();
  const tag = ids.secret(6);
  const display = wanted.name === undefined ? "" : `${quote(wanted.name)} `;
  let number = 0;
  const build = (authorization: readonly SipHeader[]): SipRequest => {
    number += 1;
    return {
      kind: "request",
      method: "INVITE",
      uri,
      headers: [
        { name: "via", value: via(self) },
        { name: "max-forwards", value: "70" },
        { name: "from", value: `${display}<sip:${config.extension}@${host}>;tag=${tag}` },
        { name: "to", value: `<${uri}>` },
        { name: "call-id", value: callId },
        { name: "cseq", value: `${number} INVITE` },
        { name: "contact", value: contactOf(self) },
        { name: "allow", value: METHODS.join(", ") },
        ...authorization,
        { name: "user-agent", value: USER_AGENT },
        { name: "content-type", value: "application/sdp" },
      ],
      body: sdp,
    };
  };
  return { build, method: "INVITE", uri, to: context.where.exchange() };
}
