import { describe, expect, it } from "vitest";
import { createLogger, silentLogger } from "../../src/platform/logger.ts";
import { redact, redactText } from "../../src/platform/redact.ts";

function recorder() {
  const lines: string[] = [];
  const logger = createLogger("info", { write: (line) => void lines.push(line) });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? "null") as Record<string, unknown> };
}

describe("redactText", () => {
  it.each([
    ["llámame al +34 600 123 456 hoy", "llámame al ‹phone› hoy"],
    ["from 34600123456", "from ‹phone›"],
    ["(956) 123-45.67 8", "(‹phone›"],
    ["ana.lópez+x@correo.example.com escribe", "‹e-mail› escribe"],
    ["Authorization: Bearer EAAG1234567890abcdef", "Authorization: ‹token›"],
    ["EAAGm0PX4ZCpsBAKZCz7 failed", "‹token› failed"],
    [`x-hub sha256=${"a".repeat(64)}`, "x-hub ‹token›"],
    ["GET /hook?hub.verify_token=abc&hub.challenge=1", "GET /hook?hub.verify_token=‹token›&hub.challenge=1"],
    ["wamid.HBgLMzQ2MDAxMjM0NTYVAgARGBI1RjQyNUE3NEYxMzAzMzQ5MkEA", "wamid.…EzMDM0OTJBAA"],
  ])("%s", (text, expected) => {
    const redacted = redactText(text);
    if (text.startsWith("wamid")) {
      expect(redacted).toMatch(/^wamid\.….{12}$/);
      expect(text.endsWith(redacted.slice(-12))).toBe(true);
    } else expect(redacted).toBe(expected);
  });

  it.each([
    "arrival 2026-03-05, 2 nights",
    "2026-03-05T10:11:12.345Z",
    "127.0.0.1:8471",
    "192.168.100.200",
    "room 101",
    "120,50 €",
    "took 12345 ms",
  ])("keeps %s", (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe("redact", () => {
  it("hides known keys whatever their spelling, and a person's name only inside a person", () => {
    expect(
      redact({
        access_token: "x",
        "Profile-Name": "Ana",
        name: "house",
        guest: { name: "Ana", id: 3 },
        text: "hola",
      }),
    ).toEqual({
      access_token: "‹hidden›",
      "Profile-Name": "‹hidden›",
      name: "house",
      guest: { name: "‹hidden›", id: 3 },
      text: "‹hidden›",
    });
  });

  it("keeps numbers, and survives errors with causes, bytes and circles", () => {
    const circle: Record<string, unknown> = { at: 1_790_000_000_000 };
    circle.again = circle;
    const error = new Error("no answer for 34600123456", { cause: new Error("ana@example.com") });
    const redacted = JSON.stringify(redact({ circle, err: error, bytes: new Uint8Array(3) }));
    expect(redacted).toContain("1790000000000");
    expect(redacted).toContain("‹3 bytes›");
    expect(redacted).toContain("no answer for ‹phone›");
    expect(redacted).not.toContain("34600123456");
    expect(redacted).not.toContain("ana@example.com");
  });
});

describe("createLogger", () => {
  it("writes one JSON line with level, time, words and details", () => {
    const { logger, lines, last } = recorder();
    logger.info("message stored", { inboxId: 7 });
    expect(lines).toHaveLength(1);
    expect(last()).toMatchObject({ level: 30, what: "message stored", inboxId: 7 });
    expect(Date.parse(String(last().time))).toBeGreaterThan(0);
  });

  it("redacts words, details, children and errors", () => {
    const { logger, lines } = recorder();
    const child = logger.child({ phone: "34600123456" });
    child.warn("no answer from 34600123456", { to: "34600123456", err: new Error("34600123456") });
    logger.error("failed", { err: new TypeError("bad ana@example.com") });
    expect(lines).toHaveLength(2);
    expect(lines.join("")).not.toMatch(/34600123456|ana@example\.com/);
    expect(JSON.parse(lines[1] as string).err).toMatchObject({ type: "TypeError", message: "bad ‹e-mail›" });
  });

  it("keeps quiet below its level", () => {
    const { logger, lines } = recorder();
    logger.debug("detail");
    silentLogger().child({}).error("nothing");
    expect(lines).toEqual([]);
  });
});
