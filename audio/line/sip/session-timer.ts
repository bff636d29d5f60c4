import { type CallState, setTimer } from "./call.ts";
import type { SipContext } from "./context.ts";
import { requestIn } from "./dialog.ts";
import { header, headerValues, type SipHeader, type SipRequest } from "./message.ts";
import { describeOffer } from "./sound.ts";

/**
 * Session timers (RFC 4028) only where the exchange insists: it then refreshes itself, unless it asks us to. Where it
 * only offers them nothing is answered, and a silent line is noticed by its sound.
 */
export function timerAnswer(request: SipRequest): SipHeader[] {
  const asked = header(request, "session-expires");
  const insists = headerValues(request, "require").some((one) => one.toLowerCase() === "timer");
  if (asked === undefined || !insists) return [];
  return [
    { name: "require", value: "timer" },
    { name: "session-expires", value: withRefresher(asked) },
  ];
}

function withRefresher(asked: string): string {
  return /refresher\s*=/i.test(asked) ? asked : `${asked};refresher=uac`;
}

/** Refreshes at half time where that fell to us: `uac` placed the call, `uas` took it. */
export function startSessionTimer(
  context: SipContext,
  call: CallState,
  sessionExpires: string | undefined,
  role: "uac" | "uas",
): void {
  const match = /^\s*(\d{1,6})\s*;.*refresher\s*=\s*(uac|uas)/i.exec(sessionExpires ?? "");
  if (!match || match[2]?.toLowerCase() !== role) return;
  const half = Math.max(30, Number(match[1]) / 2) * 1_000;
  const again = () => {
    setTimer(call, context.clock, "session", half, () => {
      renew(context, call);
      again();
    });
  };
  again();
}

/** Tells the exchange that the call lives: UPDATE where it takes it, else a re-INVITE with the same description. */
export function renew(context: SipContext, call: CallState): void {
  const { dialog, sound } = call;
  if (!dialog || !sound || call.over || call.renewing) return;
  const gone = (status: number | undefined) => {
    if (status === undefined || status === 481 || status === 408) call.finish("failed");
  };
  if (call.takesUpdate) {
    const update = requestIn(dialog, context.self, "UPDATE");
    context.agent.send(update, dialog.peer, { onFinal: (response) => gone(response?.status) });
    return;
  }
  call.renewing = true;
  const body = { type: "application/sdp", text: describeOffer(context, sound) };
  const invite = requestIn(dialog, context.self, "INVITE", { body });
  const number = dialog.localNumber;
  const transaction = context.agent.send(invite, dialog.peer, {
    onFinal: (response) => {
      call.renewing = false;
      if (response && response.status < 300) {
        transaction.acknowledge(requestIn(dialog, context.self, "ACK", { number }));
      } else gone(response?.status);
    },
  });
}
