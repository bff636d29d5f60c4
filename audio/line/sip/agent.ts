import type { Clock } from "../../../src/platform/clock.ts";
import type { Endpoint, OpenUdp, Udp } from "../udp.ts";
import {
  type ClientHandlers,
  type ClientTransaction,
  createClientTransactions,
} from "./client-transactions.ts";
import type { SipRequest } from "./message.ts";
import { parseMessage } from "./parse.ts";
import { createServerTransactions, type ServerTransaction } from "./server-transactions.ts";

/** The socket and its transactions. */
export interface Agent {
  readonly local: Endpoint;
  send(request: SipRequest, to: Endpoint, handlers: ClientHandlers): ClientTransaction;
  /** Resolves when all that was asked is answered, or after `ms`. */
  settled(ms: number): Promise<void>;
  close(): Promise<void>;
}

export interface AgentOptions {
  readonly clock: Clock;
  readonly openUdp: OpenUdp;
  readonly bind: Endpoint;
  /** Whether a stranger's address may speak to us. What it may not is dropped unread: scanners hear nothing. */
  readonly allowed: (address: string) => boolean;
  readonly onRequest: (transaction: ServerTransaction) => void;
}

export async function openAgent(options: AgentOptions): Promise<Agent> {
  const { clock } = options;
  let udp: Udp | undefined;
  const send = (bytes: Buffer, to: Endpoint) => udp?.send(bytes, to);
  const server = createServerTransactions({ clock, send, onRequest: options.onRequest });
  const client = createClientTransactions({ clock, send });
  udp = await options.openUdp(options.bind, (bytes, from) => {
    if (!options.allowed(from.address)) return;
    const message = parseMessage(bytes);
    if (message?.kind === "request") server.receive(message, from);
    else if (message) client.receive(message);
  });
  const opened = udp;
  return {
    local: opened.local,
    send: (request, to, handlers) => client.send(request, to, handlers),
    settled: (ms) => client.settled(ms),
    close: async () => {
      server.stop();
      client.stop();
      await opened.close();
    },
  };
}
