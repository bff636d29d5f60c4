import type { Endpoint } from "../udp.ts";

/**
 * Where the exchange is and at which address of ours it reaches us. Both are found anew whenever asked: at boot names and
 * addresses come late, and later they change.
 */
export interface Whereabouts {
  /** Looks for both. Resolves with why one is not known, and never rejects. */
  look(): Promise<string | undefined>;
  /** Looks for our own address alone: no name server is asked, nobody waits. */
  lookAtOurselves(): Promise<void>;
  exchange(): Endpoint;
  /** Ours, as last known; undefined before it ever was. */
  own(): string | undefined;
  /** What the last look found wrong. */
  trouble(): string | undefined;
}

export function whereabouts(options: {
  readonly registrar: { readonly host: string; readonly port: number };
  readonly resolve: (host: string) => Promise<string>;
  readonly ownAddress: (to: Endpoint) => Promise<string | undefined>;
  /** Ours, where it is written down or is the only one listened at. */
  readonly fixed: string | undefined;
  /** Told where the exchange is. */
  readonly found: (address: string) => void;
}): Whereabouts {
  const { host, port } = options.registrar;
  let exchange: Endpoint = { address: host, port };
  let located = false;
  let own = options.fixed;
  let trouble: string | undefined = "the network has not been looked at yet";

  async function locate(): Promise<string | undefined> {
    try {
      exchange = { address: await options.resolve(host), port };
      located = true;
      options.found(exchange.address);
    } catch {
      // A name server that is away does not move the exchange.
      if (!located) return `the name ${host} is not known`;
    }
    return undefined;
  }

  async function findOurselves(): Promise<string | undefined> {
    if (options.fixed !== undefined) return undefined;
    const found = await options.ownAddress(exchange);
    own = found ?? own;
    return found === undefined ? "this machine has no address in the network yet" : undefined;
  }

  return {
    look: async () => {
      trouble = (await locate()) ?? (await findOurselves());
      return trouble;
    },
    lookAtOurselves: async () => {
      if (located) await findOurselves();
    },
    exchange: () => exchange,
    own: () => own,
    trouble: () => trouble,
  };
}
