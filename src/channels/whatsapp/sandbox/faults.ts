/**
 * What can be made to go wrong with a send. «taken» says whether the message went to the guest all the same.
 * - `error`: Graph's refusal with that code. `http`: a bare answer of something in between, nothing taken.
 * - `hang`: no answer, ever. `reset`: the connection is cut. `late`: accepted, then a failed status with that code.
 */
export type SendFault =
  | { readonly kind: "error"; readonly code: number; readonly details?: string }
  | { readonly kind: "http"; readonly status: number; readonly body?: string }
  | { readonly kind: "hang"; readonly taken: boolean }
  | { readonly kind: "reset"; readonly taken: boolean }
  | { readonly kind: "late"; readonly code: number };

/** How fetching a guest's attachment fails: no such file, other bytes than announced, or a 503. */
export type MediaFault = "gone" | "damaged" | "trouble";

export interface Faults {
  /** The next `times` sends (1) meet it, after those asked for earlier; `to` limits it to one guest. */
  next(fault: SendFault, how?: { readonly times?: number; readonly to?: string }): void;
  /** The next `times` downloads (1) fail like that. */
  nextMedia(fault: MediaFault, times?: number): void;
  /** Every token is refused (190) until renewed; a new token may be given. */
  expireToken(): void;
  renewToken(token?: string): void;
  /** Each webhook is delivered that often. */
  duplicate(copies: number): void;
  /** Webhooks wait until released. */
  hold(): void;
  /** Sends what waits: `batch` updates a body (1), in the order of `order`; holding ends. */
  release(how?: { readonly batch?: number; readonly order?: "kept" | "reversed" }): void;
  /** Seeded disorder: each webhook up to `copies` times, each at a random moment within `withinMs`. */
  disorder(
    how: { readonly seed: number; readonly copies: number; readonly withinMs: number } | undefined,
  ): void;
  clear(): void;
}

interface Pending {
  readonly fault: SendFault;
  readonly to: string | undefined;
  left: number;
}

export interface SendFaults {
  add(fault: SendFault, times: number, to: string | undefined): void;
  take(guest: string): SendFault | undefined;
  clear(): void;
}

export function createSendFaults(): SendFaults {
  let pending: Pending[] = [];
  return {
    add: (fault, times, to) => {
      pending.push({ fault, to, left: times });
    },
    take(guest) {
      const hit = pending.find(({ to }) => to === undefined || to === guest);
      if (hit === undefined) return undefined;
      hit.left -= 1;
      pending = pending.filter(({ left }) => left > 0);
      return hit.fault;
    },
    clear: () => {
      pending = [];
    },
  };
}

/** mulberry32: the same seed gives the same disorder. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
