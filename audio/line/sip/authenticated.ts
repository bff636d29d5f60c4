import type { Endpoint } from "../udp.ts";
import type { Agent } from "./agent.ts";
import type { ClientHandlers, ClientTransaction } from "./client-transactions.ts";
import type { Credentials } from "./credentials.ts";
import type { SipHeader, SipRequest } from "./message.ts";

export interface AuthenticatedRequest {
  /** Builds the request anew: another branch, the next number. */
  readonly build: (authorization: readonly SipHeader[]) => SipRequest;
  readonly method: string;
  readonly uri: string;
  readonly to: Endpoint;
}

/** The request of the latest try, and its transaction. */
export interface Authenticated {
  cancel(): void;
  acknowledge(ack: SipRequest): void;
  readonly request: SipRequest;
}

/**
 * Sends a request and answers what the exchange asks. A question after a fresh answer means a wrong password unless it
 * says `stale`; it is handed on. Nothing is sent again once it was cancelled.
 */
export function sendAuthenticated(
  agent: Agent,
  credentials: Credentials,
  wanted: AuthenticatedRequest,
  handlers: ClientHandlers,
): Authenticated {
  let cancelled = false;
  let transaction: ClientTransaction;
  let request: SipRequest;
  const attempt = (tries: number) => {
    request = wanted.build(credentials.authorize(wanted.method, wanted.uri));
    transaction = agent.send(request, wanted.to, {
      ...handlers,
      onFinal: (response) => {
        const asked = response?.status === 401 || response?.status === 407;
        const challenge = asked ? credentials.challenged(response) : undefined;
        const again = challenge !== undefined && (tries === 0 || (challenge.stale && tries < 3));
        if (again && !cancelled) attempt(tries + 1);
        else handlers.onFinal(response);
      },
    });
  };
  attempt(0);
  return {
    cancel: () => {
      cancelled = true;
      transaction.cancel();
    },
    acknowledge: (ack) => transaction.acknowledge(ack),
    get request() {
      return request;
    },
  };
}
