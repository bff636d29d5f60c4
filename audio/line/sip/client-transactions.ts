import type { Clock } from "../../../src/platform/clock.ts";
import type { Endpoint } from "../udp.ts";
import { tagOf } from "./address.ts";
import { serialise } from "./build.ts";
import { cseqOf, header, headerLines, type SipHeader, type SipRequest, type SipResponse } from "./message.ts";
import { GIVE_UP, T1, T2 } from "./timers.ts";
import { topVia } from "./via.ts";

export interface ClientHandlers {
  onProvisional?(response: SipResponse): void;
  /** Once: the final answer, or undefined after 32 s without one. */
  onFinal(response: SipResponse | undefined): void;
  /** Another 200 to our INVITE, from another phone: it must be acknowledged and hung up. */
  onFork?(response: SipResponse): void;
}

export interface ClientTransaction {
  /** Of an INVITE: as soon as something was heard of it. */
  cancel(): void;
  /** The ACK of a 200, sent now and again for each repeat of it. */
  acknowledge(ack: SipRequest): void;
}

interface Entry {
  readonly request: SipRequest;
  readonly to: Endpoint;
  readonly handlers: ClientHandlers;
  heard: boolean;
  cancelled: boolean;
  final?: SipResponse;
  /** By the tag of who answered: one INVITE may be answered by several phones. */
  readonly acks: Map<string, SipRequest>;
  stop: () => void;
}

export interface ClientTransactions {
  send(request: SipRequest, to: Endpoint, handlers: ClientHandlers): ClientTransaction;
  receive(response: SipResponse): void;
  /** Resolves when every request has its final answer, or after `ms`. */
  settled(ms: number): Promise<void>;
  stop(): void;
}

export function createClientTransactions(options: {
  readonly clock: Clock;
  readonly send: (bytes: Buffer, to: Endpoint) => void;
}): ClientTransactions {
  const { clock } = options;
  const entries = new Map<string, Entry>();
  const waiting = new Set<() => void>();

  const end = (key: string, entry: Entry, response: SipResponse | undefined): void => {
    entry.stop();
    entry.stop = clock.after(GIVE_UP, () => entries.delete(key));
    if (response) entry.final = response;
    else entries.delete(key);
    entry.handlers.onFinal(response);
    for (const look of [...waiting]) look();
  };
  const begin = (request: SipRequest, to: Endpoint, handlers: ClientHandlers): Entry => {
    const key = keyOf(request);
    const entry: Entry = {
      request,
      to,
      handlers,
      heard: false,
      cancelled: false,
      acks: new Map(),
      stop: () => {},
    };
    entries.set(key, entry);
    const bytes = serialise(request);
    options.send(bytes, to);
    entry.stop = insist(
      clock,
      request.method,
      () => options.send(bytes, to),
      () => end(key, entry, undefined),
    );
    return entry;
  };
  const cancelNow = (key: string, entry: Entry): void => {
    begin(cancelOf(entry.request), entry.to, { onFinal: () => {} });
    entry.stop();
    entry.stop = clock.after(GIVE_UP, () => end(key, entry, undefined));
  };
  const provisional = (key: string, entry: Entry, response: SipResponse): void => {
    if (entry.final) return;
    if (!entry.heard && entry.request.method === "INVITE") entry.stop();
    const first = !entry.heard;
    entry.heard = true;
    if (first && entry.cancelled) cancelNow(key, entry);
    entry.handlers.onProvisional?.(response);
  };
  const repeated = (entry: Entry, response: SipResponse): void => {
    if (entry.request.method !== "INVITE") return;
    if (response.status >= 300) {
      options.send(serialise(ackOf(entry.request, response)), entry.to);
      return;
    }
    const tag = tagOf(header(response, "to")) ?? "";
    const ack = entry.acks.get(tag);
    if (ack) options.send(serialise(ack), entry.to);
    else if (tag !== tagOf(header(entry.final ?? response, "to"))) entry.handlers.onFork?.(response);
  };

  return {
    send: (request, to, handlers) => {
      const entry = begin(request, to, handlers);
      return {
        cancel: () => {
          if (entry.final || entry.cancelled) return;
          entry.cancelled = true;
          if (entry.heard) cancelNow(keyOf(request), entry);
        },
        acknowledge: (ack) => {
          entry.acks.set(tagOf(header(ack, "to")) ?? "", ack);
          options.send(serialise(ack), entry.to);
        },
      };
    },
    receive: (response) => {
      const key = keyOf(response);
      const entry = entries.get(key);
      if (!entry) return;
      if (response.status < 200) return provisional(key, entry, response);
      if (entry.final) return repeated(entry, response);
      if (entry.request.method === "INVITE" && response.status >= 300) {
        options.send(serialise(ackOf(entry.request, response)), entry.to);
      }
      end(key, entry, response);
    },
    settled: (ms) =>
      new Promise((resolve) => {
        const done = (): void => {
          stopTimer();
          waiting.delete(look);
          resolve();
        };
        const look = (): void => {
          if ([...entries.values()].every(({ final }) => final)) done();
        };
        const stopTimer = clock.after(ms, done);
        waiting.add(look);
        look();
      }),
    stop: () => {
      for (const entry of entries.values()) entry.stop();
      entries.clear();
    },
  };
}

/** Repeats a request until stopped. An INVITE doubles its interval without end, others stop at 4 s. */
function insist(clock: Clock, method: string, again: () => void, giveUp: () => void): () => void {
  let stopTimer = () => {};
  const wait = (interval: number) => {
    stopTimer = clock.after(interval, () => {
      again();
      wait(method === "INVITE" ? interval * 2 : Math.min(interval * 2, T2));
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

function keyOf(message: SipRequest | SipResponse): string {
  return `${cseqOf(message)?.method} ${topVia(message)?.params.get("branch")}`;
}

/** CANCEL and the ACK of a refusal belong to the INVITE's own transaction: its Via, its routes. */
function follower(invite: SipRequest, method: string, to: string): SipRequest {
  const copied = ["via", "max-forwards", "from", "call-id", "route"].flatMap((name): SipHeader[] =>
    headerLines(invite, name).map((value) => ({ name, value })),
  );
  const cseq = { name: "cseq", value: `${cseqOf(invite)?.number} ${method}` };
  return {
    kind: "request",
    method,
    uri: invite.uri,
    headers: [...copied, { name: "to", value: to }, cseq],
    body: "",
  };
}

const cancelOf = (invite: SipRequest) => follower(invite, "CANCEL", header(invite, "to") ?? "");
const ackOf = (invite: SipRequest, refusal: SipResponse) =>
  follower(invite, "ACK", header(refusal, "to") ?? header(invite, "to") ?? "");
