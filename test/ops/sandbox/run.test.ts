import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, it } from "vitest";
import { createGraph } from "../../../src/channels/whatsapp/graph.ts";
import { createReceiver } from "../../../src/channels/whatsapp/receiver.ts";
import { loadSecrets } from "../../../src/config/secrets.ts";
import { runSandbox, type SandboxEvent } from "../../../src/ops/sandbox/run.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { silentLogger } from "../../../src/platform/logger.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";
import type { RawEvent } from "../../../src/store/contract.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A keyboard: lines are typed one by one, and the terminal's events waited for. */
function keyboard() {
  const typed: string[] = [];
  let wake = (): void => undefined;
  let closed = false;
  async function* lines(): AsyncGenerator<string> {
    for (;;) {
      const line = typed.shift();
      if (line !== undefined) yield line;
      else if (closed) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }
  const events: SandboxEvent[] = [];
  const waiting: { fits: (event: SandboxEvent) => boolean; done: (event: SandboxEvent) => void }[] = [];
  return {
    lines: lines(),
    events,
    type(line: string) {
      typed.push(line);
      wake();
    },
    close() {
      closed = true;
      wake();
    },
    show(event: SandboxEvent) {
      events.push(event);
      for (const { fits, done } of waiting) if (fits(event)) done(event);
    },
    shown<K extends SandboxEvent["kind"]>(kind: K): Promise<Extract<SandboxEvent, { kind: K }>> {
      return new Promise((resolve) => {
        const done = (event: SandboxEvent): void => resolve(event as Extract<SandboxEvent, { kind: K }>);
        const known = events.find((event) => event.kind === kind);
        if (known) done(known);
        else waiting.push({ fits: (event) => event.kind === kind, done });
      });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

describe("a guest at the keyboard", () => {
  it("writes to a hotel set up from what was printed, and is shown its answers", async () => {
    const folder = await temporaryFolder();
    const webhookPort = await freePort();
    const keys = keyboard();
    const running = runSandbox(
      {
        folder,
        port: 0,
        webhookPort,
        guest: "+34600123456",
        name: "Eva",
        lines: keys.lines,
        interactive: true,
        until: new Promise(() => undefined),
      },
      keys.show,
    );
    const { settings, path, text } = await keys.shown("ready");
    expect(path).toMatch(/^\/webhooks\/whatsapp\/[A-Za-z0-9_-]{16,128}$/);
    for (const value of [settings.baseUrl, path, String(webhookPort), settings.appSecret, settings.token]) {
      expect(text).toContain(value);
    }
    const stored: RawEvent[] = [];
    let arrived = (): void => undefined;
    const first = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const receiver = createReceiver({
      host: "127.0.0.1",
      port: webhookPort,
      path,
      appSecrets: [settings.appSecret],
      verifyTokens: [settings.verifyToken],
      accept: (batch) => {
        stored.push(...batch);
        arrived();
      },
      clock: systemClock(),
      log: silentLogger(),
    });
    await receiver.start();
    stops.push(() => receiver.stop());
    keys.type("¿tenéis una doble?");
    await first;
    expect(stored[0]?.parsed?.messages[0]).toMatchObject({
      profileName: "Eva",
      content: { kind: "text", text: "¿tenéis una doble?" },
    });

    const { baseUrl, phoneNumberId, token } = settings;
    const graph = createGraph({ baseUrl, version: "v25.0", phoneNumberId, token: () => token });
    stops.push(() => graph.close());
    const picture = join(folder, "room.png");
    writeFileSync(picture, "a picture");
    await graph.send(
      { phone: "34600123456" },
      { kind: "image", path: picture, caption: "La doble" },
      { callbackId: "o" },
    );
    const shown = await keys.shown("message");
    expect(shown).toMatchObject({ type: "image", text: "La doble", file: expect.stringMatching(/\.png$/) });
    expect(readFileSync(shown.file ?? "", "utf8")).toBe("a picture");

    keys.type("/tap Sí");
    expect(await keys.shown("note")).toMatchObject({ text: expect.stringContaining("has the button «Sí»") });
    keys.type("/quit");
    await running;
  });

  it("has the same secrets the next time, good enough for hotelbot and readable by nobody else", async () => {
    const folder = await temporaryFolder();
    const texts: string[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const keys = keyboard();
      keys.close();
      const options = {
        folder,
        port: 0,
        webhookPort: 1,
        guest: "34600123456",
        name: "Eva",
        interactive: true,
      };
      await runSandbox({ ...options, lines: keys.lines, until: new Promise(() => undefined) }, keys.show);
      const { settings, path } = await keys.shown("ready");
      texts.push([settings.appSecret, settings.verifyToken, settings.token, path].join());
      const value = settings.appSecret;
      writeFileSync(join(folder, "whatsapp-app-secret"), value);
      expect(loadSecrets("/nowhere", folder).get("whatsapp-app-secret")).toBe(value);
    }
    expect(texts[0]).toBe(texts[1]);
    expect(statSync(join(folder, "sandbox.json")).mode & 0o777).toBe(0o600);
  });

  it("is told once that hotelbot does not take its messages", async () => {
    const keys = keyboard();
    const options = {
      folder: await temporaryFolder(),
      port: 0,
      guest: "34600123456",
      name: "Eva",
      interactive: true,
    };
    const webhookPort = await freePort();
    const running = runSandbox(
      { ...options, webhookPort, lines: keys.lines, until: new Promise(() => undefined) },
      keys.show,
    );
    keys.type("hola");
    expect(await keys.shown("note")).toMatchObject({ text: expect.stringContaining("ECONNREFUSED") });
    keys.close();
    await running;
  });

  it("says that its port is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    stops.push(() => server.close());
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const keys = keyboard();
    const options = { folder: await temporaryFolder(), webhookPort: 1, guest: "34600123456", name: "Eva" };
    const running = runSandbox(
      { ...options, port, interactive: true, lines: keys.lines, until: new Promise(() => undefined) },
      keys.show,
    );
    await expect(running).rejects.toMatchObject({ code: "PORT_BUSY", details: { port } });
  });
});

describe("hotelbot sandbox run", () => {
  it.each(["ignore", "pipe"] as const)(
    "prints JSON lines and stops on SIGTERM with 0 (stdin: %s)",
    async (stdin) => {
      const state = await temporaryFolder();
      const command = join(packageRoot(), "commands/sandbox/run.ts");
      const program = `import C from ${JSON.stringify(command)}; await C.run(process.argv.slice(1), ${JSON.stringify(packageRoot())});`;
      const args = ["--input-type=module", "-e", program, "--", "--json", "--port", "0", "--state", state];
      const child = spawn(process.execPath, args, { stdio: [stdin, "pipe", "inherit"] });
      stops.push(() => child.kill("SIGKILL"));
      const exited = once(child, "exit");
      const lines = createInterface({ input: child.stdout ?? process.stdin });
      const [line] = (await Promise.race([once(lines, "line"), exited])) as [string];
      expect(JSON.parse(line)).toMatchObject({ kind: "ready", settings: { baseUrl: expect.any(String) } });
      expect(existsSync(join(state, "sandbox", "sandbox.json"))).toBe(true);
      child.kill("SIGTERM");
      expect((await exited)[0]).toBe(0);
    },
    20_000,
  );
});
