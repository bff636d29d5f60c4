import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ChatTurn, HealthReport, StatusReport } from "../../src/control/contract.ts";
import { demoHotel, hotelbot, jsonLines, type RunningDaemon, runningDaemon } from "./support/hotelbot.ts";

let state: string;
let daemon: RunningDaemon;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), "hotelbot-commands-"));
  demoHotel(state);
  daemon = await runningDaemon(state);
}, 60_000);
afterAll(async () => {
  await daemon.end("SIGTERM");
  rmSync(state, { recursive: true, force: true });
});

const chat = (args: readonly string[], input = "") => hotelbot(["chat", "--state", state, ...args], input);
const turns = (stdout: string): ChatTurn[] => jsonLines(stdout).map((line) => ChatTurn.parse(line));

const BOOKINGS: Readonly<Record<string, readonly string[]>> = {
  es: [
    "¿tenéis una doble del 3 al 5 de marzo para dos?",
    "sí",
    "Ana Pérez, ana@example.com, 600 111 222",
    "sí",
  ],
  en: [
    "do you have a double from 3 to 5 March for two?",
    "yes",
    "Ann Smith, ann@example.com, +447911123456",
    "yes",
  ],
  pt: [
    "têm um duplo de 3 a 5 de março para dois?",
    "sim",
    "Inês Silva, ines@example.com, +351912345678",
    "sim",
  ],
};

describe("hotelbot chat", () => {
  it.each(Object.entries(BOOKINGS))(
    "books in %s from piped lines, one JSON document a turn",
    async (language, lines) => {
      const { exitCode, stdout, stderr } = await chat(
        ["--json", "--lang", language],
        `${lines.join("\n")}\n`,
      );
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      const said = turns(stdout);
      expect(said.map(({ text }) => text)).toEqual(lines);
      expect(said.map(({ replies }) => replies.length)).toEqual(lines.map(() => 1));
      const last = said.at(-1);
      expect(last).toMatchObject({ language, mode: "bot", booking: { status: "firm", roomType: "double" } });
      expect(last?.booking?.arrival.slice(5)).toBe("03-03");
      expect(last?.replies[0]?.text).toContain(last?.booking?.code);
    },
  );

  it("reads a script: empty lines and comments are not said", async () => {
    const script = join(state, "conversation.txt");
    writeFileSync(script, "# a guest asks\n\nhola\n¿hay parking?\n");
    const { exitCode, stdout } = await chat(["--json", "--script", script]);
    expect(exitCode).toBe(0);
    expect(turns(stdout).map(({ text }) => text)).toEqual(["hola", "¿hay parking?"]);
  });

  it("says which script it cannot read", async () => {
    const { exitCode, stdout } = await chat(["--json", "--script", join(state, "none.txt")]);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "FILE_UNREADABLE" } });
  });

  it("continues the conversation of a session, and begins a new one without", async () => {
    const ask = (args: readonly string[], text: string) => chat(["--json", ...args], `${text}\n`);
    const [first] = turns((await ask(["--session", "ana"], BOOKINGS.es?.[0] ?? "")).stdout);
    const [second] = turns((await ask(["--session", "ana"], "sí")).stdout);
    const [other] = turns((await ask([], "sí")).stdout);
    expect(second?.conversation).toBe(first?.conversation);
    expect(second?.replies[0]?.text).toContain("178");
    expect(other?.conversation).not.toBe(first?.conversation);
  });

  it("shows people the replies with their buttons, and nothing else on stdout", async () => {
    const { exitCode, stdout } = await chat(["--lang", "es"], `${BOOKINGS.es?.[0]}\n`);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("178 €");
    expect(stdout).toMatch(/\[[^\]]+\] \[[^\]]+\]/);
  });
});

describe("hotelbot status", () => {
  it("says who waits for a person first, and answers its contract under --json", async () => {
    await chat(["--json", "--session", "waits"], "quiero hablar con una persona\n");
    const plain = await hotelbot(["status", "--state", state]);
    expect(plain).toMatchObject({ exitCode: 0, stderr: "" });
    expect(plain.stdout.indexOf("asked for a person")).toBeGreaterThan(0);
    expect(plain.stdout.indexOf("asked for a person")).toBeLessThan(plain.stdout.indexOf("whatsapp"));
    const json = await hotelbot(["status", "--state", state, "--json"]);
    const report = StatusReport.parse(JSON.parse(json.stdout));
    expect(json.stdout.trim().split("\n")).toHaveLength(1);
    expect(report.waiting.map(({ reason }) => reason)).toContain("asked");
    expect(report.channels.find(({ name }) => name === "whatsapp")?.state).toBe("off");
  });
});

describe("hotelbot health", () => {
  it("speaks a monitor's language: state, what is wrong, performance data; exit code by the worst check", async () => {
    const plain = await hotelbot(["health", "--state", state]);
    const json = await hotelbot(["health", "--state", state, "--json"]);
    const report = HealthReport.parse(JSON.parse(json.stdout));
    const expected = { ok: 0, warning: 1, critical: 2, unknown: 3 }[report.state];
    expect([plain.exitCode, json.exitCode]).toEqual([expected, expected]);
    expect(plain.stdout).toMatch(/^HOTELBOT (?:OK|WARNING|CRITICAL) - .* \| inbox=\d+ outbox=\d+ dead=\d+/);
    expect(report.checks.find(({ name }) => name === "database")?.state).toBe("ok");
    // There is no model: guests are asked to write, which is a warning and no more.
    expect(report.checks.find(({ name }) => name === "ears")).toMatchObject({
      state: "warning",
      cure: expect.stringMatching(/\.$/),
    });
  });
});
