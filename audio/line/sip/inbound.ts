import { HotelbotError } from "../../../src/errors.ts";
import { type Agreed, agree } from "../sdp/negotiate.ts";
import { parseSdp, type Sdp } from "../sdp/sdp.ts";
import { parseNameAddr, parseUri } from "./address.ts";
import { type Answer, answer, METHODS } from "./build.ts";
import { type CallState, learnAllow, newCall } from "./call.ts";
import type { SipContext } from "./context.ts";
import { contactOf, dialogOfInvite, requestIn } from "./dialog.ts";
import { header, headerValues, type SipRequest } from "./message.ts";
import { callerOf } from "./party.ts";
import type { ServerTransaction } from "./server-transactions.ts";
import { startSessionTimer, timerAnswer } from "./session-timer.ts";
import { applyAgreed, describeAnswer, describeOffer, openSound } from "./sound.ts";

/** What we must understand to take the call; anything else is refused by its name. */
const UNDERSTOOD = ["timer"];

/** A call as it arrives: what was offered, and how it can be answered. */
export interface Arrival {
  readonly call: CallState;
  readonly answer: () => Promise<void>;
  readonly refuse: (why: "busy" | "unavailable") => void;
}

/** Takes a new INVITE: 100 and 180, or the refusal it deserves. */
export function arrive(context: SipContext, transaction: ServerTransaction): Arrival | undefined {
  const { request, from } = transaction;
  const { ids, calls, config } = context;
  const localTag = ids.secret(6);
  const say = (status: number, more: Answer = {}) =>
    transaction.respond(answer(request, from, status, { toTag: localTag, ...more }));
  const unknown = headerValues(request, "require").filter((one) => !UNDERSTOOD.includes(one.toLowerCase()));
  if (unknown.length > 0) {
    say(420, { headers: [{ name: "unsupported", value: unknown.join(", ") }] });
    return undefined;
  }
  const offer = request.body === "" ? undefined : parseSdp(request.body);
  const agreed = offer && agree(offer);
  if (request.body !== "" && !agreed) {
    say(488);
    return undefined;
  }
  const inUse = [...calls].filter((one) => one.direction === "in").length;
  if (inUse >= config.maxCalls) {
    say(486);
    return undefined;
  }
  transaction.respond(answer(request, from, 100));
  const call = newCall({
    id: ids.unique(),
    direction: "in",
    from: callerOf(request),
    to: dialled(request),
    forget: (one) => calls.delete(one),
  });
  call.dialog = dialogOfInvite(request, from, localTag);
  learnAllow(call, request);
  calls.add(call);
  const end = (status: number) => {
    say(status);
    call.finish(status === 487 ? "caller_hung_up" : "refused");
  };
  transaction.onCancel = () => end(487);
  call.leave = () => end(480);
  say(180, { headers: ours(context) });
  let answering: Promise<void> | undefined;
  return {
    call,
    answer: () => {
      answering ??= take(context, call, transaction, { offer, agreed, say });
      return answering;
    },
    refuse: (why) => {
      if (!call.over && !answering) end(why === "busy" ? 486 : 480);
    },
  };
}

const ours = (context: SipContext) => [
  { name: "contact", value: contactOf(context.self) },
  { name: "allow", value: METHODS.join(", ") },
];

function dialled(request: SipRequest): { number?: string } {
  const number = parseUri(parseNameAddr(header(request, "to"))?.uri ?? "")?.user;
  return number === undefined ? {} : { number };
}

interface Offered {
  readonly offer: Sdp | undefined;
  readonly agreed: Agreed | undefined;
  readonly say: (status: number, more?: Answer) => void;
}

/** 200, sound at once (an exchange behind a router waits for ours first), and the ACK. */
async function take(
  context: SipContext,
  call: CallState,
  transaction: ServerTransaction,
  { offer, agreed, say }: Offered,
): Promise<void> {
  if (call.over) throw new HotelbotError("LINE_CALL_ENDED");
  const opened = await openSound(context, call);
  if (call.over) throw new HotelbotError("LINE_CALL_ENDED");
  const { sound, dialog } = call;
  if (!opened || !sound || !dialog) {
    say(480);
    call.finish("failed");
    throw new HotelbotError("LINE_DOWN", { what: "no free port for the sound of a call" });
  }
  const bye = () =>
    context.agent.send(requestIn(dialog, context.self, "BYE"), dialog.peer, { onFinal: () => {} });
  return new Promise((resolve, reject) => {
    transaction.onAck = (ack) => {
      if (call.over) return void bye();
      const late = offer ? undefined : parseSdp(ack.body);
      const now = agreed ?? (late && agree(late));
      if (!now) {
        bye();
        call.finish("failed");
        return reject(new HotelbotError("LINE_CALL_ENDED"));
      }
      call.established = true;
      call.leave = () => void bye();
      applyAgreed(context, call, now);
      startSessionTimer(context, call, header(transaction.request, "session-expires"), "uas");
      resolve();
    };
    transaction.onNoAck = () => {
      bye();
      call.finish("failed");
      reject(new HotelbotError("LINE_CALL_ENDED"));
    };
    // Hung up between our 200 and its ACK: the BYE follows the ACK.
    call.leave = () => {};
    void call.ended.then(() => reject(new HotelbotError("LINE_CALL_ENDED")));
    const text =
      offer && agreed ? describeAnswer(context, sound, offer, agreed) : describeOffer(context, sound);
    say(200, {
      headers: [
        ...ours(context),
        ...timerAnswer(transaction.request),
        { name: "content-type", value: "application/sdp" },
      ],
      body: text,
    });
    if (agreed) applyAgreed(context, call, agreed);
  });
}
