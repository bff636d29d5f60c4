import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { authorization, parseChallenge } from "../../../../audio/line/sip/digest.ts";
import { RECORDINGS } from "../support/recording.ts";

interface Vector {
  readonly source: string;
  readonly challenge: string;
  readonly username: string;
  readonly password: string;
  readonly qop: string | null;
  readonly nc: string | null;
  readonly cnonce: string | null;
  readonly method: string;
  readonly uri: string;
  readonly response: string;
}

const { recorded } = JSON.parse(readFileSync(join(RECORDINGS, "digest-vectors.json"), "utf8")) as {
  recorded: Vector[];
};

describe("digest", () => {
  it.each(recorded.map((one, index) => [`${index} ${one.source}`, one] as const))(
    "answers %s as the exchange took it",
    (_, vector) => {
      const challenge = parseChallenge(vector.challenge);
      if (!challenge) throw new Error("not understood");
      const value = authorization({
        challenge: { ...challenge, qop: vector.qop !== null },
        username: vector.username,
        password: vector.password,
        method: vector.method,
        uri: vector.uri,
        count: Number.parseInt(vector.nc ?? "1", 16),
        cnonce: vector.cnonce ?? "",
      });
      expect(/response="([0-9a-f]+)"/.exec(value)?.[1]).toBe(vector.response);
    },
  );
});
