import type { Ids } from "../../../src/platform/ids.ts";
import { authorization, type Challenge, chooseChallenge } from "./digest.ts";
import { headerLines, type SipHeader, type SipResponse } from "./message.ts";

/** The extension's password and the exchange's last question, which may be answered again while it is fresh. */
export interface Credentials {
  /** The headers that answer the last question; none before there was one. */
  authorize(method: string, uri: string): SipHeader[];
  /** Takes a 401's or 407's question; undefined when it asks in no way we know. */
  challenged(response: SipResponse): Challenge | undefined;
}

export function credentials(options: {
  readonly username: string;
  readonly password: string;
  readonly ids: Ids;
}): Credentials {
  let challenge: Challenge | undefined;
  let proxy = false;
  let count = 0;
  return {
    authorize: (method, uri) => {
      if (!challenge) return [];
      count += 1;
      const { username, password } = options;
      const cnonce = options.ids.secret(8);
      const value = authorization({ challenge, username, password, method, uri, count, cnonce });
      return [{ name: proxy ? "proxy-authorization" : "authorization", value }];
    },
    challenged: (response) => {
      proxy = response.status === 407;
      challenge = chooseChallenge(headerLines(response, proxy ? "proxy-authenticate" : "www-authenticate"));
      count = 0;
      return challenge;
    },
  };
}
