import { describe, expect, it } from "vitest";
import { sentOn } from "../../../src/ops/model/follow.ts";

describe("where a server sends on to", () => {
  const url = "https://hub.example/m/resolve/main/ggml-small.bin";

  it.each([
    ["https://cdn.example/4f2a?s=1", "https://cdn.example/4f2a?s=1"],
    ["/other/ggml-small.bin", "https://hub.example/other/ggml-small.bin"],
  ])("%s is followed", (location, to) => {
    expect(sentOn(url, new URL(url), location).href).toBe(to);
  });

  it.each(["http://cdn.example/4f2a", "file:///etc/passwd", "ftp://cdn.example/x", "https://"])(
    "%s is not, from an address with https",
    (location) => {
      expect(() => sentOn(url, new URL(url), location)).toThrow(
        expect.objectContaining({ code: "DOWNLOAD_REFUSED" }),
      );
    },
  );
});
