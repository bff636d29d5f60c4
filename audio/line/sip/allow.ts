import { BlockList, isIP } from "node:net";

/** Who may speak to us: listed addresses and networks, and the exchange wherever it is now. */
export interface Allowed {
  has(address: string): boolean;
  /** The exchange was found at this address. */
  exchange(address: string): void;
}

export function allowed(listed: readonly string[]): Allowed {
  const list = new BlockList();
  for (const entry of listed) {
    const [address = "", bits] = entry.split("/");
    const version = isIP(address);
    if (version === 0) continue;
    const family = version === 4 ? "ipv4" : "ipv6";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  let exchange: string | undefined;
  return {
    has: (address) => address === exchange || list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4"),
    exchange: (address) => {
      exchange = address;
    },
  };
}
