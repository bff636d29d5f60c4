import type { Clock } from "../../../src/platform/clock.ts";
import type { Endpoint } from "../udp.ts";
import { tagOf } from "./address.ts";
import { answer, serialise } from "./build.ts";
import { cseqOf, header, type SipRequest, type SipResponse } from "./message.ts";
import { GIVE_UP, T1, T2 } from "./timers.ts";
import { answerTo, topVia } from "./via.ts";

/** A request that came, and how it is answered. */
export interface ServerTransaction {
  readonly request: SipRequest;
  readonly from: Endpoint;
  /** Sends an answer and keeps it for repeats. A final one to an INVITE is sent again until its ACK. */
  respond(response: SipResponse): void;
  /** The final answer to an INVITE was acknowledged: with the ACK. */
  onAck?: (ack: SipRequest) => void;
  /** 32 s without an ACK. */
  onNoAck?: () => void;
  onCancel?: () => void;
}

interface Entry extends ServerTransaction {
  last?: SipResponse;
  stop: () => void;
}

/** More waiting transactions than any hotel has: beyond it new requests are dropped, and repeats bring them again. */
const MAX = 4_000;

export interface ServerTransactions {
  receive(request: SipRequest, from: Endpoint): void;
  stop(): void;
}

/** Repeats are answered with the answer the first got; ACK and CANCEL find their INVITE. */
export function createServerTransactions(options: {
  readonly clock: Clock;
  readonly send: (bytes: Buffer, to: Endpoint) => void;
  readonly onRequest: (transaction: ServerTransaction) => void;
}): ServerTransactions {
  const { clock, send } = options;
  const entries = new Map<string, Entry>();
  const invites = new Map<string, Entry>();

  const begin = (request: SipRequest, from: Endpoint): Entry => {
    const key = keyOf(request, request.method);
    const inviteKey = dialogKey(request);
    const forget = () => {
      entries.delete(key);
      if (invites.get(inviteKey) === entry) invites.delete(inviteKey);
    };
    const via = topVia(request);
    const entry: Entry = {
      request,
      from,
      stop: () => {},
      respond: (response) => {
        entry.last = response;
        const to = via ? answerTo(via, from) : from;
        send(serialise(response), to);
        if (response.status < 200) return;
        entry.stop();
        entry.stop =
          request.method === "INVITE"
            ? repeat(
                clock,
                () => send(serialise(response), to),
                () => {
                  forget();
                  entry.onNoAck?.();
                },
              )
            : clock.after(GIVE_UP, forget);
      },
    };
    entries.set(key, entry);
    if (request.method === "INVITE") invites.set(inviteKey, entry);
    return entry;
  };

  const acknowledge = (ack: SipRequest): void => {
    const entry = invites.get(dialogKey(ack));
    if (!entry?.last || entry.last.status < 200) return;
    entry.stop();
    entry.stop = clock.after(GIVE_UP, () => {
      entries.delete(keyOf(entry.request, "INVITE"));
      invites.delete(dialogKey(ack));
    });
    const heard = entry.onAck;
    delete entry.onAck;
    heard?.(ack);
  };

  return {
    receive: (request, from) => {
      if (request.method === "ACK") return acknowledge(request);
      const known = entries.get(keyOf(request, request.method));
      if (known) {
        const via = topVia(request);
        if (known.last) send(serialise(known.last), via ? answerTo(via, from) : from);
        return;
      }
      if (entries.size >= MAX) return;
      const entry = begin(request, from);
      if (request.method !== "CANCEL") return options.onRequest(entry);
      const invite = entries.get(keyOf(request, "INVITE"));
      const toTag = tagOf(header(invite?.last ?? request, "to"));
      entry.respond(answer(request, from, invite ? 200 : 481, toTag === undefined ? {} : { toTag }));
      if (invite?.last === undefined || invite.last.status < 200) invite?.onCancel?.();
    },
    stop: () => {
      for (const entry of entries.values()) entry.stop();
      entries.clear();
      invites.clear();
    },
  };
}

/** Sends again after 0.5, 1.5, 3.5 s … until stopped, and gives up after 32 s. */
function repeat(clock: Clock, again: () => void, giveUp: () => void): () => void {
  let stopTimer = () => {};
  const wait = (interval: number) => {
    stopTimer = clock.after(interval, () => {
      again();
      wait(Math.min(interval * 2, T2));
    });
  };
  wait(T1);
  const stopEnd = clock.after(GIVE_UP, () => {
    stopTimer();
    giveUp();
  });
  return () => {
    stopTimer();
    stopEnd();
  };
}

/** RFC 3261 section 17.2.3: by branch; by the dialog's own values where an old stack sends no such branch. */
function keyOf(request: SipRequest, method: string): string {
  const via = topVia(request);
  const branch = via?.params.get("branch") ?? "";
  if (branch.startsWith("z9hG4bK")) return `${method} ${branch} ${via?.sentBy}`;
  return `${method} ${dialogKey(request)}`;
}

/** What an ACK has in common with its INVITE, whatever its branch. */
function dialogKey(request: SipRequest): string {
  return [header(request, "call-id"), cseqOf(request)?.number, tagOf(header(request, "from"))].join(" ");
}
